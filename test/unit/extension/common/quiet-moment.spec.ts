import { whenQuiet } from "../../../../extension/common";

let done: string[];
const later = (name: string) => {
  whenQuiet(() => done.push(name));
};
const pressKey = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "x", bubbles: true }));

// one clock for all, as a page has
beforeAll(() => {
  jest.useFakeTimers();
});
afterAll(() => {
  jest.useRealTimers();
});
beforeEach(() => {
  jest.advanceTimersByTime(1_000);
  done = [];
  later("first of all");
});

test("while nobody types, work is done at once", () => {
  expect(done).toEqual(["first of all"]);
  pressKey();
  jest.advanceTimersByTime(1_000);
  later("long after a key");
  expect(done).toEqual(["first of all", "long after a key"]);
});

test("while somebody types, it is done in its order once the next letter is painted", () => {
  pressKey();
  jest.advanceTimersByTime(75);
  later("values");
  later("chart");
  expect(done).toEqual(["first of all"]);
  pressKey();
  let doneInFrame: number | undefined;
  requestAnimationFrame(() => {
    doneInFrame = done.length;
  });
  jest.advanceTimersByTime(20);
  expect(doneInFrame).toBe(1);
  expect(done).toEqual(["first of all", "values", "chart"]);
});

test("it waits for no letter that does not come, nor for ever while keys are pressed that give no frame", () => {
  pressKey();
  jest.advanceTimersByTime(75);
  later("values");
  jest.advanceTimersByTime(149);
  expect(done).toEqual(["first of all"]);
  later("after values");
  jest.advanceTimersByTime(1);
  expect(done).toEqual(["first of all", "values", "after values"]);
});

test("what fails takes nothing with it that waits behind it", () => {
  pressKey();
  jest.advanceTimersByTime(75);
  whenQuiet(() => {
    throw new Error("no such chart");
  });
  later("values");
  expect(() => jest.advanceTimersByTime(150)).toThrow("no such chart");
  jest.advanceTimersByTime(1);
  expect(done).toEqual(["first of all", "values"]);
});
