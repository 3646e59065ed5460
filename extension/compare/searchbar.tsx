import { refreshIcon } from "@jupyterlab/ui-components";
import { useEffect, useId, useState, type JSX } from "react";

import { formatNumber, SearchField, useViewContext, type PanelLayout } from "../common";
import { compareFilter, type Comparison } from "./usecomparison";

/** In MLflow's words, which are the same in all languages. */
const example = "metrics.loss < 0.1";

interface SearchBarProps {
  readonly comparison: Comparison;
  readonly layout: PanelLayout;
}

/** The field in which runs are searched for in MLflow's words, and what came of it. */
export function SearchBar({ comparison, layout }: SearchBarProps): JSX.Element {
  const { trans } = useViewContext();
  const { filter, problem, isAsking, askAgain } = comparison;
  const [text, setText] = useState(filter);
  const hintId = useId();
  useEffect(() => {
    setText(filter);
  }, [filter]);
  const search = (wanted: string): void => {
    if (wanted === filter) {
      askAgain();
    } else {
      void layout.setFilter(compareFilter, wanted);
    }
  };
  return (
    <form
      className="trackside-Compare-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(text.trim());
      }}
    >
      <SearchField
        value={text}
        placeholder={example}
        aria-label={trans.__("Search runs, in MLflow's filter syntax; Enter searches")}
        aria-invalid={problem !== null}
        aria-describedby={hintId}
        spellCheck={false}
        onText={setText}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text !== "") {
            event.stopPropagation();
            setText("");
            search("");
          }
        }}
      />
      <button
        type="submit"
        className="trackside-IconButton"
        data-busy={isAsking}
        aria-label={trans.__("Search")}
        title={trans.__("Search the experiment's runs (Enter)")}
      >
        <refreshIcon.react tag="span" width="14px" height="14px" />
      </button>
      <Hint comparison={comparison} id={hintId} />
    </form>
  );
}

function Hint({ comparison, id }: { readonly comparison: Comparison; readonly id: string }): JSX.Element {
  const { trans, locale } = useViewContext();
  const { list, problem, isAsking, runs, compared, filter } = comparison;
  const count = formatNumber(runs.length, locale);
  const counts = list?.hasMore
    ? trans.__("The first %1 of more runs, %2 compared", count, compared.length)
    : runs.length > compared.length || filter === ""
      ? trans._n("%2 run, %3 compared", "%2 runs, %3 compared", runs.length, count, compared.length)
      : trans.__("No run matches beside those that are compared.");
  const isWrong = problem !== null;
  return (
    <p id={id} className="trackside-Compare-hint" role="status" data-wrong={isWrong}>
      {isWrong ? problem : list === null && isAsking ? trans.__("Asking MLflow…") : counts}
      {!isWrong && list !== null && list.away !== null && (
        <span className="trackside-Compare-away">{trans.__("Only this notebook's runs: %1", list.away)}</span>
      )}
    </p>
  );
}
