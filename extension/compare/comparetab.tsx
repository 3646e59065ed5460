import type { JSX } from "react";

import { WideIcon } from "../charts";
import { IconButton, usePanelServices, useViewContext, wideKinds, type TabProps } from "../common";
import { ComparedParts, DifferencesToggle } from "./comparedparts";
import { RunPicker } from "./runpicker";
import { SearchBar } from "./searchbar";
import { SortField } from "./sortfield";
import { useComparison } from "./usecomparison";

/** Compares the run with attempts of its session and with runs of its experiment: what differs, and whether it is better. */
export function CompareTab(props: TabProps): JSX.Element {
  const { run, layout, kernelId } = props;
  const { trans } = useViewContext();
  const services = usePanelServices();
  const comparison = useComparison(props);
  const { sort } = layout.arrangement.compare;
  return (
    <div className="trackside-Compare">
      <SearchBar {...{ comparison, layout }} />
      <div className="trackside-Compare-tools">
        <SortField {...{ layout }} runs={comparison.runs} tags={run.tags} />
        <DifferencesToggle layout={layout} />
        <IconButton
          action="open-wide"
          label={trans.__("Open the comparison in a tab of its own")}
          onClick={() => {
            services.openWide({ kind: wideKinds.compare, kernelId, name: "" });
          }}
        >
          <WideIcon />
        </IconButton>
      </div>
      <RunPicker comparison={comparison} currentId={run.runId} sortColumn={sort.column} />
      <ComparedParts {...props} comparison={comparison} />
    </div>
  );
}
