import type { MessagePort } from "node:worker_threads";
import type { DatasetEntry } from "../../catalog";
import type { DatasetView, MetricValue } from "../../messages";
import type { CarriedError } from "./carried-error";

/** What plugins send along with a node, and back, by the module that registers them. */
export type PluginData = Readonly<Record<string, unknown>>;

/** What a worker knows from its start on. */
export interface WorkerSetup {
  readonly root: string;
  /** The run's own parameters, by dotted key. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Versions to load of versioned datasets. */
  readonly loadVersions: Readonly<Record<string, string>>;
  /** Entries that code of the main thread has added to the catalog. */
  readonly added: readonly (readonly [name: string, entry: DatasetEntry])[];
  /** Modules that register plugins. */
  readonly modules: readonly string[];
}

/** One attempt at a node: all else a worker finds in the project. */
export interface NodeTask {
  readonly runId: string;
  readonly pipeline: string;
  readonly node: string;
  readonly attempt: number;
  /** Inputs that are in the main thread's memory, by name. */
  readonly data: ReadonlyMap<string, unknown>;
  readonly plugins: PluginData;
}

/** A task with the port on which worker and main thread talk while it lasts. */
export interface PostedTask extends NodeTask {
  readonly port: MessagePort;
}

/** Something was printed. */
export interface OutputMessage {
  readonly type: "output";
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** The inputs are loaded: the function is called when a {@link GoAhead} comes. */
export interface LoadedMessage {
  readonly type: "loaded";
  readonly inputs: readonly DatasetView[];
}

/** A plugin asks the main thread, and waits for an {@link Answer} without letting anything else happen. */
export interface QuestionMessage {
  readonly type: "question";
  readonly module: string;
  readonly question: unknown;
  /** Set to 1 when the answer is there. */
  readonly answered: Int32Array;
}

export type Answer =
  { readonly type: "answer"; readonly answer: unknown } | { readonly type: "refusal"; readonly error: CarriedError };

export interface DoneMessage {
  readonly type: "done";
  readonly outputs: readonly DatasetView[];
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Outputs that no file holds, by name. */
  readonly data: ReadonlyMap<string, unknown>;
  /** The memory that each of them holds. */
  readonly memory: ReadonlyMap<string, readonly ArrayBuffer[]>;
  readonly plugins: PluginData;
}

export interface FailedMessage {
  readonly type: "failed";
  readonly error: CarriedError;
  readonly plugins: PluginData;
}

export type OutcomeMessage = DoneMessage | FailedMessage;

export type WorkerMessage = OutputMessage | LoadedMessage | QuestionMessage | OutcomeMessage;

/** The answer to a {@link LoadedMessage}. */
export type GoAhead =
  | { readonly type: "go"; readonly inputs: ReadonlyMap<string, unknown>; readonly plugins: PluginData }
  | { readonly type: "stop" };
