import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { PairTable, Section, useViewContext, type PanelLayout } from "../common";

/** Lists the run's tags. */
export const Tags = memo(function Tags({ tags, layout }: { tags: RunView["tags"]; layout: PanelLayout }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Section
      id="tags"
      title={trans.__("Tags")}
      count={Object.keys(tags).length}
      layout={layout}
      openAtFirst={false}
      emptyText={trans.__("No tag set yet.")}
    >
      <PairTable label={trans.__("Tags")} pairs={tags} hook="tag" copyable />
    </Section>
  );
});
