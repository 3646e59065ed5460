import { RunProgress, type ProgressStream } from "../../../kernel-helpers/src/cli/run-progress";
import type { NodeRunDone, NodeRunFailed, PipelineRun } from "../../../kernel-helpers/src/runner";

/** What is shown of two nodes, one of which fails, on a stream. */
function shown(stream: Partial<ProgressStream>, variables: NodeJS.ProcessEnv = {}): string {
  let text = "";
  const write = (part: string) => {
    text += part;
    return true;
  };
  const progress = new RunProgress({ write, ...stream }, variables);
  progress.beforePipelineRun({ nodeNames: ["clean", "train"] } as unknown as PipelineRun);
  progress.beforeNodeRun({ name: "clean" });
  progress.afterNodeRun({ name: "clean", durationMs: 12 } as NodeRunDone);
  progress.beforeNodeRun({ name: "train" });
  progress.onNodeError({ name: "train", durationMs: 1234, attempt: 1, willRetry: true } as NodeRunFailed);
  progress.onNodeError({ name: "train", durationMs: 1234, attempt: 2, willRetry: false } as NodeRunFailed);
  progress.onPipelineError();
  return text;
}

const lines =
  "2 nodes to run\n[1/2] clean 12 ms\n[1/2] train failed after 1.2 s, attempt 1: once more\n[2/2] train FAILED after 1.2 s\n";
const terminal = { isTTY: true, columns: 40, hasColors: () => true };

it("is a line for each node where nobody watches", () => {
  expect(shown({})).toBe(lines);
});

it.each([{ CI: "true" }, { TERM: "dumb" }])("has no bar for %j, though it be a terminal", (variables) => {
  expect(shown({ ...terminal, hasColors: () => false }, variables)).toBe(lines);
});

it("has a bar on a terminal, which fits its width and is gone at the end", () => {
  const text = shown({ ...terminal, hasColors: () => false }, { CI: "false" });
  expect(text).toContain(`${"█".repeat(12)}${"░".repeat(12)} train`);
  expect(text.endsWith("\u001b[1G\u001b[2K")).toBe(true);
  expect(text).not.toContain("\u001b[3");
});

it("has colours where the terminal takes them", () => {
  expect(shown(terminal)).toContain("[2/2] train \u001b[31mFAILED\u001b[39m after 1.2 s");
});
