import type { InsertCells } from "../messages";
import type { Comm, CommTarget } from "./comms";
import type { Message } from "./transport";

/** Has cells inserted by the front end that asked for the cell at hand. */
export class CellInsertion {
  /** Front ends that listen, by the session that all their messages have. */
  private readonly listening = new Map<string, Comm>();

  /** Takes the comms by which front ends tell that they listen. */
  readonly target: CommTarget = (comm) => {
    this.listening.set(comm.clientSession, comm);
    return {
      closed: () => {
        if (this.listening.get(comm.clientSession) === comm) {
          this.listening.delete(comm.clientSession);
        }
      },
    };
  };

  /**
   * Asks for cells below the one of a request.
   *
   * @returns false where the client that sent the request does not listen, as all but JupyterLab with our extension.
   */
  insertBelow(request: Message | undefined, sources: readonly string[]): boolean {
    const frontEnd = request && this.listening.get(request.header.session);
    if (!frontEnd) {
      return false;
    }
    const { cellId } = request.metadata;
    const asked: InsertCells = { type: "insert", below: typeof cellId === "string" ? cellId : null, sources };
    frontEnd.send({ ...asked });
    return true;
  }
}
