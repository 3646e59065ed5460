import type { ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { asExpression, readReply } from "../../../extension/otherkernels/askpython";
import type { Workspace } from "../tracking/workspace";

const python = resolve(__dirname, "../../../.venv/bin/python");

interface Answer {
  readonly reply: Readonly<Record<string, unknown>>;
  /** Types of the messages that a front end would show. */
  readonly output: readonly string[];
}

/** A notebook's Python kernel, as JupyterLab's page has it. */
export class PythonKernel {
  private readonly lines;
  private readonly process: ChildProcess;

  constructor(workspace: Workspace, environment: Readonly<Record<string, string>> = {}) {
    this.process = workspace.startProgram(python, [join(__dirname, "python_kernel.py")], {
      MLFLOW_DISABLE_TELEMETRY: "true",
      ...environment,
    });
    this.lines = createInterface(this.process.stdout!)[Symbol.asyncIterator]();
  }

  async ready(): Promise<void> {
    await this.lines.next();
  }

  /** Runs a cell; throws what it threw. */
  async run(code: string): Promise<Answer> {
    const answer = await this.send({ code });
    if (answer.reply["status"] !== "ok") {
      throw new Error(JSON.stringify(answer.reply));
    }
    return answer;
  }

  /** Value of an expression in the notebook's scope, as Python writes it. */
  async value(expression: string): Promise<string> {
    const { reply } = await this.send({ code: "pass", silent: true, user_expressions: { value: expression } });
    const { value } = reply["user_expressions"] as { value: { data?: Record<string, string> } };
    return value.data?.["text/plain"] ?? JSON.stringify(value);
  }

  /** Asks as the extension does. */
  async ask(code: string): Promise<unknown> {
    const { reply, output } = await this.send({
      ...{ code: "pass", silent: true, store_history: false, allow_stdin: false, stop_on_error: false },
      user_expressions: { answer: asExpression(code) },
    });
    expect(output.filter((type) => type !== "status")).toEqual([]);
    return readReply(reply);
  }

  async restart(): Promise<void> {
    await this.send({ restart: true });
  }

  close(): void {
    this.process.stdin?.end();
  }

  private async send(request: unknown): Promise<Answer> {
    this.process.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value } = (await this.lines.next()) as { value: string };
    return JSON.parse(value) as Answer;
  }
}
