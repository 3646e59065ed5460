import { problemOf, TracksideError } from "../errors";
import type { CommTarget } from "../kernel";
import type { RunRequestAnswer } from "../messages";
import type { Session } from "./session";

/** Answers the comms by which a front end asks to end the session's run, or for another attempt. */
export function runRequests(session: Session): CommTarget {
  return (comm, { action }) => {
    const answer: RunRequestAnswer = { failure: failureOf(session, action) };
    comm.send({ ...answer });
    return {};
  };
}

function failureOf(session: Session, action: unknown): string | null {
  if (session.active === null) {
    return "no run is open";
  }
  try {
    switch (action) {
      case "end":
        session.end("FINISHED");
        return null;
      case "attempt":
        session.newAttempt();
        return null;
      default:
        return `the kernel does not know how to ${JSON.stringify(action)} a run`;
    }
  } catch (error) {
    if (TracksideError.is(error)) {
      return problemOf(error);
    }
    throw error;
  }
}
