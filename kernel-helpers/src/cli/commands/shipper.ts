import type { Command } from "commander";

export function addShipperCommand(program: Command): void {
  program
    .command("shipper")
    .description("bring what this user's notebooks record to MLflow (started by itself when needed)")
    .action(async () => {
      const { runShipper } = await import("../../shipper");
      await runShipper();
    });
}
