import type { Catalog, DatasetDescription, LoadOptions } from "../catalog";
import type { DatasetData, DatasetName, Nearest, NoSuchDataset, ProjectTypes } from "./project-types";
import type { Hint, Savable } from "./typed-node";

/** `catalog` that knows a project's datasets. */
export interface TypedCatalog<Project extends ProjectTypes> extends Omit<
  Catalog,
  "load" | "save" | "exists" | "versions" | "describe" | "pathOf" | "release"
> {
  /** Loads a dataset. @throws TracksideError when it has no data, or its file is missing or broken. */
  load<Name extends Hint<DatasetName<Project>>>(
    name: Name & KnownDataset<Project, Name>,
    options?: LoadOptions,
  ): Promise<DatasetData<Project, Name>>;
  /** Saves a dataset; a name that the project does not have stays in memory. @throws TracksideError for what it cannot hold. */
  save<Name extends Hint<DatasetName<Project>>>(name: Name, data: Savable<DatasetData<Project, Name>>): Promise<void>;
  /** Tells whether there is data to load. */
  exists<Name extends Hint<DatasetName<Project>>>(name: Name & KnownDataset<Project, Name>): Promise<boolean>;
  /** Names the versions of a versioned dataset, the newest first. */
  versions<Name extends Hint<DatasetName<Project>>>(name: Name & KnownDataset<Project, Name>): Promise<string[]>;
  /** Tells where a dataset's data is, without loading it. */
  describe<Name extends Hint<DatasetName<Project>>>(name: Name & KnownDataset<Project, Name>): DatasetDescription;
  /** Absolute path of a dataset's file; undefined for what has none. */
  pathOf<Name extends Hint<DatasetName<Project>>>(name: Name & KnownDataset<Project, Name>): string | undefined;
  /** Forgets a dataset's data in memory. */
  release<Name extends Hint<DatasetName<Project>>>(name: Name & KnownDataset<Project, Name>): void;
}

type KnownDataset<Project extends ProjectTypes, Name> =
  Name extends DatasetName<Project> ? unknown : NoSuchDataset<Name, Nearest<DatasetName<Project>, Name>>;
