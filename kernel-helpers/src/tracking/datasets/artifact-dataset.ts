import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CatalogDataset, CatalogEntry, DatasetType, Partitions } from "../../catalog";
import { isConfigMap } from "../../config";
import { TracksideError } from "../../errors";
import { stateDirectory } from "../../journal";
import type { MlflowError } from "../../mlflow-client";
import { filesOf } from "../found-files";
import { isTrackingDisabled } from "../pipeline-scope";
import { artifactPath } from "../validation";
import { readRun, type ReadableRun } from "./read-run";
import { contentsOf } from "./run-contents";
import { runIdOf, runToSaveInto } from "./run-entry";
import { runToRead, type Wanted } from "./run-to-read";

/** What an artifact's dataset is made of. */
interface ArtifactSettings {
  /** Path among the run's artifacts. */
  readonly artifact: string;
  /** The dataset of the project's own file; undefined where the run alone has the data. */
  readonly local: CatalogDataset | undefined;
  /** Makes the dataset of the same kind on another file, by its path within the project. */
  readonly at: (filepath: string) => CatalogDataset;
}

/**
 * Data that is an artifact of the run: in a file of the project as well, or there alone.
 *
 * @see kedro_mlflow/io/artifacts/mlflow_artifact_dataset.py
 */
class ArtifactDataset implements CatalogDataset {
  readonly type = "mlflow-artifact";
  readonly file: string | undefined;
  readonly versions?: () => Promise<string[]>;

  constructor(
    private readonly wanted: Wanted,
    private readonly settings: ArtifactSettings,
  ) {
    const { local } = settings;
    this.file = this.isRead ? undefined : local?.file;
    if (local?.versions) {
      this.versions = () => local.versions?.() ?? Promise.resolve([]);
    }
  }

  get savedFile(): string | undefined {
    return this.settings.local?.savedFile;
  }

  async load(): Promise<unknown> {
    const { artifact, local, at } = this.settings;
    if (local && !this.isRead) {
      return local.load();
    }
    return this.inFolder(async (folder) => {
      await readRun(this.wanted, (run) => this.download(run, join(this.wanted.root, folder)));
      const dataset = at(`${folder}/${artifact}`);
      const data = await dataset.load();
      return dataset.type === "partitioned" ? holdPartitions(data as Partitions) : data;
    });
  }

  async save(data: unknown): Promise<void> {
    const { local } = this.settings;
    if (isTrackingDisabled()) {
      return this.saveUntracked(data);
    }
    const { dataset, root, runId } = this.wanted;
    const run = runToSaveInto(dataset, runId);
    const take = (file: string) => {
      for (const { file: found, path, isAlone } of filesOf(join(root, file))) {
        run.file(found, isAlone ? this.settings.artifact : `${this.settings.artifact}/${path}`);
      }
    };
    if (local) {
      await local.save(data);
      take(local.savedFile ?? local.file ?? "");
      return;
    }
    await this.inFolder(async (folder) => {
      const file = `${folder}/${basename(this.settings.artifact)}`;
      await this.settings.at(file).save(data);
      take(file);
    });
  }

  async exists(): Promise<boolean> {
    const { local } = this.settings;
    if (local && !this.isRead) {
      return local.exists();
    }
    const found = runToRead(this.wanted);
    if (found?.kind === "foreign") {
      return readRun(this.wanted, (run) => this.isInMlflow(run));
    }
    return found !== undefined && this.wanted.isIn(contentsOf(found.directory));
  }

  release(): void {
    this.settings.local?.release();
  }

  /** It is loaded from the run, and the project's file is another matter. */
  private get isRead(): boolean {
    return this.wanted.runId !== undefined || !this.settings.local;
  }

  private async saveUntracked(data: unknown): Promise<void> {
    if (!this.settings.local) {
      throw new TracksideError(
        `dataset "${this.wanted.dataset}" is kept in the run alone, and nothing of this pipeline is recorded`,
        {
          code: "tracking.disabled",
          hint: "Remove local_copy: false from its entry, or the pipeline from tracking.disable_tracking in mlflow.yml.",
        },
      );
    }
    await this.settings.local.save(data);
  }

  private async download({ client, runId }: ReadableRun, folder: string): Promise<void> {
    const { info } = await client.runs.get(runId);
    try {
      await client.artifacts.downloadInto(info, this.settings.artifact, folder);
    } catch (error) {
      throw isMissing(error) ? this.missing(runId, error) : error;
    }
  }

