import { Signal } from "@lumino/signaling";
import type { KernelSettings } from "trackside/lib/messages";

import { browserMemory } from "../../../../extension/common";
import { OtherKernels, type OtherKernel } from "../../../../extension/otherkernels";

const settings: KernelSettings = { trackingUri: "http://127.0.0.1:5000", experiment: "harbour", tags: { id: "k1" } };
const state = { directory: "/harbour", trackingUri: null, process: { host: "quay", pid: 7 } };

/** A kernel that answers as Python does. */
class FakeKernel implements OtherKernel {
  readonly id = "k1";
  status = "idle";
  connectionStatus = "connected";
  readonly statusChanged = new Signal<this, void>(this);
  readonly connectionStatusChanged = new Signal<this, void>(this);
  /** What it was asked, in the parts that tell: `state` or `settings`. */
  readonly asked: string[] = [];
  answer: () => unknown = () => ({ status: "ok", data: { "text/plain": hexText(state) } });

  requestExecute(content: Parameters<OtherKernel["requestExecute"]>[0]) {
    expect(content).toMatchObject({ silent: true, store_history: false, allow_stdin: false });
    const { answer: expression } = content.user_expressions;
    this.asked.push(expression?.includes("getcwd") ? "state" : "settings");
    return { done: Promise.resolve({ content: { status: "ok", user_expressions: { answer: this.answer() } } }) };
  }

  change(status: string, connectionStatus: string): void {
    Object.assign(this, { status, connectionStatus });
    this.statusChanged.emit();
    this.connectionStatusChanged.emit();
  }
}

const hexText = (value: unknown) => `'${Buffer.from(JSON.stringify(value)).toString("hex")}'`;

function start(kept: string | null = null) {
  const posts: unknown[] = [];
  const storage = {
    value: kept,
    getItem: () => storage.value,
    setItem: (_: string, value: string) => (storage.value = value),
  };
  const others = new OtherKernels({
    gateway: {
      post: async <Answer>(...sent: unknown[]) => {
        posts.push(sent);
        return settings as Answer;
      },
    },
    languageOf: (name) => ({ python3: "python", ir: "R" })[name],
    memory: browserMemory(() => storage),
  });
  return { others, posts, storage };
}

describe("OtherKernels", () => {
  it("can follow what speaks Python", () => {
    const { others } = start();
    expect(["python3", "ir", "gone"].map((name) => others.canFollow(name))).toEqual([true, false, false]);
  });

  it("asks a kernel where it is, and tells it where to log", async () => {
    const { others, posts, storage } = start();
    const kernel = new FakeKernel();
    const changed = jest.fn();
    others.changed.connect(changed);
    await Promise.all([others.follow(kernel), others.follow(kernel)]);
    expect(kernel.asked).toEqual(["state", "settings"]);
    expect(posts).toEqual([["follow", { kernel: "k1" }, state]]);
    expect(others.isFollowed("k1")).toBe(true);
    expect(changed).toHaveBeenCalled();
    expect(start(storage.value).others.isFollowed("k1")).toBe(true);
  });

  it("tells a kernel again when it has started again, before anything else", async () => {
    const { others } = start();
    const kernel = new FakeKernel();
    await others.follow(kernel);
    kernel.asked.length = 0;
    kernel.change("busy", "connected");
    kernel.change("restarting", "connecting");
    expect(kernel.asked).toEqual([]);
    kernel.change("unknown", "connected");
    expect(kernel.asked).toEqual(["settings"]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    // the server may have another address by now
    expect(kernel.asked).toEqual(["settings", "state", "settings"]);
    others.dispose();
    kernel.asked.length = 0;
    kernel.change("autorestarting", "connected");
    kernel.change("idle", "connected");
    expect(kernel.asked).toEqual([]);
  });

  it("says what a kernel answered instead, and does not follow it then", async () => {
    const { others } = start();
    const kernel = new FakeKernel();
    kernel.answer = () => ({ status: "error", ename: "NameError", evalue: "exec is not defined" });
    await expect(others.follow(kernel)).rejects.toThrow("The kernel answered: NameError: exec is not defined");
    kernel.answer = () => ({ status: "ok", data: { "text/plain": "<img onerror=alert(1)>" } });
    await expect(others.follow(kernel)).rejects.toThrow("did not answer as Python does");
    expect(others.isFollowed("k1")).toBe(false);
  });

  it.each(["{", "null", '{"a":1}', "[1]"])("follows nothing where %s was kept", (kept) => {
    expect(start(kept).others.isFollowed("k1")).toBe(false);
  });
});
