import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RunSink, Sink, SinkRun } from "../sink";
import { projectFolder, runFolderName } from "./run-folder";

/** Writes TensorBoard's event files below a folder of the project, a folder for each run. */
export class TensorboardSink implements Sink {
  /** @param directory - relative to the project's root. */
  constructor(private readonly directory: string) {}

  async open(run: SinkRun): Promise<RunSink> {
    const folder = await projectFolder(run.projectRoot, join(this.directory, runFolderName(run.opening)));
    await mkdir(folder, { recursive: true });
    // Loaded with the first run: few projects have such a sink.
    const { TensorboardRunSink } = await import("./tensorboard-run-sink");
    return new TensorboardRunSink(folder, run);
  }
}
