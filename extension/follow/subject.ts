/** Name of the kernelspec whose notebooks are tracked. */
export const trackedKernelName = "trackside";

/** What the panel is about. */
export type Subject =
  /** No notebook is open. */
  | { readonly kind: "none" }
  /** A notebook whose kernel is not there: it starts, or nobody chose one. */
  | { readonly kind: "kernelless"; readonly path: string; readonly starting: boolean }
  /** A notebook with a kernel that Trackside does not track. */
  | { readonly kind: "untracked"; readonly path: string; readonly kernelDisplayName: string }
  /** A tracked kernel. */
  | {
      readonly kind: "kernel";
      readonly path: string;
      readonly kernelId: string;
      /** False once the kernel has gone: its last run stays in view. */
      readonly alive: boolean;
    };
