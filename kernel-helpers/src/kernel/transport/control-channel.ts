import type { FromSockets, SocketThreadOptions } from "./thread-messages";
import { createHeaderFactory } from "./header";
import type { Sockets } from "./sockets";
import type { Unblocker } from "./unblocker";
import type { Message } from "./wire";

/** Answers the control channel, in the socket thread: what must work while a cell blocks the main thread. */
export class ControlChannel {
  private readonly makeHeader: ReturnType<typeof createHeaderFactory>;
  private pendingShutdown: Message | undefined;

  constructor(
    private readonly options: SocketThreadOptions,
    private readonly sockets: Sockets,
    private readonly unblocker: Unblocker,
    private readonly toMain: (message: FromSockets) => void,
  ) {
    this.makeHeader = createHeaderFactory(options.session);
  }

  handle(request: Message): void {
    this.publishStatus(request, "busy");
    switch (request.header.msg_type) {
      case "kernel_info_request":
        this.reply(request, "kernel_info_reply", this.options.kernelInfo);
        break;
      case "interrupt_request":
        this.toMain({ type: "interrupt" });
        this.unblocker.expectAcknowledgement();
        this.reply(request, "interrupt_reply", { status: "ok" });
        break;
      case "shutdown_request":
        // answered and idle when all is done
        this.pendingShutdown = request;
        this.requestShutdown(request.content["restart"] === true);
        return;
      default:
        break;
    }
    this.publishStatus(request, "idle");
  }

  /** Asks the main thread to stop, whatever it is doing. */
  requestShutdown(restart: boolean): void {
    this.toMain({ type: "shutdown", restart });
    this.unblocker.expectAcknowledgement();
  }

  /** Answers the shutdown request, if it was one that stopped the kernel. */
  finishShutdown(): void {
    const request = this.pendingShutdown;
    if (request) {
      this.reply(request, "shutdown_reply", { status: "ok", restart: request.content["restart"] === true });
      this.publishStatus(request, "idle");
    }
  }

  private reply(request: Message, messageType: string, content: Readonly<Record<string, unknown>>): void {
    this.sockets.send("control", this.message(request, messageType, content, request.identities));
  }

  private publishStatus(request: Message, state: "busy" | "idle"): void {
    const topic = `kernel.${this.options.kernelId}.status`;
    this.sockets.send("iopub", this.message(request, "status", { execution_state: state }, [topic]));
  }

  private message(
    request: Message,
    messageType: string,
    content: Readonly<Record<string, unknown>>,
    identities: readonly (Uint8Array | string)[],
  ) {
    return {
      identities,
      header: JSON.stringify(this.makeHeader(messageType)),
      parentHeader: JSON.stringify(request.header),
      metadata: "{}",
      content: JSON.stringify(content),
    };
  }
}
