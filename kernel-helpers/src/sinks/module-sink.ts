import { findProjectModule, loadProjectModule } from "../config";
import { TracksideError } from "../errors";
import { CheckedRunSink } from "./checked-run-sink";
import type { SinkContext } from "./create-sink";
import type { RunSink, Sink, SinkRun } from "./sink";

/**
 * Makes a sink: what a module exports as `createSink`. It is called once for a project and an entry of
 * `tracking.sinks`, in the shipper's process, when the first run opens; and again after it, or the sink's `open`,
 * has failed.
 *
 * @param options - the keys of its entry in `tracking.sinks` beside `type`.
 * @param context - the project's root, and the variables of its processes: the place for a secret.
 *
 * @example
 * ```ts
 * import type { SinkFactory } from "trackside";
 *
 * export const createSink: SinkFactory = (options) => ({
 *   open: async (run) => ({
 *     write: async (records) => {
 *       console.log(options["prefix"], run.opening.name, records.length);
 *       return { taken: records.length };
 *     },
 *   }),
 * });
 * ```
 */
export type SinkFactory = (
  options: Readonly<Record<string, unknown>>,
  context: Pick<SinkContext, "projectRoot" | "environment">,
) => Sink | Promise<Sink>;

/** A sink of the user's own: a file of TypeScript or JavaScript in the project, or an installed package. */
export class ModuleSink implements Sink {
  private loaded: Promise<Sink> | undefined;

  constructor(
    private readonly name: string,
    private readonly module: string,
    private readonly options: Readonly<Record<string, unknown>>,
    private readonly context: SinkContext,
  ) {}

  async open(run: SinkRun): Promise<RunSink> {
    try {
      const sink = await (this.loaded ??= this.load());
      return new CheckedRunSink(await sink.open(run), (what) => this.failure(what));
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
    const { createSink } = ((await this.import()) ?? {}) as { readonly createSink?: SinkFactory };
    if (typeof createSink !== "function") {
      throw this.failure("exports no function createSink");
    }
    const sink: Partial<Sink> | undefined = await createSink(this.options, { projectRoot, environment });
    if (typeof sink?.open !== "function") {
      throw this.failure("makes no sink: what its createSink returns has no function open");
    }
    return sink as Sink;
  }

  private async import(): Promise<unknown> {
    try {
      return await loadProjectModule(findProjectModule(this.context.projectRoot, this.module));
    } catch (cause) {
      throw this.failure((cause as Error).message.split("\n")[0] ?? "", cause);
    }
  }

  private failure(what: string, cause?: unknown): TracksideError {
    return new TracksideError(`the module ${this.module} of the sink "${this.name}": ${what}`, {
      code: "sinks.invalid-module",
      hint:
        `tracking.sinks.${this.name}.type in mlflow.yml is mlflow, tensorboard, otlp, a file of the project ` +
        "(./sinks/own.ts), or an installed package.",
      cause,
    });
  }
}
