import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { PairTable, useViewContext } from "../../common";
import type { PanelLayout } from "../layout";
import { Section } from "./section";

/** Lists the run's tags. */
export const Tags = memo(function Tags({ tags, layout }: { tags: RunView["tags"]; layout: PanelLayout }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Section
      id="tags"
      title={trans.__("Tags")}
      count={Object.keys(tags).length}
      layout={layout}
      emptyText={trans.__("No tag set yet.")}
    >
      <PairTable label={trans.__("Tags")} pairs={tags} hook="tag" copyable />
    </Section>
  );
});
