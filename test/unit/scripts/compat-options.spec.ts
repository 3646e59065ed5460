import { readVersions } from "../../../scripts/lib/compat-environment.mjs";
import { compatOptions } from "../../../scripts/lib/compat-options.mjs";

const known = [
  { name: "2.9", mlflow: "2.9.2" },
  { name: "2.22", mlflow: "2.22.5" },
  { name: "3.17", mlflow: "3.17.2" },
];

it("tests against all versions unless some are named", () => {
  expect(compatOptions([], known)).toEqual({ versions: known, runnerArgs: [] });
  expect(compatOptions(["metrics", "-t", "thins"], known)).toEqual({
    versions: known,
    runnerArgs: ["metrics", "-t", "thins"],
  });
});

it("takes a version by its short and by its full name, and leaves the rest to jest", () => {
  expect(compatOptions(["2.9", "3.17.2", "artifacts"], known)).toEqual({
    versions: [known[0], known[2]],
    runnerArgs: ["artifacts"],
  });
});

it("names the versions that there are when another one is asked for", () => {
  expect(() => compatOptions(["2.10"], known)).toThrow(
    /There is no MLflow 2\.10 to test against; there are 2\.9\.2, 2\.22\.5, 3\.17\.2/,
  );
});

it("reads the versions from the files of pins, the oldest first", () => {
  const versions = readVersions();
  expect(versions.map(({ name }) => name)).toEqual(known.map(({ name }) => name));
  for (const { name, mlflow } of versions) {
    expect(mlflow.startsWith(`${name}.`)).toBe(true);
  }
});
