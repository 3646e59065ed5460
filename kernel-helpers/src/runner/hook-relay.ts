import { isConfigMap } from "../config";
import type { PipelineHooks } from "./hooks";

type HookName = {
  [Name in keyof PipelineHooks]-?: Exclude<PipelineHooks[Name], undefined> extends (...values: never[]) => unknown
    ? Name
    : never;
}[keyof PipelineHooks];

type Arguments<Name extends HookName> = Parameters<NonNullable<PipelineHooks[Name]>>;

type Reporting = Exclude<HookName, "beforeNodeRun" | "aroundPipelineRun" | "aroundNodeRun">;

/** Calls the hooks of a run's plugins. Most nodes have few, so that each kind is looked for once. */
export class HookRelay {
  private readonly having = new Map<HookName, readonly PipelineHooks[]>();

  constructor(private readonly plugins: readonly PipelineHooks[]) {}

  /** Calls one hook of every plugin; the first that throws ends it. */
  async call<Name extends Reporting>(name: Name, ...values: Arguments<Name>): Promise<void> {
    for (const plugin of this.with(name)) {
      const returned = (plugin[name] as (...values: Arguments<Name>) => void | Promise<void>)(...values);
      // Most return nothing, and each await costs a turn.
      if (returned !== undefined) {
        await returned;
      }
    }
  }

  /** Whether any plugin has a hook: what nobody hears need not be told. */
  has(name: HookName): boolean {
    return this.with(name).length > 0;
  }

  /** Calls one hook of every plugin after something failed: a plugin's own failure must not hide that one. */
  async report<Name extends Reporting>(name: Name, ...values: Arguments<Name>): Promise<void> {
    for (const plugin of this.with(name)) {
      try {
        await (plugin[name] as (...values: Arguments<Name>) => unknown)(...values);
      } catch (error) {
        console.error(`The hook ${name} failed:`, error);
      }
    }
  }

  /** What the plugins want a node's inputs to be, by name; a later one wins. */
  async beforeNodeRun(...values: Arguments<"beforeNodeRun">): Promise<Readonly<Record<string, unknown>>> {
    const changed = {};
    for (const plugin of this.with("beforeNodeRun")) {
      const reply: unknown = plugin.beforeNodeRun?.(...values);
      // Most return nothing, and each await costs a turn.
      const returned = reply === undefined ? undefined : await (reply as Promise<unknown>);
      // An arrow function returns whatever its last call gave, which nobody means.
      Object.assign(changed, isConfigMap(returned) ? returned : undefined);
    }
    return changed;
  }

  aroundPipelineRun<Result>(run: Arguments<"aroundPipelineRun">[0], work: () => Promise<Result>): Promise<Result> {
    return this.with("aroundPipelineRun").reduceRight<() => Promise<Result>>(
      (next, plugin) => () => plugin.aroundPipelineRun?.(run, next) ?? next(),
      work,
    )();
  }

  aroundNodeRun<Result>(node: Arguments<"aroundNodeRun">[0], work: () => Promise<Result>): Promise<Result> {
    return this.with("aroundNodeRun").reduceRight<() => Promise<Result>>(
      (next, plugin) => () => plugin.aroundNodeRun?.(node, next) ?? next(),
      work,
    )();
  }

  private with(name: HookName): readonly PipelineHooks[] {
    let plugins = this.having.get(name);
    if (!plugins) {
      plugins = this.plugins.filter((each) => each[name] !== undefined);
      this.having.set(name, plugins);
    }
    return plugins;
  }
}
