import { Command } from "commander";
import { addProjectOptions, type ProjectOptions } from "./project-folder";

/** `trackside doctor`: looks at all that a project needs, and says what to do about what is missing. */
export function doctorCommand(): Command {
  return addProjectOptions(new Command("doctor").description("Look for what keeps a project from working"))
    .option("--json", "print what was found as JSON")
    .action(async (options: ProjectOptions & { readonly json?: true }) => {
      const { examine, shownFindings } = await import("./doctor");
      const findings = await examine(options);
      console.log(options.json ? JSON.stringify({ findings }) : shownFindings(findings).join("\n"));
      if (findings.some(({ state }) => state === "problem")) {
        process.exitCode = 1;
      }
    });
}
