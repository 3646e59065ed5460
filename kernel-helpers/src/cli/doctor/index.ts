import { findProjectRoot } from "../../config";
import { inColumns } from "../columns";
import { enterProject, type ProjectOptions } from "../project-folder";
import type { Finding } from "./finding";
import { machineFindings } from "./machine-findings";
import { projectFindings } from "./project-findings";
import { trackingServerFinding } from "./tracking-server-finding";

export type { Finding } from "./finding";

/** Looks at the machine and, where there is one, the project. */
export async function examine(options: ProjectOptions): Promise<readonly Finding[]> {
  const machine = await machineFindings();
  const { root, isProject } = findProjectRoot(options.project);
  if (!isProject) {
    const fix = "Go to the project's folder, name it by --project, or make one by trackside init.";
    return [...machine, { state: "problem", what: "project", seen: `none at ${root}, nor above: no conf/base`, fix }];
  }
  enterProject(options);
  const project: Finding = { state: "ok", what: "project", seen: root };
  return [...machine, project, ...(await trackingServerFinding(root)), ...(await projectFindings(root))];
}

/** A line for each, and below it what to do. */
export function shownFindings(findings: readonly Finding[]): string[] {
  const lines = inColumns(findings.map(({ state, what, seen }) => [state, what, seen.replaceAll("\n", " ")]));
  return findings.flatMap(({ fix }, index) => [lines[index] ?? "", ...(fix ? [`         ${fix}`] : [])]);
}
