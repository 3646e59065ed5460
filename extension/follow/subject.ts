/** Name of the kernelspec whose notebooks are tracked. */
export const trackedKernelName = "trackside";

/** What the panel is about. */
export type Subject =
  /** No notebook is open. */
  | { readonly kind: "none" }
  /** A notebook whose kernel is not there: it starts, or nobody chose one. */
  | { readonly kind: "kernelless"; readonly path: string; readonly starting: boolean }
  /** A notebook with a kernel that Trackside does not track. */
  | {
      readonly kind: "untracked";
      readonly path: string;
      readonly kernelDisplayName: string;
      /** The runs that its own MLflow client starts can be followed. */
      readonly followable?: true;
    }
  /** A kernel whose runs are shown. */
  | {
      readonly kind: "kernel";
      readonly path: string;
      readonly kernelId: string;
      /** False once the kernel has gone: its last run stays in view. */
      readonly alive: boolean;
      /** Its runs are recorded by MLflow's own client: they are followed, and the kernel takes no requests. */
      readonly foreign?: true;
    };
