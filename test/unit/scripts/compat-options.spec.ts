import { readVersions } from "../../../scripts/lib/compat-environment.mjs";
import { compatOptions } from "../../../scripts/lib/compat-options.mjs";

const usual = [
  { name: "2.9", mlflow: "2.9.2", onlyWhenNamed: false },
  { name: "2.22", mlflow: "2.22.5", onlyWhenNamed: false },
  { name: "3.17", mlflow: "3.17.2", onlyWhenNamed: false },
];
const oldest = { name: "1.30", mlflow: "1.30.1", onlyWhenNamed: true };
const known = [oldest, ...usual];

it("tests against the versions that run on every Python unless some are named", () => {
  expect(compatOptions([], known)).toEqual({ versions: usual, runnerArgs: [] });
  expect(compatOptions(["metrics", "-t", "thins"], known)).toEqual({
    versions: usual,
    runnerArgs: ["metrics", "-t", "thins"],
  });
});

it("takes a version by its short and by its full name, and leaves the rest to jest", () => {
  expect(compatOptions(["1.30"], known).versions).toEqual([oldest]);
  expect(compatOptions(["2.9", "3.17.2", "artifacts"], known)).toEqual({
    versions: [usual[0], usual[2]],
    runnerArgs: ["artifacts"],
  });
});

it("names the versions that there are when another one is asked for", () => {
  expect(() => compatOptions(["2.10"], known)).toThrow(
    /There is no MLflow 2\.10 to test against; there are 1\.30\.1, 2\.9\.2, 2\.22\.5, 3\.17\.2/,
  );
});

it("reads the versions from the files of pins, the oldest first", () => {
  expect(readVersions()).toEqual(known);
});
