import { join } from "node:path";
import { Command } from "commander";

import { findProjectRoot } from "../config";
import { TracksideError } from "../errors";
import { kernelInstallCommand } from "./kernel-install-command";

/** `trackside kernel`: what Jupyter runs, and its installation. */
export function kernelCommand(): Command {
  return new Command("kernel")
    .description("Serve one notebook as its Jupyter kernel (Jupyter runs this)")
    .option("--config-path <file>", "the connection file, which Jupyter writes")
    .action(async ({ configPath }: { configPath?: string }) => {
      // no required option of commander's, which would require it of `kernel install` too
      if (configPath === undefined) {
        throw new TracksideError("no connection file is given", {
          code: "kernel.connection",
          hint: "Jupyter starts kernels, after `trackside kernel install`: open a notebook there.",
        });
      }
      const { kernelIdOf, startKernel } = await import("../kernel");
      const { trackKernel } = await import("../tracking");
      const { root } = findProjectRoot();
      startKernel({
        connectionFile: configPath,
        typedProject: join(root, "trackside-project.ts"),
        ...trackKernel(process.cwd(), kernelIdOf(configPath) ?? null),
      });
    })
    .addCommand(kernelInstallCommand());
}
