import { Command } from "commander";

import { TracksideError } from "../errors";
import { packageVersion } from "../own-package";
import { catalogCommand } from "./catalog-command";
import { doctorCommand } from "./doctor-command";
import { gatewayCommand } from "./gateway-command";
import { initCommand } from "./init-command";
import { journalCommand } from "./journal-command";
import { kernelCommand } from "./kernel-command";
import { pipelineCommand } from "./pipeline-command";
import { runCommand } from "./run-command";
import { shipperCommand } from "./shipper-command";
import { statusCommand } from "./status-command";
import { stopCommand } from "./stop-command";
import { syncCommand } from "./sync-command";
import { typegenCommand } from "./typegen-command";

/** Every command of `trackside`, in the order of the help. Each loads what it needs only when it runs. */
const commands: readonly (() => Command)[] = [
  initCommand,
  runCommand,
  pipelineCommand,
  catalogCommand,
  doctorCommand,
  typegenCommand,
  kernelCommand,
  statusCommand,
  syncCommand,
  journalCommand,
  stopCommand,
  shipperCommand,
  gatewayCommand,
];

/**
 * Runs the `trackside` command line.
 *
 * What a person can put right is one message on stderr and exit status 1; anything else shows its stack.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command("trackside")
    .description("Puts the MLflow run beside the TypeScript notebook.")
    .version(packageVersion())
    .showSuggestionAfterError()
    .showHelpAfterError("(see `trackside --help`)");
  for (const create of commands) {
    program.addCommand(create());
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const text = TracksideError.is(error) ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`trackside: ${text}\n`);
    process.exitCode = 1;
  }
}
