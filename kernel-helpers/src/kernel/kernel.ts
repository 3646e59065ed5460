import { codePointPosition, codeUnitPosition } from "./cursor";
import type { CellRunner } from "./cells";
import type { Comms } from "./comms";
import type { Execution } from "./execution";
import type { History } from "./history";
import type { Header, Message, SocketLink } from "./transport";

type Dictionary = Readonly<Record<string, unknown>>;

export interface KernelParts {
  readonly link: SocketLink;
  readonly cells: CellRunner;
  readonly execution: Execution;
  readonly history: History;
  readonly comms: Comms;
  readonly kernelInfo: Dictionary;
}

interface Queued {
  readonly request: Message;
  aborted: boolean;
}

/** Serves the requests of the shell channel, one at a time and in order. */
export class Kernel {
  private readonly queue: Queued[] = [];
  private served: Promise<void> = Promise.resolve();
  private serving = false;
  private stopped = false;
  private lastCell: Message | undefined;

  constructor(private readonly parts: KernelParts) {}

  /** What output belongs to: the cell that runs, else the last one. */
  get outputParent(): Header | undefined {
    return this.lastCell?.header;
  }

  /** The request of the cell that runs, else of the last one. */
  get lastRequest(): Message | undefined {
    return this.lastCell;
  }

  enqueue(request: Message): void {
    this.queue.push({ request, aborted: false });
    if (!this.serving && !this.stopped) {
      this.serving = true;
      this.served = this.serveQueue();
    }
  }

  /** Serves nothing more; the promise resolves when the request at hand, if any, is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.queue.length = 0;
    await this.served;
  }

  private async serveQueue(): Promise<void> {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      await this.serve(next);
    }
    this.serving = false;
  }

  private async serve({ request, aborted }: Queued): Promise<void> {
    const { link } = this.parts;
    link.publish(request.header, "status", { execution_state: "busy" });
    try {
      const messageType = request.header.msg_type;
      if (messageType.startsWith("comm_") && messageType !== "comm_info_request") {
        this.parts.comms.handle(messageType, request.content, request.header.session);
      } else {
        await this.answer(request, aborted);
      }
    } catch (error) {
      process.stderr.write(`trackside kernel: ${request.header.msg_type} failed: ${(error as Error).stack}\n`);
    } finally {
      link.publish(request.header, "status", { execution_state: "idle" });
    }
  }

  private async answer(request: Message, aborted: boolean): Promise<void> {
    const messageType = request.header.msg_type;
    const started = new Date().toISOString();
    const content = aborted ? { status: "aborted" } : await this.contentOf(request);
    if (content) {
      this.parts.link.reply(request, messageType.replace(/_request$/, "_reply"), content, { started });
    }
  }

  private contentOf(request: Message): Dictionary | undefined | Promise<Dictionary> {
    const { content } = request;
    switch (request.header.msg_type) {
      case "execute_request":
        return this.execute(request);
      case "kernel_info_request":
        return this.parts.kernelInfo;
      case "complete_request":
        return this.complete(content);
      case "inspect_request":
        return this.inspect(content);
      case "is_complete_request":
        return { ...this.parts.cells.session.language.handleIsComplete({ code: String(content["code"]) }) };
      case "history_request":
        return this.parts.history.answer(content);
      case "comm_info_request":
        return this.parts.comms.info(content);
      default:
        return undefined;
    }
  }

  private async execute(request: Message): Promise<Dictionary> {
    this.lastCell = request;
    const { reply, abortQueue } = await this.parts.execution.execute(request);
    if (abortQueue) {
      this.parts.link.drain();
      for (const waiting of this.queue) {
        waiting.aborted ||= waiting.request.header.msg_type === "execute_request";
      }
    }
    return reply;
  }

  private complete(content: Dictionary): Dictionary {
    const { code, position } = readCursor(content);
    const { language } = this.parts.cells.session;
    const reply = language.handleComplete({ code, cursor_pos: position });
    return {
      ...reply,
      cursor_start: codePointPosition(code, reply.cursor_start),
      cursor_end: codePointPosition(code, reply.cursor_end),
    };
  }

  private inspect(content: Dictionary): Dictionary {
    const { code, position } = readCursor(content);
    const { language } = this.parts.cells.session;
    return { ...language.handleInspect({ code, cursor_pos: position, detail_level: 0 }) };
  }
}

function readCursor(content: Dictionary): { code: string; position: number } {
  const code = typeof content["code"] === "string" ? content["code"] : "";
  const cursor = content["cursor_pos"];
  return { code, position: typeof cursor === "number" ? codeUnitPosition(code, cursor) : code.length };
}
