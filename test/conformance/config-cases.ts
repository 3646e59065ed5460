import { ConfigLoader } from "../../kernel-helpers/src/config";
import { TemporaryProject } from "../support/temporary-project";
import { withFloats, type CaseReader } from "./case";

interface RecordedConfig {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly get: string;
  readonly env: string | null;
  readonly environ: Readonly<Record<string, string>>;
  readonly options: {
    readonly merge_strategy?: Readonly<Record<string, "soft" | "destructive">>;
    readonly runtime_params?: Readonly<Record<string, unknown>>;
    readonly config_patterns?: Readonly<Record<string, readonly string[]>>;
  };
  readonly expected?: unknown;
  readonly error?: { readonly type: string };
}

/** OmegaConfigLoader: files below `conf/`, and what it makes of them. */
export const configCases: CaseReader = (recorded) => {
  if (!("files" in recorded && "get" in recorded)) {
    return undefined;
  }
  const config = recorded as unknown as RecordedConfig;
  return [{ name: config.name, check: () => inProject(config, (root) => check(config, root)) }];
};

function inProject({ files }: RecordedConfig, code: (root: string) => void): void {
  const project = new TemporaryProject();
  try {
    for (const [name, text] of Object.entries(files)) {
      project.write(`conf/${name}`, text);
    }
    code(project.root);
  } finally {
    project.dispose();
  }
}

function check({ get, env, environ, options, expected, error }: RecordedConfig, root: string): void {
  const load = () =>
    new ConfigLoader(
      root,
      { environment: env ?? undefined, runtimeParams: options.runtime_params ?? {}, variables: environ },
      { mergeStrategy: options.merge_strategy ?? {}, patterns: options.config_patterns ?? {} },
    ).get(get).value;
  if (error) {
    expect(load).toThrow(expect.objectContaining({ name: "TracksideError" }));
  } else {
    expect(load()).toEqual(withFloats(expected));
  }
}
