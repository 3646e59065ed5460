import { memo, type JSX } from "react";
import type { TableView } from "trackside/lib/messages";

import { formatNumber, useViewContext } from "../common";

/** The first rows of a table. */
export const TablePreview = memo(function TablePreview({ table }: { table: TableView }): JSX.Element {
  const { trans, locale } = useViewContext();
  const { columns, rows, rowCount } = table;
  const shown = formatNumber(rows.length, locale);
  return (
    <>
      <div className="trackside-Preview-table" tabIndex={0} role="region" aria-label={trans.__("First rows")}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name, isNumber }, place) => (
                <th key={place} scope="col" data-number={isNumber} title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, place) => (
                  <td key={place} data-number={columns[place]?.isNumber ?? false} title={cell ?? ""}>
                    {cell ?? <span className="trackside-Quiet">{trans.__("empty")}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="trackside-Quiet">
        {rowCount === null
          ? trans.__("The first %1 rows", shown)
          : trans._n("%2 of %1 row", "%2 of %3 rows", rowCount, shown, formatNumber(rowCount, locale))}
        {" · "}
        {trans._n("%1 column", "%1 columns", columns.length)}
      </p>
    </>
  );
});
