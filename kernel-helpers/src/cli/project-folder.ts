import type { Command } from "commander";
import { findProjectRoot } from "../config";
import { TracksideError } from "../errors";

/** Which project a command is about, as commander gives it. */
export interface ProjectOptions {
  readonly project?: string;
  readonly env?: string;
}

export function addProjectOptions(command: Command): Command {
  return command
    .option("-e, --env <name>", "folder of conf/ over conf/base (default: local)")
    .option("--project <folder>", "a folder of the project (default: the working directory)");
}

/**
 * Makes the project's root the working directory, so that relative paths mean the same wherever a command is given, and
 * the environment the one that is asked for.
 *
 * @returns the root, absolute.
 * @throws TracksideError when there is no project.
 */
export function enterProject({ project, env }: ProjectOptions): string {
  const { root, isProject } = findProjectRoot(project);
  if (!isProject) {
    throw new TracksideError(`${root} is no project, nor is a folder above it: none has conf/base`, {
      code: "cli.no-project",
      hint: "Go to the project's folder, name it by --project, or make one by trackside init.",
    });
  }
  if (env !== undefined) {
    process.env["TRACKSIDE_ENV"] = env;
  }
  process.chdir(root);
  return root;
}
