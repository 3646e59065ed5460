import { performance } from "node:perf_hooks";

import type { MimeBundle } from "../display";
import type { CellResult, CellRunner } from "./cells";
import type { History } from "./history";
import type { Cell } from "./observer";
import type { SafeObserver } from "./observers";
import type { Message, SocketLink } from "./transport";

type Dictionary = Readonly<Record<string, unknown>>;

/** An `execute_request`'s content with the protocol's defaults. */
interface ExecuteRequest {
  readonly code: string;
  readonly silent: boolean;
  readonly storeHistory: boolean;
  readonly stopOnError: boolean;
  readonly userExpressions: Dictionary;
}

function readRequest(content: Dictionary): ExecuteRequest {
  const silent = content["silent"] === true;
  const expressions = content["user_expressions"];
  return {
    code: typeof content["code"] === "string" ? content["code"] : "",
    silent,
    storeHistory: !silent && content["store_history"] !== false,
    stopOnError: content["stop_on_error"] !== false,
    userExpressions: typeof expressions === "object" && expressions !== null ? (expressions as Dictionary) : {},
  };
}

function readCell(request: Message, code: string, executionCount: number): Cell {
  const { cellId, tags } = request.metadata;
  return {
    source: code,
    executionCount,
    cellId: typeof cellId === "string" ? cellId : undefined,
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : [],
    startedAt: Date.now(),
  };
}

export interface ExecutionParts {
  readonly link: SocketLink;
  readonly cells: CellRunner;
  readonly observer: SafeObserver;
  readonly history: History;
}

/** Executes cells for Jupyter: counts them, shows their results and errors, tells the observer. */
export class Execution {
  private executionCount = 0;
  private silentNow = false;

  constructor(private readonly parts: ExecutionParts) {}

  /** A silent request is being executed, whose output nobody is to see. */
  get silent(): boolean {
    return this.silentNow;
  }

  /**
   * Executes an `execute_request`.
   *
   * @returns the reply's content, and whether requests that wait are to be aborted.
   */
  async execute(request: Message): Promise<{ reply: Dictionary; abortQueue: boolean }> {
    const asked = readRequest(request.content);
    if (asked.storeHistory) {
      this.executionCount++;
    }
    this.silentNow = asked.silent;
    try {
      const result = asked.silent
        ? await this.parts.cells.run(asked.code, "silent")
        : await this.executeVisibly(request, asked);
      const reply = await this.makeReply(result, asked);
      return { reply, abortQueue: result.status !== "ok" && asked.stopOnError };
    } finally {
      this.silentNow = false;
    }
  }

  private async executeVisibly(request: Message, asked: ExecuteRequest): Promise<CellResult> {
    const { link, cells, observer, history } = this.parts;
    const { executionCount } = this;
    const { code } = asked;
    link.publish(request.header, "execute_input", { code, execution_count: executionCount });
    const cell = readCell(request, code, executionCount);
    observer.cellStarted(cell);
    const start = performance.now();
    const result = await cells.run(code, `In[${executionCount}]`);
    const durationMs = performance.now() - start;
    this.publishResult(request, result);
    const { locals } = cells.session;
    const outcome = { status: result.status, durationMs, locals };
    observer.cellEnded(cell, result.status === "ok" ? outcome : { ...outcome, error: result.error });
    if (asked.storeHistory) {
      history.add(executionCount, code, result.status === "ok" ? plainText(result.bundle) : null);
    }
    return result;
  }

  private publishResult(request: Message, result: CellResult): void {
    if (result.status !== "ok") {
      this.parts.link.publish(request.header, "error", { ...result.error });
    } else if (result.bundle) {
      const content = { execution_count: this.executionCount, data: result.bundle, metadata: {} };
      this.parts.link.publish(request.header, "execute_result", content);
    }
  }

  private async makeReply(result: CellResult, asked: ExecuteRequest): Promise<Dictionary> {
    const common = { execution_count: this.executionCount, payload: [] };
    if (result.status !== "ok") {
      return { status: "error", ...common, ...result.error, user_expressions: {} };
    }
    return { status: "ok", ...common, user_expressions: await this.evaluate(asked.userExpressions) };
  }

  /** Evaluates expressions in the notebook's scope; one that fails is described in its place. */
  private async evaluate(expressions: Dictionary): Promise<Dictionary> {
    const values: Record<string, unknown> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const result = await this.parts.cells.run(`(${String(expression)})`, "expression");
      values[name] =
        result.status === "ok"
          ? { status: "ok", data: result.bundle ?? { "text/plain": "undefined" }, metadata: {} }
          : { status: "error", ...result.error };
    }
    return values;
  }
}

function plainText(bundle: MimeBundle | undefined): string | null {
  const text = bundle?.["text/plain"];
  return typeof text === "string" ? text : null;
}
