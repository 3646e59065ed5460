/**
 * What `typed` is told of a project: the types of its datasets by name, of its parameters as they nest, and which names
 * there are. `trackside typegen` writes it.
 */
export interface ProjectTypes {
  /** What each dataset's data is, by name. */
  readonly datasets: object;
  /** What the datasets of each pattern are: `` { [name: `${string}_csv`]: Row[] } ``. @default none */
  readonly factories?: object;
  /** The project's parameters. */
  readonly parameters: object;
  /** Names of its pipelines. @default any text */
  readonly pipelines?: string;
  /** Keys that its configuration takes by `${runtime_params:...}` alone. @default none */
  readonly runtimeParams?: string;
}

/** What a function makes, once it is awaited: the type of the dataset that a node of it makes. */
export type MadeBy<Func> = Func extends (...args: never[]) => infer Made ? Awaited<Made> : never;

/** Names of a project's datasets, those of its patterns among them. */
export type DatasetName<Project extends ProjectTypes> = (keyof Project["datasets"] | keyof Project["factories"]) &
  string;

/** Dotted keys of a project's parameters. */
export type ParameterKey<Project extends ProjectTypes> = KeysWithin<Project["parameters"]>;

/** Names that a node may take. */
export type InputName<Project extends ProjectTypes> =
  DatasetName<Project> | "parameters" | `params:${ParameterKey<Project>}`;

/**
 * Whether a node may take a name. Looked up, and not among all names there are: those of many parameters are slow to list,
 * and are needed for a message only.
 */
export type IsInput<Project extends ProjectTypes, Name> = Name extends keyof Project["datasets"] | "parameters"
  ? true
  : Name extends `params:${infer Key}`
    ? HasKey<Project["parameters"], Key>
    : Name extends keyof Project["factories"]
      ? true
      : false;

type HasKey<Branch, Key> = Key extends keyof Branch
  ? true
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Branch
      ? HasKey<Branch[Head], Rest>
      : false
    : false;

type KeysWithin<Branch> = Branch extends readonly unknown[]
  ? never
  : Branch extends object
    ? { [Key in keyof Branch & string]: Key | `${Key}.${KeysWithin<Branch[Key]>}` }[keyof Branch & string]
    : never;

/** What a parameter is. */
export type ParameterValue<Project extends ProjectTypes, Key> = ValueAt<Project["parameters"], Key>;

type ValueAt<Branch, Key> = Key extends keyof Branch
  ? Branch[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Branch
      ? ValueAt<Branch[Head], Rest>
      : never
    : never;

/** What the data of a dataset is. */
export type DatasetData<Project extends ProjectTypes, Name> = Name extends keyof Project["datasets"]
  ? Project["datasets"][Name]
  : Name extends keyof Project["factories"]
    ? Project["factories"][Name]
    : unknown;

/** What a node is given for a name. */
export type InputData<Project extends ProjectTypes, Name> = Name extends keyof Project["datasets"]
  ? Project["datasets"][Name]
  : Name extends "parameters"
    ? Project["parameters"]
    : Name extends `params:${infer Key}`
      ? ParameterValue<Project, Key>
      : DatasetData<Project, Name>;

/** The names that begin as a wrong one does, else all of them: what a message tells. */
export type Nearest<Names, Name> = Name extends `params:${infer First}${string}`
  ? OrAll<Plain<Extract<Names, `params:${First}${string}`>>, Names>
  : Name extends `${infer First}${string}`
    ? OrAll<Plain<Extract<Names, `${First}${string}`>>, Names>
    : Names;

type OrAll<Some, All> = [Some] extends [never] ? Plain<All> : Some;

/** The same names, of which the compiler shows each and not the name of their type. */
type Plain<Names> = { [Name in Names & string as `${Name} `]: Name } extends infer Marked
  ? Marked[keyof Marked]
  : never;

/* Messages: types that no name is of, so that the compiler shows theirs. The compiler that cells use compares the parameters
   of functions both ways, and would let a missing column pass: what these say is found without it. */

/** No dataset or parameter has this name; those that are near. */
export interface NoSuchInput<Name, Near> {
  readonly noSuchInput: readonly [Name, Near];
}

/** No dataset has this name; those that are near. */
export interface NoSuchDataset<Name, Near> {
  readonly noSuchDataset: readonly [Name, Near];
}

/** No parameter has this key; those that are near. */
export interface NoSuchParameter<Key, Near> {
  readonly noSuchParameter: readonly [Key, Near];
}

/** What a dataset or parameter holds is not what the function takes, or the function makes another thing than it holds. */
export interface DataDoesNotFit<Name, Given, Wanted> {
  readonly dataDoesNotFit: readonly [Name, Given, Wanted];
}

/** The function takes a property for which no dataset is named. */
export interface InputIsMissing<Property> {
  readonly inputIsMissing: Property;
}

/** The function does not return what is to be this output. */
export interface NotReturned<Property> {
  readonly notReturned: Property;
}
