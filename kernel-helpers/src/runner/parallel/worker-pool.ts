import { join } from "node:path";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { Piscina } from "piscina";
import { TracksideError } from "../../errors";
import { isCloneError, sendWithMemory } from "./carried-data";
import { LineOutput } from "./line-output";
import type {
  GoAhead,
  LoadedMessage,
  NodeTask,
  OutcomeMessage,
  PostedTask,
  WorkerMessage,
  WorkerSetup,
} from "./messages";
import { answer, type FindAnswer } from "./question";

/** What the main thread says while a node is at work. */
export interface Answers {
  /** The inputs are loaded. */
  readonly onLoaded: (loaded: LoadedMessage) => Promise<GoAhead>;
  readonly onQuestion: FindAnswer;
}

/** Threads that each run one node at a time. */
export class WorkerPool {
  private stopping: Promise<void> | undefined;

  private constructor(private readonly threads: Piscina) {}

  /** Starts as many threads, which load the project when their first node comes. */
  static async start(workers: number, setup: WorkerSetup): Promise<WorkerPool> {
    const { default: Piscina } = await import("piscina");
    const threads = new Piscina<PostedTask, void>({
      filename: join(__dirname, "worker.js"),
      name: "executeInWorker",
      minThreads: workers,
      maxThreads: workers,
      workerData: setup,
      // Timers and sockets of a project's modules go on between nodes.
      atomics: "disabled",
      recordTiming: false,
    });
    threads.on("error", (error) => console.error("A worker thread ended between two nodes:", error));
    return new WorkerPool(threads);
  }

  /**
   * Runs a node in the next free thread, and prints what it prints.
   *
   * @param buffers - memory of the task's data that is handed over instead of being copied.
   * @throws TracksideError when the thread dies; the pool then has another.
   */
  async run(task: NodeTask, buffers: readonly ArrayBuffer[], answers: Answers): Promise<OutcomeMessage> {
    return sendWithMemory(buffers, (memory) => this.converse(task, memory, answers));
  }

  /** Ends all threads, also one in an endless loop. */
  stop(): Promise<void> {
    return (this.stopping ??= this.threads.destroy());
  }

  private async converse(task: NodeTask, memory: ArrayBuffer[], answers: Answers): Promise<OutcomeMessage> {
    const { port1, port2 } = new MessageChannel();
    const conversation = new Conversation(port1, answers);
    try {
      await this.threads.run({ ...task, port: port2 }, { transferList: [port2, ...memory] });
    } catch (error) {
      conversation.hearTheRest();
      conversation.lost(isCloneError(error) ? error : workerDied(task.node, error));
    }
    return conversation.outcome.finally(() => conversation.end());
  }
}

/** What is said about one node between the main thread and the worker that runs it. */
class Conversation {
  readonly outcome: Promise<OutcomeMessage>;
  private resolve: (outcome: OutcomeMessage) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private readonly output = new LineOutput();

  constructor(
    private readonly port: MessagePort,
    private readonly answers: Answers,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // It is looked at when the thread is free again.
    this.outcome.catch(() => undefined);
    port.on("message", (message: WorkerMessage) => this.hear(message));
  }

  /** What a thread said before it died. */
  hearTheRest(): void {
    for (let rest = receiveMessageOnPort(this.port); rest; rest = receiveMessageOnPort(this.port)) {
      this.hear(rest.message as WorkerMessage);
    }
  }

  /** Fails, unless the outcome is known. */
  lost(error: unknown): void {
    this.reject(error);
  }

  end(): void {
    this.port.close();
    this.output.end();
  }

  private hear(message: WorkerMessage): void {
    switch (message.type) {
      case "output":
        this.output.write(message.stream, message.text);
        break;
      case "loaded":
        void this.goAhead(message);
        break;
      case "question":
        answer(this.port, message, this.answers.onQuestion);
        break;
      case "done":
      case "failed":
        this.resolve(message);
        break;
    }
  }

  private async goAhead(message: LoadedMessage): Promise<void> {
    try {
      this.port.postMessage(await this.answers.onLoaded(message));
    } catch (error) {
      this.reject(error);
      this.port.postMessage({ type: "stop" } satisfies GoAhead);
    }
  }
}

function workerDied(node: string, cause: unknown): TracksideError {
  const { code } = cause as NodeJS.ErrnoException;
  const shown = cause instanceof Error ? cause.message : String(cause);
  return new TracksideError(`node "${node}": the worker thread that ran it died: ${shown}`, {
    code: "pipeline.worker-died",
    hint:
      code === "ERR_WORKER_OUT_OF_MEMORY"
        ? "Give it less data, or each thread more memory by NODE_OPTIONS=--max-old-space-size=<MB>."
        : "A call of process.exit, an error thrown by a timer, or a rejected promise that nobody awaits ends a thread.",
    cause,
  });
}
