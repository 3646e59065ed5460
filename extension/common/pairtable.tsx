import { memo, type JSX } from "react";

import { CopyButton } from "./copybutton";
import { useViewContext } from "./viewcontext";

interface PairTableProps {
  readonly label: string;
  readonly pairs: Readonly<Record<string, string>>;
  /** Names the data attribute that marks a row, as in `data-param="depth"`. */
  readonly hook: "param" | "tag" | "metric";
  readonly copyable?: boolean;
}

/** Lays out names and values; a value too long for its line shows whole in its tooltip. */
export function PairTable({ label, pairs, hook, copyable = false }: PairTableProps): JSX.Element {
  return (
    <div className="trackside-Pairs" role="table" aria-label={label}>
      {Object.entries(pairs).map(([name, value]) => (
        <PairRow key={name} name={name} value={value} hook={hook} copyable={copyable} />
      ))}
    </div>
  );
}

interface PairRowProps {
  readonly name: string;
  readonly value: string;
  readonly hook: PairTableProps["hook"];
  readonly copyable: boolean;
}

const PairRow = memo(function PairRow({ name, value, hook, copyable }: PairRowProps): JSX.Element {
  const { trans } = useViewContext();
  return (
    <div className="trackside-Pairs-row" role="row" {...{ [`data-${hook}`]: name }}>
      <span className="trackside-Pairs-name" role="rowheader" title={name}>
        {name}
      </span>
      <span className="trackside-Pairs-value" role="cell" title={value}>
        {value === "" ? <span className="trackside-Quiet">{trans.__("empty")}</span> : value}
      </span>
      {copyable && (
        <span className="trackside-Pairs-action" role="cell">
          <CopyButton text={value} label={trans.__("Copy the value of %1", name)} />
        </span>
      )}
    </div>
  );
});
