import type { KedroProject } from "./kedro-project";

/** Something of Kedro's that Trackside does not take over by itself. */
export interface Remark {
  readonly seen: string;
  readonly fix: string;
}

/** Settings of Kedro's that Trackside has in `settings.ts`, or not at all. */
const advice: readonly (readonly [name: string, matters: (value: string) => boolean, fix: string])[] = [
  [
    "HOOKS",
    (value) => !/^[([]\s*[)\]]$/.test(value),
    "Hooks for nodes in TypeScript are listed by hooks in settings.ts.",
  ],
  [
    "CONF_SOURCE",
    (value) => !/^["']conf["']$/.test(value),
    "Trackside reads conf/ in the project: make that a link to the folder.",
  ],
  [
    "CONFIG_LOADER_CLASS",
    (value) => value !== "OmegaConfigLoader",
    "Trackside reads the files as OmegaConfigLoader does, with what config in settings.ts says.",
  ],
  [
    "CONTEXT_CLASS",
    (value) => value !== "KedroContext",
    "Trackside has hooks for it: afterContextCreated in settings.ts.",
  ],
  [
    "DATA_CATALOG_CLASS",
    (value) => !/^(?:Kedro)?DataCatalog$/.test(value),
    "Trackside has a hook for it: afterCatalogCreated in settings.ts.",
  ],
];

/** What a loader of Kedro's may be told, and where Trackside has it. */
const loaderArguments: readonly (readonly [key: string, isDefault: RegExp | undefined, fix: string])[] = [
  ["config_patterns", undefined, "Write them as config.patterns into settings.ts, where they are not Kedro's own."],
  ["merge_strategy", undefined, "Write it as config.mergeStrategy into settings.ts."],
  ["custom_resolvers", undefined, "Write them as config.resolvers into settings.ts, as functions of TypeScript."],
  ["default_run_env", /^["']local["']/, "Write it as config.defaultEnvironment into settings.ts."],
  ["base_env", /^["']base["']/, "Trackside always reads conf/base."],
];

/** Says what of a Kedro project is for Python alone, beside the entries of its catalog. */
export function kedroRemarks({ sources, settings, pipelines }: KedroProject): Remark[] {
  const file = `${sources}/settings.py`;
  const set = advice.flatMap(([name, matters, fix]) => {
    const value = settings.get(name);
    return value !== undefined && matters(value) ? [{ seen: `${file} sets ${name}`, fix }] : [];
  });
  const loader = settings.get("CONFIG_LOADER_ARGS") ?? "";
  const told = loaderArguments.flatMap(([key, isDefault, fix]) => {
    const value = new RegExp(`["']?\\b${key}["']?\\s*[:=]\\s*(.*)`).exec(loader)?.[1];
    return value !== undefined && !isDefault?.test(value)
      ? [{ seen: `${file} sets ${key} in CONFIG_LOADER_ARGS`, fix }]
      : [];
  });
  return [...set, ...told, ...pythonNodes(sources, pipelines)];
}

function pythonNodes(sources: string, pipelines: readonly string[]): Remark[] {
  const seen = `${sources}/pipelines has nodes in Python: ${pipelines.join(", ")}`;
  const fix = "Kedro runs them; Trackside runs those in pipelines/<name>/pipeline.ts. Both read the same catalog.";
  return pipelines.length === 0 ? [] : [{ seen, fix }];
}
