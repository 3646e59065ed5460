import { UseSignal } from "@jupyterlab/ui-components";
import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { CopyButton, SearchField, Section, useViewContext, type PanelLayout } from "../common";

/** A list that is longer than this can be filtered. */
const filteredFrom = 20;

interface ParamsProps {
  readonly params: RunView["params"];
  /** Those of the attempt that the run is compared with. */
  readonly before: RunView["params"] | null;
  readonly layout: PanelLayout;
}

/** A param of the run; `null` where one of the two attempts does not have it. */
interface ComparedParam {
  readonly name: string;
  readonly value: string | null;
  readonly old: string | null;
  readonly changed: boolean;
}

/** Lists the run's params: first those that differ from the attempt that it is compared with. */
export const Params = memo(function Params({ params, before, layout }: ParamsProps): JSX.Element {
  const { trans } = useViewContext();
  const compared = compare(params, before);
  return (
    <Section
      id="params"
      title={trans.__("Params")}
      count={Object.keys(params).length}
      layout={layout}
      emptyText={trans.__("No param logged yet.")}
      actions={<CopyButton text={JSON.stringify(params, null, 2)} label={trans.__("Copy all params as JSON")} />}
    >
      <UseSignal signal={layout.changed}>{() => <ParamList compared={compared} layout={layout} />}</UseSignal>
    </Section>
  );
});

function ParamList({
  compared,
  layout,
}: {
  readonly compared: readonly ComparedParam[];
  readonly layout: PanelLayout;
}): JSX.Element {
  const { trans } = useViewContext();
  const canFilter = compared.length > filteredFrom;
  const filter = canFilter ? (layout.arrangement.filters["params"] ?? "") : "";
  const wanted = filter.toLowerCase();
  const shown = compared.filter(({ name, value }) => `${name} ${value ?? ""}`.toLowerCase().includes(wanted));
  return (
    <>
      {canFilter && (
        <SearchField
          placeholder={trans.__("Filter params")}
          aria-label={trans.__("Filter params")}
          value={filter}
          onText={(text) => void layout.setFilter("params", text)}
        />
      )}
      {shown.length === 0 ? (
        <p className="trackside-Section-empty">{trans.__("No param is called so.")}</p>
      ) : (
        <div className="trackside-Pairs" role="table" aria-label={trans.__("Params")}>
          {shown.map((param) => (
            <ParamRow key={param.name} {...param} />
          ))}
        </div>
      )}
    </>
  );
}

const ParamRow = memo(function ParamRow({ name, value, old, changed }: ComparedParam): JSX.Element {
  const { trans } = useViewContext();
  return (
    <div className="trackside-Pairs-row" role="row" data-param={name} data-changed={changed}>
      <span className="trackside-Pairs-name" role="rowheader" title={name}>
        {name}
      </span>
      <span
        className="trackside-Pairs-value"
        role="cell"
        title={changed ? `${old ?? ""} → ${value ?? ""}` : (value ?? "")}
      >
        {changed && old !== null && (
          <del className="trackside-Params-old" aria-label={trans.__("before: %1", old)}>
            {old}
          </del>
        )}
        {value === "" ? <span className="trackside-Quiet">{trans.__("empty")}</span> : value}
        {changed && old === null && <span className="trackside-Params-new">{trans.__("new")}</span>}
      </span>
      {value !== null && (
        <span className="trackside-Pairs-action" role="cell">
          <CopyButton text={value} label={trans.__("Copy the value of %1", name)} />
        </span>
      )}
    </div>
  );
});

function compare(params: RunView["params"], before: RunView["params"] | null): ComparedParam[] {
  const valueIn = (all: RunView["params"], name: string): string | null =>
    Object.hasOwn(all, name) ? (all[name] ?? null) : null;
  const names = new Set([...Object.keys(params), ...Object.keys(before ?? {})]);
  const all = [...names].map((name) => {
    const value = valueIn(params, name);
    const old = before === null ? null : valueIn(before, name);
    return { name, value, old, changed: before !== null && value !== old };
  });
  return [...all.filter(({ changed }) => changed), ...all.filter(({ changed }) => !changed)];
}
