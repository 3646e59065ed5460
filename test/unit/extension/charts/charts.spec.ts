import type { MetricHistory } from "trackside/lib/messages";

import {
  changeSettings,
  chartDefaultsIn,
  chartLines,
  csvOf,
  curveOf,
  HistoryReader,
  keysOf,
  plotData,
  rangeWithin,
  settingsOf,
  smooth,
  svgOf,
  thin,
  wideNameOf,
  type ChartedRun,
  type Course,
  type DrawnLine,
} from "../../../../extension/charts";
import { PanelLayout } from "../../../../extension/common";
import { hostileStrings } from "../hostile-strings";

const attempts = [1, 2].map((attempt) => ({ runId: `r${attempt}`, attempt, name: "n", status: "FINISHED" as const }));
const settings = settingsOf(new PanelLayout(), "loss");

function course(values: readonly (number | null)[]): Course {
  return { values, steps: values.map((_, index) => index), times: values.map((_, index) => 1_000 + index * 500) };
}

function line(values: readonly (number | null)[], parts: Partial<DrawnLine> = {}): DrawnLine {
  const [made] = chartLines({
    keys: ["loss"],
    runId: "r2",
    attempts,
    attemptLabel: ({ attempt }) => `attempt ${attempt}`,
  });
  return { ...made!, course: course(values), ...parts };
}

describe("a curve", () => {
  it("lies along steps, time since the start, or the clock", () => {
    const three = course([3, null, 1]);
    expect(curveOf(three, "step", 0)).toEqual({ x: [0, 1, 2], y: [3, null, 1] });
    expect(curveOf(three, "relative", 1_000).x).toEqual([0, 0.5, 1]);
    expect(curveOf(three, "wall", 1_000).x).toEqual([1, 1.5, 2]);
  });

  it("goes forward where steps went back", () => {
    const back = { steps: [5, 6, 0], values: [1, 2, 3], times: [0, 1, 2] };
    expect(curveOf(back, "step", 0)).toEqual({ x: [0, 5, 6], y: [3, 1, 2] });
  });

  it("is smoothed without a bias to its start, over gaps, and not at all by 0", () => {
    expect(smooth([1, null, 3], 0)).toEqual([1, null, 3]);
    const [first, gap, last] = smooth([1, null, 3], 0.5);
    expect([first, gap]).toEqual([1, null]);
    expect(last).toBeCloseTo((0.25 * 1 + 0.5 * 3) / 0.75);
    expect(smooth([7, 7, 7], 0.9)).toEqual([7, 7, 7]);
  });

  it("is thinned to what a screen shows, with its peaks and gaps", () => {
    const y = Array.from({ length: 50_000 }, (_, index) =>
      index === 777 ? 9 : index === 30_000 ? null : Math.sin(index),
    );
    const thinned = thin({ x: y.map((_, index) => index), y }, 300);
    expect(thinned.x.length).toBeLessThan(1_000);
    expect(Math.max(...thinned.y.map(Number))).toBe(9);
    expect(thinned.y).toContain(null);
    expect(thinned.x.at(-1)).toBe(49_999);
  });

  it("has a range without outliers", () => {
    const values = [...Array.from({ length: 100 }, (_, index) => index), 1e9, null, undefined];
    expect(rangeWithin(values, 0.05)).toEqual([5, 95]);
    expect(rangeWithin([null], 0.05)).toBeNull();
  });
});

describe("what is drawn", () => {
  it("has the raw line behind the smoothed one, and the run's own over the others", () => {
    const lines = [line([1, 2, 3]), line([4, 5, 6], { id: "other", runId: "r1" })];
    const { series, columns } = plotData(lines, { ...settings, smoothing: 0.5 }, 300);
    expect(series.map(({ line: { id }, isFaint }) => [id, isFaint])).toEqual([
      ["other", true],
      ["other", false],
      ["r2/loss", true],
      ["r2/loss", false],
    ]);
    expect(columns).toHaveLength(5);
    expect(columns[0]).toEqual([0, 1, 2]);
  });

  it("leaves out what a logarithmic axis has no place for, and keeps several points of one step", () => {
    const repeated = { ...course([1, 0, 3]), steps: [4, 4, 4] };
    const { columns } = plotData([line([], { course: repeated })], { ...settings, isLog: true }, 300);
    expect(columns[1]).toEqual([1, null, 3]);
  });

  it("of one metric has a line for each attempt, of several metrics a colour for each", () => {
    const attemptLabel = ({ attempt }: ChartedRun) => `attempt ${attempt}`;
    const one = chartLines({ keys: ["loss"], runId: "r2", attempts, attemptLabel });
    expect(one.map(({ label, color, isCurrent }) => [label, color, isCurrent])).toEqual([
      ["attempt 2", 0, true],
      ["attempt 1", 1, false],
    ]);
    const two = chartLines({ keys: ["a", "b"], runId: "r2", attempts, attemptLabel });
    expect(two.map(({ label, color, dash }) => [label, color, dash.length > 0])).toEqual([
      ["a · attempt 2", 0, false],
      ["b · attempt 2", 1, false],
      ["a · attempt 1", 0, true],
      ["b · attempt 1", 1, true],
    ]);
  });
});

