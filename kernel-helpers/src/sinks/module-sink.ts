import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { TracksideError } from "../errors";
import type { SinkContext } from "./create-sink";
import type { RunSink, Sink, SinkRun } from "./sink";

/**
 * Makes a sink: what a module exports as `createSink`.
 *
 * @param options - the keys of its entry in `tracking.sinks` beside `type`.
 */
export type SinkFactory = (
  options: Readonly<Record<string, unknown>>,
  context: Pick<SinkContext, "projectRoot" | "environment">,
) => Sink | Promise<Sink>;

/** A sink of the user's own: a JavaScript file of the project, or an installed package. */
export class ModuleSink implements Sink {
  private loaded: Promise<Sink> | undefined;

  constructor(
    private readonly name: string,
    private readonly module: string,
    private readonly options: Readonly<Record<string, unknown>>,
    private readonly context: SinkContext,
  ) {}

  async open(run: SinkRun): Promise<RunSink> {
    this.loaded ??= this.load();
    try {
      return await (await this.loaded).open(run);
    } catch (error) {
      // A mended file is loaded anew.
      this.loaded = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await (await this.loaded)?.close?.();
  }

  private async load(): Promise<Sink> {
    const { projectRoot, environment } = this.context;
    const exported = (await import(this.resolve())) as { readonly createSink?: SinkFactory };
    if (typeof exported.createSink !== "function") {
      throw this.failure("exports no function createSink");
    }
    return exported.createSink(this.options, { projectRoot, environment });
  }

  private resolve(): string {
    const { projectRoot } = this.context;
    try {
      const file = createRequire(join(projectRoot, "package.json")).resolve(this.module);
      if (this.module.startsWith(".") && relative(projectRoot, file).startsWith("..")) {
        throw new Error("it lies outside of the project");
      }
      return pathToFileURL(file).href;
    } catch (cause) {
      throw this.failure(`cannot be found: ${(cause as Error).message.split("\n")[0]}`, cause);
    }
  }

  private failure(what: string, cause?: unknown): TracksideError {
    return new TracksideError(`the module ${this.module} of the sink "${this.name}" ${what}`, {
      code: "sinks.invalid-module",
      hint:
        `tracking.sinks.${this.name}.type in mlflow.yml is mlflow, tensorboard, otlp, a file of the project ` +
        "(./sinks/own.js), or an installed package.",
      cause,
    });
  }
}
