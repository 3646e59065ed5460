import type { RunView } from "trackside/lib/messages";

import { SharedFeeds, type IRunFeed } from "../../../../extension/feed";
import { FakeFeed } from "../model/fake-feed";
import { runView } from "../run-view";

let sources: FakeFeed[];
let feeds: SharedFeeds;

beforeEach(() => {
  sources = [];
  feeds = new SharedFeeds((kernelId) => {
    const source = new FakeFeed(kernelId);
    sources.push(source);
    return source;
  });
});

function heardBy(feed: IRunFeed): unknown[] {
  const heard: unknown[] = [];
  feed.viewReceived.connect((_, run: RunView | null) => heard.push(run?.name ?? null));
  feed.changeReceived.connect((_, change) => heard.push(change));
  feed.connectionChanged.connect((_, { state }) => heard.push(state));
  return heard;
}

test("a kernel's feed is opened once for all, and each kernel has its own", () => {
  const [first, second] = [heardBy(feeds.open("k1")), heardBy(feeds.open("k1"))];
  const other = heardBy(feeds.open("k2"));
  expect(sources.map(({ kernelId }) => kernelId)).toEqual(["k1", "k2"]);
  sources[0]!.view(runView({ name: "tides" }));
  sources[0]!.change({ name: "ebb" });
  expect(first).toEqual(["open", "tides", { name: "ebb" }]);
  expect(second).toEqual(first);
  expect(other).toEqual([]);
});

test("one that comes later hears what the view has become, once and after it has connected", async () => {
  feeds.open("k1");
  sources[0]!.view(runView({ name: "tides" }));
  sources[0]!.change({ name: "ebb" });
  const late = feeds.open("k1");
  const heard = heardBy(late);
  expect(late.connection).toEqual({ state: "open" });
  await Promise.resolve();
  sources[0]!.change({ name: "flood" });
  expect(heard).toEqual(["ebb", { name: "flood" }]);
});

test("one that comes later hears also that there is no run", async () => {
  feeds.open("k1");
  sources[0]!.view(null);
  const heard = heardBy(feeds.open("k1"));
  await Promise.resolve();
  expect(heard).toEqual([null]);
});

test("the feed ends with the last that was opened, and is opened anew after it", () => {
  const [first, second] = [feeds.open("k1"), feeds.open("k1")];
  const heard = heardBy(first);
  first.dispose();
  first.dispose();
  sources[0]!.view(null);
  expect(heard).toEqual([]);
  expect(sources[0]!.isDisposed).toBe(false);
  second.dispose();
  expect(sources[0]!.isDisposed).toBe(true);
  feeds.open("k1").retry();
  expect(sources).toHaveLength(2);
  expect(sources[1]!.retries).toBe(1);
});
