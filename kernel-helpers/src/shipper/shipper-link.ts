import { ShipperConnection } from "./client";
import { passedEnvironment, type ShipperAnswer } from "./protocol";

const connectTimeoutMs = 10_000;
const answerTimeoutMs = 100_000;

/** A reader's line to the shipper for one project: while it is open, the project's tracking server stays up. */
export class ShipperLink {
  private readonly connection: ShipperConnection;
  private waiting: ((answer: ShipperAnswer) => boolean)[] = [];
  private readonly asking = new Map<string | undefined, Promise<string>>();

  constructor(private readonly projectRoot: string) {
    this.connection = new ShipperConnection(
      () => ({ type: "hello", role: "reader", projectRoot, environment: passedEnvironment(process.env) }),
      (answer) => {
        this.waiting = this.waiting.filter((isForAnother) => isForAnother(answer));
      },
    );
  }

  /** Address of the project's own tracking server, or that on a `database` elsewhere; started where it does not run. */
  ensureServer(database?: string): Promise<string> {
    let asked = this.asking.get(database);
    if (!asked) {
      asked = this.ask(database).finally(() => this.asking.delete(database));
      this.asking.set(database, asked);
    }
    return asked;
  }

  /** Asks to send at once what waits of the project; not heard while no shipper is connected, and so to be repeated. */
  flush(): void {
    this.connection.send({ type: "flush", projectRoot: this.projectRoot });
  }

  close(): void {
    this.connection.close();
  }

  private async ask(database: string | undefined): Promise<string> {
    await this.connection.reached(connectTimeoutMs);
    const answer = await new Promise<ShipperAnswer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the shipper does not answer")), answerTimeoutMs);
      this.waiting.push((received) => {
        if (received.database !== database) {
          return true;
        }
        clearTimeout(timer);
        resolve(received);
        return false;
      });
      const which = database === undefined ? {} : { database };
      this.connection.send({ type: "ensure-server", projectRoot: this.projectRoot, ...which });
    });
    if (answer.type === "failed") {
      throw new Error(answer.message);
    }
    return answer.uri;
  }
}
