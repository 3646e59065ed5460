import { benchOptions } from "../../bench/harness/options.mjs";

const areas = ["recording", "kernel"];

test("all areas are measured when none is named", () => {
  expect(benchOptions([], areas)).toEqual({ areas, json: undefined, docs: false });
});

test("areas are chosen by name, and figures written to a file", () => {
  expect(benchOptions(["kernel", "--json", "a.ndjson"], areas)).toEqual({
    areas: ["kernel"],
    json: "a.ndjson",
    docs: false,
  });
  expect(benchOptions(["--json=a.ndjson"], areas).json).toBe("a.ndjson");
});

test.each([
  [["pipelines"], /"pipelines".*recording, kernel/],
  [["--json"], /needs the file/],
  [["kernel", "--docs"], /without an area/],
])("%p is refused with what to write instead", (args, message) => {
  expect(() => benchOptions(args, areas)).toThrow(message);
});
