import { compareVersions } from "./node-version.mjs";
import { outputOf } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

export const oldestPython = "3.10";

/** Prints its version, and whether it can make an environment: Debian and Ubuntu package that part separately. */
const question = `
import platform, sys
try:
    import ensurepip, venv
    able = "yes"
except ImportError:
    able = "no"
print(platform.python_version(), able, sys.executable, sep="\\n")
`;

/**
 * @typedef {object} Interpreter
 * @property {string} command as it was tried
 * @property {string} version
 * @property {boolean} canMakeEnvironments
 * @property {string} executable
 */

/**
 * Finds the Python that the project's environment is made with.
 * @returns {Promise<Interpreter>}
 * @throws {SetupError} saying what is missing and how to get it
 */
export async function findPython(environment = process.env, platform = process.platform) {
  const asked = environment.TRACKSIDE_SETUP_PYTHON;
  const found = [];
  for (const command of asked ? [[asked]] : candidates(platform)) {
    const interpreter = await probe(command, environment);
    if (interpreter !== undefined) {
      found.push(interpreter);
    }
    if (interpreter !== undefined && isSuitable(interpreter)) {
      return interpreter;
    }
  }
  throw new SetupError(missingPythonMessage(found, asked, platform));
}

/** @returns {string[][]} commands, the likeliest first */
export function candidates(platform) {
  const named = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"].map((name) => [name]);
  return platform === "win32" ? [["py", "-3"], ...named] : named;
}

/** @param {Interpreter} interpreter */
export function isSuitable({ version, canMakeEnvironments }) {
  return compareVersions(version, oldestPython) >= 0 && canMakeEnvironments;
}

/**
 * Says why no Python will do, and what to install.
 * @param {readonly Interpreter[]} found those that ran but will not do
 * @param {string | undefined} asked the value of TRACKSIDE_SETUP_PYTHON
 * @param {NodeJS.Platform} platform
 */
export function missingPythonMessage(found, asked, platform) {
  const withoutVenv = found.find(({ version }) => compareVersions(version, oldestPython) >= 0);
  if (withoutVenv !== undefined) {
    const minor = withoutVenv.version.split(".").slice(0, 2).join(".");
    return (
      `Python ${withoutVenv.version} (${withoutVenv.executable}) has no venv, which set-up needs for the project's own environment.\n` +
      `Install it and try again; on Debian and Ubuntu:\n\n    apt install python3-venv     (or python${minor}-venv)`
    );
  }
  const tooOld = found.map(({ command, version }) => `${command} is ${version}`).join(", ");
  const seen = asked
    ? `TRACKSIDE_SETUP_PYTHON is ${JSON.stringify(asked)}, which ${tooOld ? `is Python ${found[0]?.version}` : "does not run as a Python"}.`
    : tooOld
      ? `What was found is too old: ${tooOld}.`
      : "None was found.";
  return `Trackside needs Python ${oldestPython} or newer with venv, for JupyterLab and MLflow. ${seen}\n${pythonAdvice(platform)}`;
}

function pythonAdvice(platform) {
  const install =
    platform === "darwin"
      ? "    brew install python"
      : platform === "win32"
        ? "    winget install Python.Python.3.13"
        : "    apt install python3 python3-venv     (Debian, Ubuntu)\n    dnf install python3                   (Fedora)";
  return `Install it and try again, or set TRACKSIDE_SETUP_PYTHON to the one to use:\n\n${install}`;
}

async function probe(command, environment) {
  const [program, ...args] = command;
  const { exit, stdout } = await outputOf(program, [...args, "-c", question], { env: environment });
  const [version, able, executable] = stdout.trim().split(/\r?\n/);
  if (exit !== 0 || executable === undefined) {
    return undefined;
  }
  return { command: command.join(" "), version, canMakeEnvironments: able === "yes", executable };
}
