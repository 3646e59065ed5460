import { StreamBatcher } from "../../../kernel-helpers/src/kernel/transport";

type Text = Parameters<StreamBatcher["add"]>[0];

const stdout = (text: string, parentHeader = "{}"): Text => ({ name: "stdout", text, parentHeader });

let sent: Text[];
let batcher: StreamBatcher;

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  batcher = new StreamBatcher((text) => sent.push(text));
});

afterEach(() => {
  jest.useRealTimers();
});

it("joins what is printed in quick succession", () => {
  batcher.add(stdout("a\n"));
  batcher.add(stdout("b\n"));
  expect(sent).toEqual([]);
  jest.runAllTimers();
  expect(sent).toEqual([stdout("a\nb\n")]);
});

it("does not make text wait for a pause that never comes", () => {
  for (let millisecond = 0; millisecond < 100; millisecond++) {
    batcher.add(stdout("x"));
    jest.advanceTimersByTime(1);
  }
  expect(sent.length).toBeGreaterThanOrEqual(9);
});

it("keeps the order of stdout and stderr, and of cells", () => {
  batcher.add(stdout("1"));
  batcher.add({ ...stdout("2"), name: "stderr" });
  batcher.add(stdout("3"));
  batcher.add(stdout("4", `{"msg_id":"next"}`));
  batcher.flush();
  expect(sent.map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
});

it("sends a great text at once", () => {
  batcher.add(stdout("x".repeat(70_000)));
  expect(sent).toHaveLength(1);
  jest.runAllTimers();
  expect(sent).toHaveLength(1);
});
