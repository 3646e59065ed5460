import { Command, Option } from "commander";

import type { KernelLocation } from "./kernelspec";

/** `trackside kernel install`: tells Jupyter of the kernel. */
export function kernelInstallCommand(): Command {
  return new Command("install")
    .description("Add the kernel to Jupyter as “TypeScript (Trackside)”")
    .addOption(new Option("--user", "for this user (the default)").conflicts(["sysPrefix", "prefix"]))
    .addOption(
      new Option("--sys-prefix [folder]", "in the active Python environment, or the one in this folder").conflicts([
        "user",
        "prefix",
      ]),
    )
    .addOption(new Option("--prefix <folder>", "in <folder>/share/jupyter/kernels").conflicts(["user", "sysPrefix"]))
    .action(async (location: KernelLocation) => {
      const { installKernelspec } = await import("./kernelspec");
      process.stdout.write(`Installed the kernel "TypeScript (Trackside)" in ${installKernelspec(location)}\n`);
    });
}
