import { Session } from "./session";

const sessionSymbol = Symbol.for("trackside.session");

type Host = { [sessionSymbol]?: Session };

/** Makes a session the one of this process. Kept on the global object: a notebook may load another copy of this package. */
export function setCurrentSession(session: Session): void {
  (globalThis as Host)[sessionSymbol] = session;
}

/** The session of this process; outside of our kernel the first call opens one that ends with the process. */
export function currentSession(): Session {
  const host = globalThis as Host;
  return (host[sessionSymbol] ??= scriptSession());
}

/** The session of this process, where something has opened one. */
export function openedSession(): Session | undefined {
  return (globalThis as Host)[sessionSymbol];
}

/** A script's session: what it ends with is decided by how the process ends. */
function scriptSession(): Session {
  const session = new Session(process.cwd(), null, process.argv[1]);
  process.once("exit", (code) => {
    session.end(code === 0 ? "FINISHED" : "FAILED");
    session.close();
  });
  return session;
}
