import { basename } from "node:path";
import { loadMlflowConfig } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

/** As `kedro mlflow init` writes it, comments aside. */
const kedroMlflowTemplate = `
server:
  mlflow_tracking_uri: null
  mlflow_registry_uri: null
  credentials: null
  request_header_provider:
    type: null
    pass_context: False
    init_kwargs: {}
tracking:
  disable_tracking:
    pipelines: []
    disable_autologging: True
  experiment:
    name: spaceflights
    create_experiment_kwargs:
      artifact_location: null
      tags: null
    restore_if_deleted: True
  run:
    id: null
    name: null
    nested: True
  params:
    dict_params:
      flatten: False
      recursive: True
      sep: "."
    long_params_strategy: fail
ui:
  port: "5000"
  host: "127.0.0.1"
`;

describe("loadMlflowConfig", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  const load = () => loadMlflowConfig(project.root);
  const write = (text: string) => project.write("conf/base/mlflow.yml", text);

  it("has defaults for a folder without the file, the experiment named after the folder", () => {
    expect(load()).toEqual({
      trackingUri: undefined,
      experimentName: basename(project.root),
      credentialsEntry: undefined,
      requestHeaders: undefined,
      experiment: { artifactLocation: undefined, tags: {}, restoreIfDeleted: true },
      localServerPort: undefined,
      runName: undefined,
      notebook: { recordCells: true, snapshot: "whole" },
      nested: undefined,
      disabledPipelines: [],
      params: { flatten: false, recursive: true, separator: ".", longParamsStrategy: "fail" },
      sinks: [],
      files: [],
    });
  });

  it("accepts the file that kedro-mlflow writes", () => {
    write(kedroMlflowTemplate);
    expect(load()).toMatchObject({
      trackingUri: undefined,
      experimentName: "spaceflights",
      localServerPort: undefined,
    });
  });

  it("reads the sinks beside the tracking server, each with its own options", () => {
    write(
      "tracking:\n  sinks:\n    team:\n      type: mlflow\n      tracking_uri: https://mlflow.example.org\n    board: {type: tensorboard}",
    );
    expect(load().sinks).toEqual([
      { name: "team", type: "mlflow", options: { tracking_uri: "https://mlflow.example.org" } },
      { name: "board", type: "tensorboard", options: {} },
    ]);
  });

  it.each([
    ["a name that cannot be a file's", "'../team': {type: mlflow}", "config.invalid"],
    ["the tracking server's name", "mlflow: {type: mlflow}", "config.invalid"],
    ["no type", "team: {tracking_uri: http://a}", "config.invalid"],
    ["a password", "team: {type: mlflow, tracking_uri: 'http://ann:s3cret@a'}", "config.credential"],
  ])("refuses a sink with %s", async (_, text, code) => {
    write(`tracking:\n  sinks:\n    ${text}\n`);
    const error = await rejection(() => load());
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/mlflow\.yml.*:3.*tracking\.sinks/);
    expect(error.message).not.toContain("s3cret");
  });

  it("reads what is used now", () => {
    write(`
server: {mlflow_tracking_uri: "http://tracking.example:5000"}
tracking:
  disable_tracking: {pipelines: [drafts]}
  notebook: {record_cells: false, snapshot: code}
  nested: node
  experiment: {name: ships}
  run: {name: nightly}
  params: {dict_params: {flatten: true, recursive: false, sep: "/"}, long_params_strategy: truncate}
`);
    expect(load()).toEqual({
      trackingUri: "http://tracking.example:5000",
      experimentName: "ships",
      credentialsEntry: undefined,
      requestHeaders: undefined,
      experiment: { artifactLocation: undefined, tags: {}, restoreIfDeleted: true },
      localServerPort: undefined,
      runName: "nightly",
      notebook: { recordCells: false, snapshot: "code" },
      nested: "node",
      disabledPipelines: ["drafts"],
      params: { flatten: true, recursive: false, separator: "/", longParamsStrategy: "truncate" },
      sinks: [],
      files: ["conf/base/mlflow.yml"],
    });
  });

  it("reads how an experiment is made, what signs in, and the local server's port", () => {
    write(`
server:
  credentials: team
  request_header_provider: {type: ./headers.ts, pass_context: true, init_kwargs: {audience: ships}}
tracking:
  experiment:
    restore_if_deleted: false
    create_experiment_kwargs: {artifact_location: "s3://ships/runs", tags: {team: harbour, year: 2026, pilot: true}}
ui: {port: "5005"}
`);
    expect(load()).toMatchObject({
      credentialsEntry: "team",
      requestHeaders: { module: "./headers.ts", options: { audience: "ships" }, passContext: true },
      experiment: {
        artifactLocation: "s3://ships/runs",
        tags: { team: "harbour", year: "2026", pilot: "true" },
        restoreIfDeleted: false,
      },
      localServerPort: 5005,
    });
  });

  it("lets MLFLOW_EXPERIMENT_NAME win over the file", () => {
    write("tracking: {experiment: {name: e}}\n");
    expect(loadMlflowConfig(project.root, { MLFLOW_EXPERIMENT_NAME: "variable" }).experimentName).toBe("variable");
    expect(loadMlflowConfig(project.root, {}).experimentName).toBe("e");
  });

  it.each([
    ["server:\n  request_header_provider:\n    init_kwargs: {a: 1}\n", "request_header_provider"],
    ["ui:\n  port: 70000\n", "ui.port"],
    ["ui:\n  port: any\n", "ui.port"],
    ["tracking:\n  experiment:\n    create_experiment_kwargs:\n      tags: {a: [1]}\n", "tags"],
  ])("refuses what cannot be meant: %j", async (text, named) => {
    write(text);
    const error = await rejection(load);
    expect(error.code).toBe("config.invalid");
    expect(error.message).toContain(named);
  });

  it("lets conf/local replace a top-level key", () => {
    write("server: {mlflow_tracking_uri: 'http://a:1'}\ntracking: {experiment: {name: e}}\n");
    project.write("conf/local/mlflow.yml", "server: {mlflow_tracking_uri: 'http://b:2'}\n");
    expect(load()).toMatchObject({ trackingUri: "http://b:2", experimentName: "e" });
  });

  it("takes empty sections and an empty file for defaults", () => {
    write("server:\ntracking:\n");
    expect(load().params.flatten).toBe(false);
    write("# nothing\n");
    expect(load().trackingUri).toBeUndefined();
  });

  it.each([
    ["a misspelt section", "trackin:\n  run: {}\n", "conf/base/mlflow.yml:1:1", '"tracking"'],
    ["a misspelt key", "server:\n  mlflow_tracking_url: x\n", "conf/base/mlflow.yml:2:3", '"mlflow_tracking_uri"'],
    [
      "a key at the wrong level",
      "tracking:\n  flatten: true\n",
      "conf/base/mlflow.yml:2:3",
      '"tracking.params.dict_params.flatten"',
    ],
  ])("refuses %s and says what was meant", async (_, text, place, meant) => {
    write(text);
    const error = await rejection(load);
    expect(error.code).toBe("config.unknown-key");
    expect(error.message).toContain(place);
    expect(error.hint).toContain(meant);
  });

  it.each([
    ["tracking:\n  params:\n    long_params_strategy: cut\n", "conf/base/mlflow.yml:3:5", "long_params_strategy"],
    ["tracking:\n  params:\n    dict_params:\n      flatten: 3\n", "conf/base/mlflow.yml:4:7", "flatten"],
    ["tracking:\n  experiment: ships\n", "conf/base/mlflow.yml:2:3", "experiment"],
  ])("refuses a value of the wrong type: %j", async (text, place, key) => {
    write(text);
    const error = await rejection(load);
    expect(error.code).toBe("config.invalid");
    expect(error.message).toContain(place);
    expect(error.message).toContain(key);
  });

  it.each([
    ["server:\n  mlflow_registry_uri: http://r\n", "server.mlflow_registry_uri"],
    ["tracking:\n  run:\n    id: abc\n", "tracking.run.id"],
    ["tracking:\n  run:\n    nested: false\n", "tracking.run.nested"],
    ["tracking:\n  disable_tracking:\n    disable_autologging: false\n", "autologging"],
    ["ui:\n  host: 0.0.0.0\n", "ui.host"],
  ])("refuses by name a key that would have no effect: %j", async (text, named) => {
    write(text);
    const error = await rejection(load);
    expect(error.code).toBe("config.unsupported-key");
    expect(error.message).toContain(named);
  });

  it("refuses a password in the tracking URI without repeating it", async () => {
    write("server:\n  mlflow_tracking_uri: https://me:geheim@host/\n");
    const error = await rejection(load);
    expect(error.code).toBe("config.credential");
    expect(error.message).toContain("conf/base/mlflow.yml:2:3");
    expect(error.message).not.toContain("geheim");
    expect(error.hint).toContain("MLFLOW_TRACKING_PASSWORD");
  });
});
