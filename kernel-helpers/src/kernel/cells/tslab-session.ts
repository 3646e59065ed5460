import { resolve } from "node:path";
import type { Converter, ConverterOptions, ConvertResult, Diagnostic } from "tslab/dist/converter";
import type { Executor } from "tslab/dist/executor";
import type { JupyterHandlerImpl } from "tslab/dist/jupyter";

import { ModuleSources } from "./module-sources";
import { ReadyNames } from "./ready-names";
import { writeOutShorthands } from "./shorthand";
import type { SourceMap } from "./source-map";
import { TslabConsole, type ExecutorReport } from "./tslab-console";

type Protect = <Result>(work: () => Result) => Result;

/** How tslab compiled and ran a piece of code. */
export interface Execution extends ExecutorReport {
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** tslab's compiler and executor for one notebook, with what they do made visible. */
export class TslabSession {
  /** Completion, inspection and the like, in the protocol's terms. */
  readonly language: JupyterHandlerImpl;
  /** The files that cells import, and those that cells define. */
  readonly modules = new ModuleSources();
  private readonly console = new TslabConsole();
  private readonly readyNames = new ReadyNames(process.cwd());
  private readonly executor: Executor;
  /** The sources that were compiled and so run, the newest last. */
  readonly sourcesRun: string[] = [];
  private diagnostics: readonly Diagnostic[] = [];
  private scriptName = "";

  /** @param protect runs the compiler, which must not be interrupted in the middle. */
  constructor(
    private readonly sources: SourceMap,
    private readonly protect: Protect,
  ) {
    // not imported above, because the TypeScript compiler takes a second to load
    const { createConverter } = require("tslab/dist/converter") as typeof import("tslab/dist/converter");
    const { createExecutor } = require("tslab/dist/executor") as typeof import("tslab/dist/executor");
    const { JupyterHandlerImpl: Handler } = require("tslab/dist/jupyter") as typeof import("tslab/dist/jupyter");
    const create = (options: ConverterOptions): Converter => this.observe(createConverter(options));
    // now, so that the first cell need not wait for it
    const node = create({ isJS: false, isBrowser: false });
    let browser: Converter | undefined;
    const converters = {
      node,
      get browser(): Converter {
        return (browser ??= create({ isJS: false, isBrowser: true }));
      },
      close(): void {
        node.close();
        browser?.close();
      },
    };
    this.executor = createExecutor(process.cwd(), converters, this.console);
    this.language = new Handler(this.executor, false);
  }

  /** The notebook's top-level bindings. */
  get locals(): Readonly<Record<string, unknown>> {
    return this.executor.locals;
  }

  /**
   * Compiles and runs code.
   *
   * @param scriptName what stack traces call it.
   * @throws what goes wrong within tslab, not what the code throws.
   */
  async execute(code: string, scriptName: string): Promise<Execution> {
    this.console.take();
    this.diagnostics = [];
    this.scriptName = scriptName;
    const ok = await this.executor.execute(code);
    const { diagnostics } = this;
    return { ...this.console.take(), ok: ok && diagnostics.length === 0, diagnostics };
  }

  /** Ends the wait of a cell that awaits something. */
  interrupt(): void {
    this.executor.interrupt();
  }

  close(): void {
    this.executor.close();
  }

  private observe(converter: Converter): Converter {
    return {
      close: () => converter.close(),
      inspect: (declarations, source, position) =>
        this.protect(() => converter.inspect(this.readyNames.declareUsed(declarations, source), source, position)),
      complete: (declarations, source, position) =>
        this.protect(() => converter.complete(this.readyNames.declareAll(declarations), source, position)),
      addModule: (name, content, metadata) => {
        this.modules.define(name, content);
        this.diagnostics = this.protect(() => converter.addModule(name, content, metadata));
        return [...this.diagnostics];
      },
      convert: (declarations, source) =>
        this.protect(() => this.remember(source, this.convert(converter, declarations, source))),
    };
  }

  private convert(converter: Converter, earlier: string, source: string): ConvertResult {
    const declarations = this.readyNames.declareUsed(earlier, source);
    const result = converter.convert(declarations, source);
    if (result.diagnostics.length > 0 || !result.output) {
      return result;
    }
    const { locals } = this.executor;
    this.sourcesRun.push(source);
    this.readyNames.provide(earlier, source, locals);
    return { ...result, output: writeOutShorthands(result.output, (name) => Object.hasOwn(locals, name)) };
  }

  /** Keeps what errors are described from, and names the script, which all cells of tslab's otherwise share. */
  private remember(source: string, result: ConvertResult): ConvertResult {
    this.diagnostics = result.diagnostics;
    for (const { path, data } of result.sideOutputs ?? []) {
      this.sources.add(resolve(path), this.modules.read(path) ?? "", data);
    }
    if (!result.output) {
      return result;
    }
    this.sources.add(this.scriptName, source, result.output);
    return { ...result, output: `${result.output}\n//# sourceURL=${this.scriptName}` };
  }
}
