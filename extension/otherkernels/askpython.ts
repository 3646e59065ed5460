/** What is needed of a kernel's connection to ask it something. */
export interface AskedPython {
  // a method, because JupyterLab's own messages have more to them
  requestExecute(content: {
    code: string;
    silent: boolean;
    store_history: boolean;
    allow_stdin: boolean;
    stop_on_error: boolean;
    user_expressions: Record<string, string>;
  }): { readonly done: Promise<{ readonly content: unknown }> };
}

/**
 * Runs Python in a kernel when the cell that runs is done, and reads what it leaves in `answer`. The notebook sees nothing
 * of it: no output, no count, no history, no name.
 *
 * @throws an error whose message is for a person.
 */
export async function askPython(kernel: AskedPython, code: string): Promise<unknown> {
  const { content } = await kernel.requestExecute({
    ...{ code: "pass", silent: true, store_history: false, allow_stdin: false, stop_on_error: false },
    user_expressions: { answer: asExpression(code) },
  }).done;
  return readReply(content);
}

/** Code in a scope of its own, as an expression; its value is text that needs no unquoting. */
export function asExpression(code: string): string {
  const whole = `import json\n${code}\nanswer = json.dumps(answer).encode().hex()`;
  return `(lambda scope: exec(${JSON.stringify(whole)}, scope) or scope["answer"])({})`;
}

/** Reads a reply, which code in a cell could have made up as well. */
export function readReply(content: unknown): unknown {
  const answer = field(field(content, "user_expressions"), "answer");
  const text = field(field(answer, "data"), "text/plain");
  const [, hex] = typeof text === "string" ? (/^'((?:[0-9a-f]{2})*)'$/.exec(text) ?? []) : [];
  if (hex === undefined) {
    const reason = [field(answer, "ename"), field(answer, "evalue")]
      .filter((part) => typeof part === "string")
      .join(": ");
    throw new Error(reason === "" ? "The kernel did not answer as Python does." : `The kernel answered: ${reason}`);
  }
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
