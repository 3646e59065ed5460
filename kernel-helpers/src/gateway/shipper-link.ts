import { passedEnvironment, ShipperConnection, type ShipperAnswer } from "../shipper";

const answerTimeoutMs = 100_000;

/** The gateway's line to the shipper for one project: while it is open, the project's tracking server stays up. */
export class ShipperLink {
  private readonly connection: ShipperConnection;
  private waiting: ((answer: ShipperAnswer) => void)[] = [];
  private asking: Promise<string> | undefined;

  constructor(private readonly projectRoot: string) {
    this.connection = new ShipperConnection(
      () => ({ type: "hello", role: "reader", projectRoot, environment: passedEnvironment(process.env) }),
      (answer) => {
        this.waiting.forEach((resolve) => resolve(answer));
        this.waiting = [];
      },
    );
  }

  /** Address of the project's own tracking server, started where it does not run. */
  ensureServer(): Promise<string> {
    return (this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    }));
  }

  close(): void {
    this.connection.close();
  }

  private async ask(): Promise<string> {
    const answer = await new Promise<ShipperAnswer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the shipper does not answer")), answerTimeoutMs);
      this.waiting.push((received) => {
        clearTimeout(timer);
        resolve(received);
      });
      this.connection.send({ type: "ensure-server", projectRoot: this.projectRoot });
    });
    if (answer.type === "failed") {
      throw new Error(answer.message);
    }
    return answer.uri;
  }
}
