import { problemOf, TracksideError } from "../../errors";

/** What was found about one thing. */
export interface Finding {
  readonly state: "ok" | "warning" | "problem";
  /** What was looked at. */
  readonly what: string;
  /** What was seen. */
  readonly seen: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** Looks at something that throws where it is wrong. */
export async function look(what: string, examine: () => string | Promise<string>): Promise<Finding> {
  try {
    return { state: "ok", what, seen: await examine() };
  } catch (error) {
    return problem(what, error);
  }
}

/** What an error says, in one line, and its hint as what to do. */
export function problem(what: string, error: unknown, state: "warning" | "problem" = "problem"): Finding {
  if (!TracksideError.is(error)) {
    return { state, what, seen: error instanceof Error ? error.message : String(error) };
  }
  return { state, what, seen: problemOf(error).trim(), ...(error.hint ? { fix: error.hint } : {}) };
}