describe("a saved chart", () => {
  const colors = { line: () => "#123456", text: "#111", grid: "#ddd", background: "#fff" };

  it("is a table of all points", () => {
    expect(csvOf([line([0.5, null])])).toBe(
      "metric,run_id,step,time,value\nloss,r2,0,1970-01-01T00:00:01.000Z,0.5\nloss,r2,1,1970-01-01T00:00:01.500Z,\n",
    );
    expect(csvOf([line([1], { key: '=1+"a",b' })])).toContain(`"'=1+""a"",b",r2`);
  });

  it("is a drawing of the data, with gaps", () => {
    const svg = svgOf({ lines: [line([1, 2, null, 3])], settings, colors, locale: "en" });
    expect(svg).toMatch(/d="M[\d. ]+L[\d. ]+M[\d. ]+" fill="none" stroke="#123456"/);
    expect(svg).toContain(">attempt 2</text>");
  });

  it.each(hostileStrings)("is well formed for a label %j", (label) => {
    const svg = svgOf({ lines: [line([1, 2], { label })], settings, colors, locale: "en" });
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(parsed.querySelectorAll("script, img, h1, [onload]")).toHaveLength(0);
  });
});

it("names a chart by its metrics, and finds them again", () => {
  for (const keys of [["loss"], ["a", "b"], ["[x"], ['["a"]'], ["__proto__"]]) {
    expect(keysOf(wideNameOf(keys))).toEqual(keys);
  }
});

it("leaves out settings that it cannot use", () => {
  const layout = new PanelLayout();
  void layout.update({ charts: { loss: { axis: "moon", smoothing: 7, isLog: 1, hidden: [1, "a"] } } });
  expect(settingsOf(layout, "loss")).toEqual({ ...settings, hidden: ["a"] });
  expect(settingsOf(layout, "constructor")).toEqual(settings);
});

it("sets a chart up as the preferences say, until it is set up by itself", async () => {
  const layout = new PanelLayout();
  const preferences: Readonly<Record<string, unknown>> = {
    chartAxis: "wall",
    chartSmoothing: 0.6,
    chartTrimsOutliers: true,
  };
  layout.chartDefaults = chartDefaultsIn((name) => preferences[name]);
  expect(settingsOf(layout, "loss")).toMatchObject({ axis: "wall", smoothing: 0.6, ignoresOutliers: true });
  await changeSettings(layout, "loss", { smoothing: 0.2 });
  expect(settingsOf(layout, "loss")).toMatchObject({ axis: "wall", smoothing: 0.2, ignoresOutliers: true });
  layout.chartDefaults = chartDefaultsIn(() => undefined);
  expect(settingsOf(layout, "accuracy")).toEqual(settings);
  expect(settingsOf(layout, "loss")).toEqual({ ...settings, smoothing: 0.2 });
});

describe("the reader of histories", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function reader(answer: (query: Record<string, readonly string[]>) => MetricHistory) {
    const queries: Record<string, readonly string[]>[] = [];
    const never = () => new Promise<never>(() => undefined);
    const get = async (_path: string, query?: Readonly<Record<string, string | readonly string[]>>) => {
      queries.push(query as Record<string, readonly string[]>);
      return answer(query as Record<string, readonly string[]>) as never;
    };
    return { queries, made: new HistoryReader({ address: () => "", get, post: never, fetch: never }, "k1") };
  }
  const told = (key: string, after: number, count: number) => {
    const steps = Array.from({ length: count - after }, (_, index) => after + index);
    return { key, count, after, steps, values: steps, times: steps, timeOrigin: 0 };
  };

  it("asks once for all, and then for what is new", async () => {
    let count = 3;
    const { made, queries } = reader(({ key, after }) => ({
      series: key!.map((each, index) => told(each, Number(after![index]), count)),
    }));
    const changed = jest.fn();
    made.watch("r", "a", changed);
    made.watch("r", "b", changed);
    made.refresh("r", "a");
    made.refresh("r", "b");
    await jest.advanceTimersByTimeAsync(200);
    expect(queries).toHaveLength(1);
    expect(queries[0]).toMatchObject({ key: ["a", "b"], after: ["0", "0"] });
    count = 5;
    made.refresh("r", "a");
    await jest.advanceTimersByTimeAsync(300);
    expect(queries[1]).toMatchObject({ key: ["a"], after: ["3"] });
    expect(made.get("r", "a")).toMatchObject({ count: 5, course: { steps: [0, 1, 2, 3, 4] } });
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it("says why it could not read, and tries again", async () => {
    let fails = true;
    const { made } = reader(() => {
      if (fails) {
        throw new Error("this kernel has no such run");
      }
      return { series: [told("a", 0, 1)] };
    });
    made.watch("r", "a", () => undefined);
    made.refresh("r", "a");
    await jest.advanceTimersByTimeAsync(200);
    expect(made.get("r", "a").problem).toBe("this kernel has no such run");
    fails = false;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(made.get("r", "a")).toMatchObject({ problem: null, isRead: true, count: 1 });
  });

  it("starts anew where the gateway knows less than it told before", async () => {
    let count = 9;
    const { made } = reader(({ after }) => ({ series: [told("a", Math.min(Number(after![0]), count), count)] }));
    made.watch("r", "a", () => undefined);
    made.refresh("r", "a");
    await jest.advanceTimersByTimeAsync(200);
    count = 4;
    made.refresh("r", "a");
    await jest.advanceTimersByTimeAsync(500);
    expect(made.get("r", "a")).toMatchObject({ count: 4, course: { steps: [0, 1, 2, 3] } });
  });
});
