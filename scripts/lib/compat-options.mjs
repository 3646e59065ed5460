import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} CompatVersion
 * @property {string} name as `2.9`
 * @property {string} mlflow as `2.9.2`
 * @property {boolean} onlyWhenNamed it does not run on every Python that the others run on
 */

/**
 * Reads the arguments of `npm run test:compat --`: versions (those for every Python without one), then what jest takes, as `2.9 metrics`.
 * @param {readonly string[]} args
 * @param {readonly CompatVersion[]} known
 * @returns {{versions: readonly CompatVersion[], runnerArgs: string[]}}
 * @throws {SetupError} for a version that there is no environment for
 */
export function compatOptions(args, known) {
  const firstOther = args.findIndex((argument) => !/^\d+(\.\d+)*$/.test(argument));
  const asked = firstOther < 0 ? args : args.slice(0, firstOther);
  const versions = asked.map((version) => {
    const found = known.find(({ name, mlflow }) => version === name || version === mlflow);
    if (found === undefined) {
      throw new SetupError(
        `There is no MLflow ${version} to test against; there are ${known.map(({ mlflow }) => mlflow).join(", ")}.\n` +
          "Another one is a file of pins in test/compat/servers.",
      );
    }
    return found;
  });
  const usual = known.filter(({ onlyWhenNamed }) => !onlyWhenNamed);
  return { versions: versions.length === 0 ? usual : versions, runnerArgs: args.slice(asked.length) };
}
