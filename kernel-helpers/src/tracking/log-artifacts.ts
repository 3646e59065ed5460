import { lazyYaml } from "../config";
import { TracksideError } from "../errors";
import { currentSession } from "./current-session";
import { sourceOf, type Dataset } from "./dataset";
import { checkFigure, type Figure } from "./figure-artifact";
import { filesOf } from "./found-files";
import { gridImages, singleImage, type ImageOptions, type LoggedImage } from "./image-artifact";
import { addToTable } from "./run-tables";
import type { TableData } from "./table-artifact";
import { jsonText } from "./value-text";

/** The part of `mlflow` that logs files, and what becomes a file. */
export const artifactLogging = {
  /**
   * Logs a text as the artifact at `artifactFile`. What has the form of a secret is masked.
   *
   * @example mlflow.logText("# Done", "reports/summary.md");
   */
  logText(text: string, artifactFile: string): void {
    const { current, secrets } = currentSession();
    current.content(secrets.text(`the text "${artifactFile}"`, text), artifactFile);
  },

  /**
   * Logs an object as YAML where `artifactFile` ends in `.yml` or `.yaml`, else as JSON. Secrets are masked by key and
   * by form.
   *
   * @throws {@link TracksideError} `tracking.invalid-value` for an object that holds itself.
   * @example mlflow.logDict({ depth: 8, ships: ["Ida", "Nele"] }, "settings.yml");
   */
  logDict(dictionary: object, artifactFile: string): void {
    const { current, secrets } = currentSession();
    const where = `the object "${artifactFile}"`;
    const json = jsonText(where, dictionary, secrets.replacer(where), 2);
    current.content(/\.ya?ml$/i.test(artifactFile) ? lazyYaml().dump(JSON.parse(json)) : json, artifactFile);
  },

  /**
   * Logs a table so that MLflow shows it as one, under "Artifacts" and in the comparison of runs. A second table for the
   * same file in the same run is added below the first; a call writes the whole table, so log rows by the hundred.
   *
   * @param artifactFile - a path that ends in `.json`.
   * @throws {@link TracksideError} `tracking.invalid-value` when it is no table, `tracking.invalid-path`.
   * @see `mlflow.log_table`
   * @example mlflow.logTable([{ ship: "Ida", delay: 2.5 }, { ship: "Nele", delay: 0 }], "delays.json");
   */
  logTable(data: TableData, artifactFile: string): void {
    addToTable(currentSession().current, data, artifactFile);
  },

  /**
   * Logs a figure: the text of an SVG (or HTML), the object of a Vega or Vega-Lite chart, which becomes JSON, or the bytes
   * of a PNG. The name has the extension of what is given.
   *
   * @throws {@link TracksideError} `tracking.invalid-value`, or `tracking.invalid-path` for another extension.
   * @example mlflow.logFigure('<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>', "plots/dot.svg");
   */
  logFigure(figure: Figure, artifactFile: string): void {
    const checked = checkFigure(figure, artifactFile);
    const isFile = typeof checked === "string" || checked instanceof Uint8Array;
    const content = isFile ? checked : jsonText(`the figure "${artifactFile}"`, checked, undefined, 2);
    currentSession().current.content(content, artifactFile);
  },

  /**
   * Logs an image: the bytes of a PNG or JPEG, or `{ data, width, height }` with the values of its pixels. With a name it
   * is a file; with a key and step it is a frame of a series in MLflow's grid of images.
   *
   * @throws {@link TracksideError} `tracking.invalid-value`, `tracking.invalid-key` or `tracking.invalid-path`.
   * @see `mlflow.log_image`
   * @example mlflow.logImage({ data: [0, 128, 255, 64], width: 2, height: 2 }, { key: "weights", step: 1 });
   */
  logImage(image: LoggedImage, to: string | ImageOptions): void {
    const run = currentSession().current;
    const files = typeof to === "string" ? [singleImage(image, to)] : gridImages(image, to);
    for (const { path, content } of files) {
      run.content(content, path);
    }
    if (typeof to !== "string") {
      run.tag("mlflow.loggedImages", "True");
    }
  },

  /**
   * Logs a file, or a folder with all it holds, as it is at this moment, below `artifactPath` where given.
   *
   * @throws {@link TracksideError} when it cannot be read.
   * @example mlflow.logArtifact("report.pdf", "reports");
   */
  logArtifact(localPath: string, artifactPath = ""): void {
    const run = currentSession().current;
    for (const { file, path } of filesOf(localPath)) {
      run.file(file, [artifactPath, path].filter(Boolean).join("/"));
    }
  },

  /**
   * Logs what a folder holds, the folders within included, below `artifactPath` where given.
   *
   * @throws {@link TracksideError} when it is no folder, or cannot be read.
   * @example mlflow.logArtifacts("output", "results");
   */
  logArtifacts(localDirectory: string, artifactPath = ""): void {
    const files = filesOf(localDirectory);
    if (files.some(({ isAlone }) => isAlone)) {
      throw new TracksideError(`${localDirectory} is a file, not a folder`, {
        code: "tracking.artifact-missing",
        hint: "Log a single file by mlflow.logArtifact.",
      });
    }
    artifactLogging.logArtifact(localDirectory, artifactPath);
  },

  /**
   * Records that a dataset goes into the run: MLflow shows its name, digest, schema and source, not its rows.
   *
   * @param options.context - what it is used for, for example `training`.
   * @see `mlflow.log_input`
   * @example
   * const calls = mlflow.data.fromRows([{ wave: 0.5, delay: 0.3 }], { name: "calls", source: "data/calls.csv" });
   * mlflow.logInput(calls, { context: "training" });
   */
  logInput(dataset: Dataset, { context }: { readonly context?: string } = {}): void {
    const { current, secrets } = currentSession();
    const { name, digest, schema, profile } = dataset;
    const { sourceType, source } = sourceOf(dataset, current.opening.tags);
    const safeSource = secrets.text(`the source of dataset "${name}"`, source);
    current.input({ name, digest, schema, profile, sourceType, source: safeSource, context: context ?? null });
  },
};
