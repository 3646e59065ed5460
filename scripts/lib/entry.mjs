/*
 * The first file that every command loads. It is written in the syntax of Node 12, so that an old Node says which
 * version it should be instead of where it stopped understanding: newer syntax is only behind the dynamic import.
 */
import { missingNodeMessage } from "./node-version.mjs";

/**
 * Runs a command's `main` with the arguments of the command line and ends the process with its exit code.
 * @param {() => Promise<{main: (args: string[]) => Promise<number | void>}>} load
 */
export function runCommand(load) {
  const message = missingNodeMessage(process.versions.node);
  if (message) {
    console.error(message);
    process.exit(1);
  }
  load()
    .then((command) => command.main(process.argv.slice(2)))
    .then((exitCode) => process.exit(exitCode || 0))
    .catch((error) => {
      // A SetupError is written for the person at the terminal; anything else is a defect and needs its stack.
      console.error("\n" + (error.name === "SetupError" ? error.message : error.stack));
      process.exit(1);
    });
}
