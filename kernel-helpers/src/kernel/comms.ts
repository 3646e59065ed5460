type Dictionary = Readonly<Record<string, unknown>>;

/** One open connection between a front end and the kernel. */
export interface Comm {
  readonly id: string;
  readonly targetName: string;
  /** The session that all messages of the client have that opened it. */
  readonly clientSession: string;
  /** Sends data to the front end's side. */
  send(data: Dictionary): void;
}

/** What the kernel's side of a comm does. */
export interface CommHandler {
  message?(data: Dictionary): void;
  closed?(): void;
}

/** Accepts comms that front ends open for one target name. */
export type CommTarget = (comm: Comm, data: Dictionary) => CommHandler;

/** Publishes a comm message on iopub. */
type Publish = (messageType: "comm_msg" | "comm_close", content: Dictionary) => void;

function dictionary(value: unknown): Dictionary {
  return typeof value === "object" && value !== null ? (value as Dictionary) : {};
}

/** The kernel's comms: which are open, and who answers them. */
export class Comms {
  private readonly open = new Map<string, { targetName: string; handler: CommHandler }>();

  constructor(
    private readonly targets: ReadonlyMap<string, CommTarget>,
    private readonly publish: Publish,
  ) {}

  /** Handles the content of `comm_open`, `comm_msg` or `comm_close`, with the session of who sent it. */
  handle(messageType: string, content: Dictionary, clientSession: string): void {
    const id = String(content["comm_id"]);
    const data = dictionary(content["data"]);
    switch (messageType) {
      case "comm_open":
        this.accept({ id, targetName: String(content["target_name"]), clientSession }, data);
        break;
      case "comm_msg":
        this.open.get(id)?.handler.message?.(data);
        break;
      case "comm_close": {
        const closing = this.open.get(id);
        this.open.delete(id);
        closing?.handler.closed?.();
        break;
      }
    }
  }

  /** Answers the content of a `comm_info_request`. */
  info(request: Dictionary): { status: "ok"; comms: Record<string, { target_name: string }> } {
    const wanted = request["target_name"];
    const comms: Record<string, { target_name: string }> = {};
    for (const [id, { targetName }] of this.open) {
      if (typeof wanted !== "string" || wanted === targetName) {
        comms[id] = { target_name: targetName };
      }
    }
    return { status: "ok", comms };
  }

  private accept(opened: Omit<Comm, "send">, data: Dictionary): void {
    const { id, targetName } = opened;
    const target = this.targets.get(targetName);
    if (!target) {
      // the protocol's answer to a target that nobody knows
      this.publish("comm_close", { comm_id: id, data: {} });
      return;
    }
    const send = (message: Dictionary): void => this.publish("comm_msg", { comm_id: id, data: message });
    this.open.set(id, { targetName, handler: target({ ...opened, send }, data) });
  }
}
