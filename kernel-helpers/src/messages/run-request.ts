/** Name of the comm by which a front end asks a kernel to do something with its session's run; one for each request. */
export const runCommTarget = "trackside.run";

/** Data of the comm's opening. The kernel comes to it when the cell that runs is done. */
export interface RunRequest {
  /** `end`: ends what is open, so that what is logged later opens another run. `attempt`: opens another attempt. */
  readonly action: "end" | "attempt";
}

/** The kernel's one answer. */
export interface RunRequestAnswer {
  /** What kept it from doing so, in words for a person; `null` when it is done. */
  readonly failure: string | null;
}