  private async isInMlflow({ client, runId }: ReadableRun): Promise<boolean> {
    const { artifact } = this.settings;
    const { info } = await client.runs.get(runId);
    for await (const { path } of client.artifacts.list(info, { path: artifact.split("/").slice(0, -1).join("/") })) {
      if (path === artifact) {
        return true;
      }
    }
    return false;
  }

  private missing(runId: string, cause: MlflowError): TracksideError {
    const { dataset } = this.wanted;
    return new TracksideError(
      `dataset "${dataset}": MLflow's run ${runId} has no artifact ${JSON.stringify(this.settings.artifact)}`,
      {
        code: "tracking.no-artifact",
        hint: "Run the node that makes it, or name the run that has it by run_id.",
        cause,
      },
    );
  }

  /** Gives work a folder within the project that is gone afterwards, where what is on its way to or from a run lies. */
  private async inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    const name = `datasets/${randomUUID()}`;
    const folder = join(stateDirectory(this.wanted.root), name);
    await mkdir(folder, { recursive: true });
    try {
      return await work(`.trackside/${name}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Reads partitions at once that are otherwise read when they are asked for: their files will be gone. */
export async function holdPartitions(partitions: Partitions): Promise<Partitions> {
  const held = Object.entries(partitions).map(async ([name, load]) => {
    const data = await load();
    return [name, () => Promise.resolve(data)] as const;
  });
  return Object.fromEntries(await Promise.all(held));
}

export const artifactType: DatasetType = {
  name: "mlflow-artifact",
  aliases: ["MlflowArtifactDataset", "kedro_mlflow.io.artifacts.MlflowArtifactDataset"],
  keys: ["dataset", "artifact_path", "run_id", "local_copy"],
  create(entry) {
    const { name: dataset, root } = entry.context;
    const { key, path } = locationOf(entry);
    const artifact = artifactOf(entry, basename(path));
    const at = (filepath: string) => entry.dataset("dataset", { [key]: filepath, versioned: undefined });
    const isIn: Wanted["isIn"] = ({ artifacts }) =>
      [...artifacts].some((each) => each === artifact || each.startsWith(`${artifact}/`));
    const wanted = { dataset, root, runId: runIdOf(entry), isIn };
    return new ArtifactDataset(wanted, { artifact, local: hasLocalCopy(entry) ? localOf(entry) : undefined, at });
  },
};

/** Where the dataset within says that its data lies: most have a file, partitions a folder. */
function locationOf(entry: CatalogEntry): { readonly key: "filepath" | "path"; readonly path: string } {
  const inner = entry.values["dataset"];
  const values = isConfigMap(inner) ? inner : {};
  for (const key of ["filepath", "path"] as const) {
    const path = values[key];
    if (typeof path === "string" && basename(path) !== "") {
      return { key, path };
    }
  }
  throw notAFile(entry);
}

function localOf(entry: CatalogEntry): CatalogDataset {
  const dataset = entry.dataset("dataset");
  if (dataset.file === undefined) {
    throw notAFile(entry);
  }
  return dataset;
}

function notAFile(entry: CatalogEntry): TracksideError {
  return entry.invalid(
    "dataset",
    "has a dataset that is in no file of the project",
    "Write for example dataset: {type: csv, filepath: data/08_reporting/delays.csv}.",
  );
}

function artifactOf(entry: CatalogEntry, name: string): string {
  const folder = entry.optionalText("artifact_path", "reports");
  try {
    return artifactPath(folder ?? "", name);
  } catch {
    const problem = `has an artifact_path that leads to no place within a run: ${folder ?? name}`;
    throw entry.invalid("artifact_path", problem, "Write a relative path with forward slashes, such as reports/north.");
  }
}

function hasLocalCopy(entry: CatalogEntry): boolean {
  const value = entry.values["local_copy"] ?? true;
  if (typeof value !== "boolean") {
    throw entry.invalid("local_copy", `has local_copy: ${JSON.stringify(value)}`, "Write local_copy: true or false.");
  }
  return value;
}

/** Not by its class, which comes with all of MLflow's client. */
function isMissing(error: unknown): error is MlflowError {
  return (error as Partial<MlflowError> | undefined)?.errorCode === "RESOURCE_DOES_NOT_EXIST";
}
