/**
 * How the runs of a kernel that Trackside does not record are found: its own MLflow client tags them.
 *
 * `POST follow?kernel=<kernel id>` with a {@link KernelState} answers with {@link KernelSettings} for the kernel's process,
 * and from then on the kernel's events tell of the runs that carry the tag.
 */

/** MLflow's tag by which a run is known to be of a kernel. */
export const kernelIdTag = "trackside.kernel_id";

/** MLflow's tag that says in which process a run was begun, so that it can be ended when that is gone. */
export const kernelProcessTag = "trackside.kernel_process";

/** What a kernel says of itself. */
export interface KernelState {
  /** Its working directory, by which its project is found. */
  readonly directory: string;
  /** Where its runs go already, in MLflow's words; `null` where nobody has said so. */
  readonly trackingUri: string | null;
  readonly process: { readonly host: string; readonly pid: number };
}

/** What a kernel is to set for its MLflow client. */
export interface KernelSettings {
  /** `null`: what it has stays. Never holds a credential. */
  readonly trackingUri: string | null;
  /** The project's experiment, for runs that name no other; `null`: what it has stays. */
  readonly experiment: string | null;
  /** For every run that it starts. */
  readonly tags: Readonly<Record<string, string>>;
}
