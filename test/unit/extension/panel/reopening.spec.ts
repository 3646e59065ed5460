import { Signal } from "@lumino/signaling";
import { Widget } from "@lumino/widgets";

import { browserMemory } from "../../../../extension/common";
import type { Subject } from "../../../../extension/follow";
import { reopenWhereShown } from "../../../../extension/panel/reopening";

const tracked: Subject = { kind: "kernel", path: "tides.ipynb", kernelId: "k1", alive: true };

describe("reopenWhereShown", () => {
  it("shows the panel once a tracked notebook is there, and only once, where the last page showed it", () => {
    const kept = new Map<string, string>();
    const first = page(kept);
    first.tell(true);
    const { opened, become } = page(kept);
    expect(opened()).toBe(0);
    become({ kind: "kernelless", path: "tides.ipynb", starting: true });
    expect(opened()).toBe(0);
    become(tracked);
    become({ kind: "none" });
    become(tracked);
    expect(opened()).toBe(1);
  });

  it("leaves it closed where it was closed, or never shown", () => {
    const kept = new Map<string, string>();
    const first = page(kept);
    first.become(tracked);
    first.tell(true);
    first.tell(false);
    const { opened, become } = page(kept);
    become(tracked);
    expect([first.opened(), opened()]).toEqual([0, 0]);
  });

  it("is told nothing by a page that starts without the panel", () => {
    const kept = new Map<string, string>();
    page(kept).tell(true);
    page(kept).tell(false);
    const { opened, become } = page(kept);
    become(tracked);
    expect(opened()).toBe(1);
  });
});

/** A page of the application, in a browser that keeps what earlier ones wrote. */
function page(kept: Map<string, string>) {
  let opened = 0;
  const visibilityChanged = new Signal<object, boolean>({});
  const subjectChanged = new Signal<object, Subject>({});
  const follower: unknown = { subject: { kind: "none" }, subjectChanged };
  reopenWhereShown({
    panel: Object.assign(new Widget(), { visibilityChanged }),
    follower: follower as Parameters<typeof reopenWhereShown>[0]["follower"],
    memory: browserMemory(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    })),
    showPanel: () => {
      opened += 1;
    },
  });
  return {
    opened: () => opened,
    become: (subject: Subject) => {
      subjectChanged.emit(subject);
    },
    tell: (isShown: boolean) => {
      visibilityChanged.emit(isShown);
    },
  };
}
