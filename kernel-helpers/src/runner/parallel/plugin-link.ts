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

  receive(sent: PluginData): void {
    this.parts.forEach((part) => part.receive(sent[part.module]));
  }

  reply(hasFailed: boolean): PluginData {
    return Object.fromEntries(this.parts.map((part) => [part.module, part.reply(hasFailed)]));
  }

  settle(replied: PluginData): void {
    this.parts.forEach((part) => part.settle(replied[part.module]));
  }
}
