import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { CopyButton, PairTable, Section, useViewContext, type PanelLayout } from "../common";

/** Lists the run's params. */
export const Params = memo(function Params({
  params,
  layout,
}: {
  params: RunView["params"];
  layout: PanelLayout;
}): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Section
      id="params"
      title={trans.__("Params")}
      count={Object.keys(params).length}
      layout={layout}
      emptyText={trans.__("No param logged yet.")}
      actions={<CopyButton text={JSON.stringify(params, null, 2)} label={trans.__("Copy all params as JSON")} />}
    >
      <PairTable label={trans.__("Params")} pairs={params} hook="param" copyable />
    </Section>
  );
});
