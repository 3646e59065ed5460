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
    <table className="trackside-Pairs" aria-label={label}>
      <tbody>
        {Object.entries(pairs).map(([name, value]) => (
          <PairRow key={name} name={name} value={value} hook={hook} copyable={copyable} />
        ))}
      </tbody>
    </table>
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
    <tr className="trackside-Pairs-row" {...{ [`data-${hook}`]: name }}>
      <th scope="row" className="trackside-Pairs-name" title={name}>
        {name}
      </th>
      <td className="trackside-Pairs-value" title={value}>
        {value === "" ? <span className="trackside-Quiet">{trans.__("empty")}</span> : value}
      </td>
      {copyable && (
        <td className="trackside-Pairs-action">
          <CopyButton text={value} label={trans.__("Copy the value of %1", name)} />
        </td>
      )}
    </tr>
  );
});
