import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { packError, unpackError } from "./carried-error";
import type { Answer, QuestionMessage } from "./messages";

/**
 * Has a question answered in the main thread, as a function that is not async has to. Ending the thread ends the wait.
 *
 * @throws what answering threw.
 */
export function ask(port: MessagePort, module: string, question: unknown): unknown {
  const answered = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  port.postMessage({ type: "question", module, question, answered } satisfies QuestionMessage);
  Atomics.wait(answered, 0, 0);
  const reply = receiveMessageOnPort(port)?.message as Answer;
  if (reply.type === "refusal") {
    throw unpackError(reply.error);
  }
  return reply.answer;
}

/** Answers, in the main thread. */
export function answer(port: MessagePort, { module, question, answered }: QuestionMessage, find: FindAnswer): void {
  try {
    port.postMessage({ type: "answer", answer: find(module, question) } satisfies Answer);
  } catch (error) {
    port.postMessage({ type: "refusal", error: packError(error) } satisfies Answer);
  }
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
}

/** What the plugin of a module answers. */
export type FindAnswer = (module: string, question: unknown) => unknown;
