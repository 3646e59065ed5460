import { useId, type JSX } from "react";

import { formatNumber, SearchField, useViewContext } from "../common";
import type { NameFilter } from "./arrangement";

interface FilterBarProps {
  readonly text: string;
  readonly filter: NameFilter;
  readonly shown: number;
  readonly total: number;
  readonly onChange: (text: string) => void;
  /** Shows all that the filter leaves on one chart. */
  readonly onChartTogether: () => void;
}

/** The field by which the list of metrics is filtered. */
export function FilterBar({ text, filter, shown, total, onChange, onChartTogether }: FilterBarProps): JSX.Element {
  const { trans, locale } = useViewContext();
  const hintId = useId();
  const isWrong = filter.kind === "wrong";
  const shownText = trans.__("%1 of %2", formatNumber(shown, locale), formatNumber(total, locale));
  return (
    <div className="trackside-MetricFilter" role="search">
      <SearchField
        value={text}
        placeholder={trans.__("Filter by text or /expression/")}
        aria-label={trans.__("Filter metrics")}
        aria-invalid={isWrong}
        aria-describedby={hintId}
        spellCheck={false}
        onText={onChange}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text !== "") {
            event.stopPropagation();
            onChange("");
          }
        }}
      />
      {text !== "" && !isWrong && shown > 1 && (
        <button type="button" className="trackside-Button" data-action="chart-together" onClick={onChartTogether}>
          {trans.__("Chart together")}
        </button>
      )}
      <p id={hintId} className="trackside-MetricFilter-hint" role="status" data-wrong={isWrong}>
        {isWrong ? trans.__("Not a regular expression: %1", filter.reason) : text === "" ? "" : shownText}
      </p>
    </div>
  );
}
