import { History } from "../../../kernel-helpers/src/kernel/history";

const history = new History();
["a = 1", "b = 22", "a = 1", "[x]"].forEach((input, index) => history.add(index + 1, input, index === 0 ? "1" : null));

const inputs = (request: Record<string, unknown>) => history.answer(request).history.map(([, line]) => line);

it("gives the last inputs", () => {
  expect(inputs({ hist_access_type: "tail", n: 2 })).toEqual([3, 4]);
  expect(inputs({ hist_access_type: "tail", n: 0 })).toEqual([]);
  expect(inputs({ hist_access_type: "tail", n: 99 })).toEqual([1, 2, 3, 4]);
});

it("gives a range of this session, and nothing of others", () => {
  expect(inputs({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([2, 3]);
  expect(inputs({ hist_access_type: "range", session: 1, start: 3 })).toEqual([3, 4]);
  expect(inputs({ hist_access_type: "range", session: -1, start: 1, stop: 9 })).toEqual([]);
});

it("searches with a glob, in which all else is literal", () => {
  expect(inputs({ hist_access_type: "search", pattern: "a*" })).toEqual([1, 3]);
  expect(inputs({ hist_access_type: "search", pattern: "b = ??" })).toEqual([2]);
  expect(inputs({ hist_access_type: "search", pattern: "[x]" })).toEqual([4]);
  expect(inputs({ hist_access_type: "search", pattern: "*", n: 2 })).toEqual([3, 4]);
  expect(inputs({ hist_access_type: "search", pattern: "a*", unique: true })).toEqual([3]);
});

it("adds the output where it is asked for", () => {
  expect(history.answer({ hist_access_type: "range", start: 1, stop: 2, output: true }).history).toEqual([
    [1, 1, ["a = 1", "1"]],
  ]);
});
