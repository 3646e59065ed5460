import { splitParams } from "../../../kernel-helpers/src/cli/param-words";
import { recordedCommand } from "../../../kernel-helpers/src/cli/recorded-command";

const recorded = (...words: string[]) => recordedCommand(["run", ...words], {});

it.each<[string[], string]>([
  [["--runner", "parallel", "--workers", "2"], "trackside run --runner parallel --workers 2"],
  [["--run-name", "high water"], "trackside run --run-name 'high water'"],
  [["--run-name", "it's"], "trackside run --run-name 'it'\\''s'"],
  [["--run-name", ""], "trackside run --run-name ''"],
  [["--run-name", "$(rm -r data)\n`x`"], "trackside run --run-name '$(rm -r data)\n`x`'"],
  [["--params", "a.b=1,c=x y"], "trackside run --params 'a.b=1,c=x y'"],
])("writes %j so that a shell takes the same words again", (words, text) => {
  expect(recorded(...words)).toBe(text);
});

it.each([
  "db.password=hunter2,depth=8",
  "depth=8, apiKey: hunter2",
  "db.password=hunter2 and more, of it",
  "db={user: me, password: hunter2}",
  'db={"user": "me", "password": "hunter2"}',
  "logins=[{token: hunter2}]",
  "url=https://me:hunter2@example.org/x",
  "note=Bearer hunter2hunter2",
])("masks what is secret in --params %j", (params) => {
  for (const words of [["--params", params], [`--params=${params}`]]) {
    expect(recorded(...words)).toMatch(/\*\*\* \(masked\)/);
    expect(recorded(...words)).not.toMatch(/hunter2|and more|of it/);
  }
});

it("leaves all else of them as it was written", () => {
  expect(recorded("--params", "train={depth: 8, rate: 1e-3},max_tokens=5,db.password=null")).toBe(
    "trackside run --params 'train={depth: 8, rate: 1e-3},max_tokens=5,db.password=null'",
  );
});

it("names the environment that a variable asks for", () => {
  expect(recordedCommand(["run"], { TRACKSIDE_ENV: "prod" })).toBe("TRACKSIDE_ENV=prod trackside run");
});

it.each<[string, [string, string][]]>([
  [
    "a.b=1,c=x",
    [
      ["a.b", "1"],
      ["c", "x"],
    ],
  ],
  [
    "a:1, b:two words",
    [
      ["a", "1"],
      ["b", "two words"],
    ],
  ],
  [
    "a=[1, 2],b={c: 1, d: 2},e=3",
    [
      ["a", "[1, 2]"],
      ["b", "{c: 1, d: 2}"],
      ["e", "3"],
    ],
  ],
  [
    "a='x,b=1',c='{'",
    [
      ["a", "'x,b=1'"],
      ["c", "'{'"],
    ],
  ],
  [
    "a=it's,b=2",
    [
      ["a", "it's"],
      ["b", "2"],
    ],
  ],
  ["a=Hamburg, Bremen", [["a", "Hamburg, Bremen"]]],
  ["a=x=1", [["a", "x=1"]]],
  ["a=", [["a", ""]]],
])("reads the parameters %s", (text, expected) => {
  expect(splitParams(text).map((part) => typeof part !== "string" && [part.key, part.value])).toEqual(expected);
});

it.each(["depth", "=1", "a b=1"])("tells that %j is no parameter", (text) => {
  expect(splitParams(text)).toEqual([text]);
});
