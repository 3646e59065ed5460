import { Signal } from "@lumino/signaling";

import type { Subject } from "../../../../extension/follow";
import { RunPanelModel } from "../../../../extension/model";
import { metricView, runView } from "../run-view";
import { FakeFeed } from "./fake-feed";

describe("RunPanelModel", () => {
  it("opens no feed while nobody looks", () => {
    const { model, feeds, follow } = setUp();
    follow("k1");
    expect(feeds).toEqual([]);
    model.active = true;
    expect(feeds.map((feed) => feed.kernelId)).toEqual(["k1"]);
  });

  it("closes the feed when the panel is hidden, and keeps what it showed", () => {
    const { model, feeds, follow } = setUp();
    model.active = true;
    follow("k1").view(runView());
    model.active = false;
    expect(feeds[0]?.isDisposed).toBe(true);
    expect(model.state).toMatchObject({ run: { runId: "run-1" }, connection: { state: "idle" } });
  });

  it("shows a view and applies the changes after it", () => {
    const { model, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(runView());
    feed.change({ metrics: { loss: metricView([1, 0.5]) } });
    feed.change({ status: "FINISHED" });
    expect(model.state.run).toMatchObject({ status: "FINISHED", metrics: { loss: { last: 0.5 } } });
  });

  it("ignores a change before the run is known", () => {
    const { model, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(null);
    feed.change({ status: "FINISHED" });
    expect(model.state.run).toBeNull();
  });

  it("starts over when the kernel turns to another run", () => {
    const { model, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(runView());
    feed.view(runView({ runId: "run-2", params: {} }));
    expect(model.state.run).toMatchObject({ runId: "run-2", params: {} });
  });

  it("follows another notebook with one feed only, and shows a known run at once on the way back", () => {
    const { model, feeds, follow } = setUp();
    model.active = true;
    follow("k1").view(runView());
    follow("k2");
    expect(model.state.run).toBeNull();
    expect(feeds.filter((feed) => !feed.isDisposed)).toHaveLength(1);
    follow("k1");
    expect(model.state).toMatchObject({ run: { runId: "run-1" }, connection: { state: "connecting" } });
  });

  it("keeps the feed and the last view of a kernel that has gone", () => {
    const { model, feeds, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(runView());
    follow("k1", false);
    feed.change({ status: "KILLED" });
    expect(feeds).toHaveLength(1);
    expect(model.state.run?.status).toBe("KILLED");
  });

  it("closes the feed for a notebook without a tracked kernel", () => {
    const { model, feeds, follow, setSubject } = setUp();
    model.active = true;
    follow("k1").view(runView());
    setSubject({ kind: "untracked", path: "p.ipynb", kernelDisplayName: "Python 3" });
    expect(feeds[0]?.isDisposed).toBe(true);
    expect(model.state).toMatchObject({ run: null, connection: { state: "idle" } });
  });

  it("tells of an unreachable gateway and passes on the wish to try again", () => {
    const { model, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(runView());
    feed.connect({ state: "unreachable", failure: { kind: "network" }, retryAt: 1 });
    expect(model.state).toMatchObject({ run: { runId: "run-1" }, connection: { state: "unreachable" } });
    model.retry();
    expect(feed.retries).toBe(1);
  });

  it("offers the run's page as soon as there is a link that may be followed", () => {
    const { model, follow } = setUp();
    model.active = true;
    const feed = follow("k1");
    feed.view(runView({ link: null }));
    expect(model.state.runUrl).toBeNull();
    feed.change({ link: "mlflow/" });
    expect(model.state.runUrl).toBe("gateway:mlflow/");
    feed.change({ link: "forbidden" });
    expect(model.state.runUrl).toBeNull();
  });

  it("reads the attempt before this one, once, to compare with it", async () => {
    const { model, follow, loaded } = setUp();
    model.active = true;
    const feed = follow("k1");
    const attempts = [1, 2, 3].map((attempt) => ({
      runId: `run-${attempt}`,
      attempt,
      name: "",
      status: "RUNNING" as const,
    }));
    feed.view(runView({ runId: "run-3", attempt: 3, attempts }));
    expect(model.state.baseline).toBeNull();
    feed.change({ status: "FINISHED" });
    await Promise.resolve();
    feed.change({ status: "RUNNING" });
    expect(loaded).toEqual(["run-2"]);
    expect(model.state.baseline).toMatchObject({ runId: "run-2", params: { depth: "4" } });
    feed.view(runView({ attempts: attempts.slice(0, 1) }));
    expect(model.state.baseline).toBeNull();
  });

  it("stops for good when disposed", () => {
    const { model, feeds, follow, setSubject } = setUp();
    model.active = true;
    follow("k1");
    model.dispose();
    setSubject({ kind: "kernel", path: "b.ipynb", kernelId: "k2", alive: true });
    expect(feeds).toHaveLength(1);
    expect(feeds[0]?.isDisposed).toBe(true);
  });
});

function setUp() {
  const feeds: FakeFeed[] = [];
  const loaded: string[] = [];
  const follower = {
    subject: { kind: "none" } as Subject,
    subjectChanged: new Signal<object, Subject>({}),
  };
  const model = new RunPanelModel({
    follower,
    openFeed: (kernelId) => {
      const feed = new FakeFeed(kernelId);
      feeds.push(feed);
      return feed;
    },
    loadRun: async (_, runId) => {
      loaded.push(runId);
      return runView({ runId, params: { depth: "4" } });
    },
    resolveLink: (link) => (link === "forbidden" ? null : `gateway:${link}`),
  });
  const setSubject = (subject: Subject): void => {
    follower.subject = subject;
    follower.subjectChanged.emit(subject);
  };
  const follow = (kernelId: string, alive = true): FakeFeed => {
    setSubject({ kind: "kernel", path: "a.ipynb", kernelId, alive });
    return feeds.at(-1) as FakeFeed;
  };
  return { model, feeds, loaded, follow, setSubject };
}
