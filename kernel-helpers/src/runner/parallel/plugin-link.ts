import type { PipelineNode } from "../../pipeline";
import type { PipelineHooks, WorkerPart } from "../hooks";
import type { PluginData } from "./messages";

/** Plugins that go along into workers: each hears in one thread what it said in the other. */
export class PluginLink {
  private readonly parts: readonly WorkerPart[];

  constructor(plugins: readonly PipelineHooks[]) {
    this.parts = plugins.flatMap(({ inWorkers }) => inWorkers ?? []);
  }

  /** What a worker loads so that it has the same plugins. */
  get modules(): string[] {
    return [...new Set(this.parts.map(({ module }) => module))];
  }

  send(node: PipelineNode): PluginData {
    return Object.fromEntries(this.parts.map((part) => [part.module, part.send(node)]));
  }

  /** @param ask - has a question of the plugin of a module answered in the main thread. */
  receive(sent: PluginData, ask: (module: string, question: unknown) => unknown): void {
    this.parts.forEach((part) => part.receive(sent[part.module], (question) => ask(part.module, question)));
  }

  answer(module: string, question: unknown, node: PipelineNode): unknown {
    return this.parts.find((part) => part.module === module)?.answer?.(question, node);
  }

  reply(hasFailed: boolean): PluginData {
    return Object.fromEntries(this.parts.map((part) => [part.module, part.reply(hasFailed)]));
  }

  settle(replied: PluginData, node: PipelineNode): void {
    this.parts.forEach((part) => part.settle(replied[part.module], node));
  }
}
