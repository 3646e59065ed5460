import { findKedroProject, kedroRemarks } from "../../../kernel-helpers/src/cli/kedro";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "pyproject.toml":
      '[project]\nname = "x"\n\n[tool.kedro]\npackage_name = "harbour"\nsource_dir = "src"\n\n[tool.ruff]\n',
  });
});
afterEach(() => project.dispose());

/** What is said of a `settings.py`. */
function remarksOn(settings: string): string[] {
  project.write("src/harbour/settings.py", settings);
  const kedro = findKedroProject(project.root);
  return (kedro ? kedroRemarks(kedro) : []).map(({ seen }) => seen.replace("src/harbour/settings.py sets ", ""));
}

it.each([
  ["HOOKS = ()\n"],
  ["# HOOKS = (ProjectHooks(),)\n"],
  ['CONF_SOURCE = "conf"\n'],
  ["from kedro.config import OmegaConfigLoader  # noqa\n\nCONFIG_LOADER_CLASS = OmegaConfigLoader\n"],
  [
    'CONFIG_LOADER_ARGS = {\n    "base_env": "base",\n    "default_run_env": "local",\n    # "config_patterns": {},\n}\n',
  ],
  ["CONTEXT_CLASS = KedroContext\nDATA_CATALOG_CLASS = DataCatalog\n"],
  ['def helper():\n    HOOKS = (1,)\n"""HOOKS = (1,)"""\n'],
])("says nothing of what is as Kedro has it: %j", (settings) => {
  expect(remarksOn(settings)).toEqual([]);
});

it.each([
  ["HOOKS = (ProjectHooks(), MlflowHook())\n", ["HOOKS"]],
  ["HOOKS: tuple = (\n    ProjectHooks(),\n)\nCONF_SOURCE = 'settings'\n", ["HOOKS", "CONF_SOURCE"]],
  ["CONFIG_LOADER_CLASS = TemplatedConfigLoader\r\n", ["CONFIG_LOADER_CLASS"]],
  [
    'CONFIG_LOADER_ARGS = {\n    "base_env": "base",\n    "default_run_env": "dev",\n    "custom_resolvers": {"today": today},\n    "merge_strategy": {"parameters": "soft"},\n}\n',
    ["merge_strategy", "custom_resolvers", "default_run_env"].map((key) => `${key} in CONFIG_LOADER_ARGS`),
  ],
  ['CONFIG_LOADER_ARGS = dict(config_patterns={"spark": ["spark*"]})\n', ["config_patterns in CONFIG_LOADER_ARGS"]],
])("tells what %j sets", (settings, expected) => {
  expect(remarksOn(settings)).toEqual(expected);
});

it("names the pipelines in Python, which Kedro runs", () => {
  project.write("src/harbour/pipelines/training/pipeline.py", "");
  project.write("src/harbour/pipelines/cleaning/pipeline.py", "");
  project.write("src/harbour/pipelines/__init__.py", "");
  expect(remarksOn("")).toEqual(["src/harbour/pipelines has nodes in Python: cleaning, training"]);
});

it("knows a Kedro project by pyproject.toml alone, whatever ends its lines", () => {
  project.write("pyproject.toml", '[tool.kedro]\r\npackage_name = "port"\r\n');
  expect(findKedroProject(project.root)).toMatchObject({ sources: "src/port", pipelines: [] });
  project.write("pyproject.toml", "[tool.kedro_telemetry]\n");
  expect(findKedroProject(project.root)).toBeUndefined();
});
