import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { python } from "../docs/page-project";

const execute = promisify(execFile);

/** What TensorBoard's own reader finds of a run. */
export interface ReadEvents {
  /** Step, time in seconds, and value as text, since JSON has no NaN. */
  readonly scalars: Readonly<Record<string, readonly (readonly [number, number, string])[]>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Width, height, bytes. */
  readonly images: Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
  readonly hparams: { readonly params?: Readonly<Record<string, unknown>>; readonly status?: number };
}

/** Reads the event files below a folder, by the name that TensorBoard gives each run. */
export async function readEvents(folder: string): Promise<Readonly<Record<string, ReadEvents>>> {
  const { stdout } = await execute(python, [join(__dirname, "read_events.py"), folder], {
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Record<string, ReadEvents>;
}

/** Reads the events of the only run below a folder. */
export async function readOnlyRun(folder: string): Promise<ReadEvents> {
  const runs = Object.values(await readEvents(folder));
  if (runs.length !== 1 || !runs[0]) {
    throw new Error(`expected one run below ${folder}, and there are ${runs.length}`);
  }
  return runs[0];
}
