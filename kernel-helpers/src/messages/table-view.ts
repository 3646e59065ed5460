/** First rows of a table among a run's artifacts, as the gateway answers `artifact-table?kernel=&run=&path=`. */
export interface TableView {
  readonly columns: readonly TableColumnView[];
  /** Cells as text; `null` for empty ones. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows in all; `null` where the file was not read to its end. */
  readonly rowCount: number | null;
}

export interface TableColumnView {
  readonly name: string;
  readonly isNumber: boolean;
}
