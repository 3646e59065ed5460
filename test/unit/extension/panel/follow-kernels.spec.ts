import type { ISettingRegistry } from "@jupyterlab/settingregistry";
import { Signal } from "@lumino/signaling";

import type { NotebookFollower } from "../../../../extension/follow";
import type { OtherKernel, OtherKernels } from "../../../../extension/otherkernels";
import { followsKernels } from "../../../../extension/panel/followkernels";

/** A Python notebook that is open, and the setting, which is off at first. */
function open() {
  let isOn = false;
  const followed: string[] = [];
  const kernel: unknown = { id: "k1" };
  const subject = { kind: "untracked", path: "a.ipynb", kernelDisplayName: "Python 3", followable: true };
  const follower: unknown = { subject, subjectChanged: new Signal({}) };
  const others: unknown = {
    watch: () => undefined,
    follow: ({ id }: OtherKernel) => {
      followed.push(id);
      return Promise.resolve();
    },
  };
  const changed = new Signal<object, void>({});
  const settings: unknown = { get: () => ({ composite: isOn }), changed };
  followsKernels({
    follower: follower as NotebookFollower,
    others: others as OtherKernels,
    kernel: () => kernel as OtherKernel,
    settings: Promise.resolve(settings as ISettingRegistry.ISettings),
  });
  return {
    followed,
    switchTo: async (on: boolean) => {
      await Promise.resolve();
      isOn = on;
      changed.emit();
      await Promise.resolve();
    },
  };
}

it("follows the notebook that is open once the setting is switched on, and asks its kernel once", async () => {
  const { followed, switchTo } = open();
  await switchTo(false);
  expect(followed).toEqual([]);
  await switchTo(true);
  expect(followed).toEqual(["k1"]);
  await switchTo(true);
  expect(followed).toEqual(["k1"]);
});
