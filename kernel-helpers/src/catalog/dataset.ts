/** Where one named piece of data lives and how it gets in and out. */
export interface Dataset {
  /** Trackside's own name of the type, such as `csv` or `memory`. */
  readonly type: string;
  /** Relative to the project's root; undefined when the data is only in memory. */
  readonly file: string | undefined;
  load(): Promise<unknown>;
  save(data: unknown): Promise<void>;
  exists(): Promise<boolean>;
  /** Forgets what is held in memory; files stay. */
  release(): void;
  /** Names its versions, the newest first; missing where none are kept. */
  versions?(): Promise<string[]>;
  /** File of the version that was saved last, where versions are kept: `file` is then the folder of all of them. */
  readonly savedFile?: string | undefined;
}

/** What a dataset is made from. */
export interface DatasetContext {
  readonly name: string;
  /** The project's root, absolute. */
  readonly root: string;
  /** Values of the project's in-memory datasets by name. */
  readonly memory: Map<string, unknown>;
  /** Of a dataset that keeps versions, the one to load; the newest without. */
  readonly version?: string | undefined;
}
