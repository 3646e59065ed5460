import { useMemo, useState, type JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { Disclosure, SearchField, useViewContext, type PanelLayout } from "../common";
import { columnsOf } from "./fields";

/** A server may have thousands of names; the field above them finds the rest. */
const mostOffered = 200;

interface ColumnPickerProps {
  readonly runs: readonly ListedRun[];
  readonly columns: readonly string[];
  readonly layout: PanelLayout;
}

/** Chooses the columns of the table, which are the axes of the charts, too. */
export function ColumnPicker({ runs, columns, layout }: ColumnPickerProps): JSX.Element {
  const { trans } = useViewContext();
  const [sought, setSought] = useState("");
  const all = useMemo(() => [...new Set([...columns, ...columnsOf(runs)])], [runs, columns]);
  const offered = all.filter((column) => column.toLowerCase().includes(sought.trim().toLowerCase()));
  const toggle = (column: string): void => {
    const others = columns.filter((each) => each !== column);
    void layout.setCompare({ columns: others.length < columns.length ? others : [...columns, column] });
  };
  return (
    <Disclosure label={trans.__("Columns")}>
      <SearchField
        value={sought}
        placeholder={trans.__("Find a column")}
        aria-label={trans.__("Find a column")}
        onText={setSought}
        onKeyDown={(event) => {
          if (event.key === "Escape" && sought !== "") {
            event.preventDefault();
            event.stopPropagation();
            setSought("");
          }
        }}
      />
      {offered.length === 0 && (
        <p className="trackside-Disclosure-none">{trans.__("No column has that in its name.")}</p>
      )}
      <ul>
        {offered.slice(0, mostOffered).map((column) => (
          <li key={column}>
            <label className="trackside-CompareRun-label" title={column}>
              <input
                type="checkbox"
                checked={columns.includes(column)}
                onChange={() => {
                  toggle(column);
                }}
              />
              <span className="trackside-CompareRun-name">{column}</span>
            </label>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
