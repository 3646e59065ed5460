/** Stands between a dataset's name and the form that a node has it in: `ships@arrow`. */
const separator = "@";

/**
 * The dataset that a name stands for, without its form: `ships` for `ships@arrow`. Nodes are joined by it.
 *
 * @see kedro/pipeline/transcoding.py, `_strip_transcoding`
 */
export function datasetOf(name: string): string {
  const at = name.indexOf(separator);
  return at < 0 ? name : name.slice(0, at);
}

/** The form that a name asks for, with its separator: `@arrow` of `ships@arrow`, else nothing. */
export function formOf(name: string): string {
  return name.slice(datasetOf(name).length);
}
