import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} StartOptions
 * @property {number | undefined} port asked for
 * @property {string | undefined} ip address to listen on, when not this machine alone
 * @property {string[]} jupyterArgs all arguments but the port, for Jupyter
 */

/**
 * Reads the arguments of `npm start --`: the port is ours to check, the rest is Jupyter's.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 * @throws {SetupError} when the port is none
 */
export function startOptions(args) {
  const jupyterArgs = [];
  let port;
  let ip;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index];
    const [name, inlineValue] = splitOnce(argument);
    if (name === "--port" || name === "--ServerApp.port") {
      port = portNumber(inlineValue ?? args[++index]);
      continue;
    }
    jupyterArgs.push(argument);
    if (name === "--ip" || name === "--ServerApp.ip") {
      ip = inlineValue ?? args[index + 1];
    }
  }
  return { port, ip, jupyterArgs };
}

function splitOnce(argument) {
  const at = argument.indexOf("=");
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}

function portNumber(text) {
  const port = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new SetupError(
      `--port ${text ?? ""} is no port: give a number from 1 to 65535, as in npm start -- --port 8890`,
    );
  }
  return port;
}
