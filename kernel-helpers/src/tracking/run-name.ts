import { basename } from "node:path";

/** A name that a person finds again: the notebook, or the project, and the second: a kernel restarted at once has another. */
export function defaultRunName(notebook: string | null, projectRoot: string, now: Date): string {
  const source = notebook === null ? basename(projectRoot) || "run" : basename(notebook, ".ipynb");
  const [date, time] = [
    [now.getFullYear(), now.getMonth() + 1, now.getDate()],
    [now.getHours(), now.getMinutes(), now.getSeconds()],
  ].map((parts) => parts.map((part) => String(part).padStart(2, "0")));
  return `${source} ${date?.join("-")} ${time?.join(":")}`;
}
