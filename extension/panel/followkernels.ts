import type { ISettingRegistry } from "@jupyterlab/settingregistry";

import type { NotebookFollower } from "../follow";
import type { OtherKernel, OtherKernels } from "../otherkernels";

interface FollowOptions {
  readonly follower: NotebookFollower;
  readonly others: OtherKernels;
  /** The kernel of the current notebook. */
  readonly kernel: () => OtherKernel | null;
  readonly settings: Promise<ISettingRegistry.ISettings | null>;
}

/**
 * Follows the kernel of the current notebook where the settings say so, from the moment they do, and those that are followed
 * already through their restarts.
 *
 * @returns what has the current notebook's kernel followed.
 */
export function followsKernels({ follower, others, kernel, settings }: FollowOptions): () => Promise<void> {
  const tried = new WeakSet<OtherKernel>();
  const onSubject = (): void => {
    const current = kernel();
    others.watch(current);
    const { subject } = follower;
    if (current === null || subject.kind !== "untracked" || !subject.followable || tried.has(current)) {
      return;
    }
    settings
      .then(async (loaded) => {
        if (loaded?.get("followPython").composite === true && !tried.has(current)) {
          tried.add(current);
          await others.follow(current);
        }
      })
      .catch(leftToTheUser);
  };
  follower.subjectChanged.connect(onSubject);
  onSubject();
  settings
    .then((loaded) => {
      loaded?.changed.connect(onSubject);
    })
    .catch(leftToTheUser);
  return async () => {
    const current = kernel();
    if (current === null) {
      throw new Error("The notebook has no kernel.");
    }
    await others.follow(current);
  };
}

/** The panel offers it still, and says then what keeps it from being done. */
function leftToTheUser(error: unknown): void {
  console.warn("Trackside could not follow the kernel by itself.", error);
}
