import type { NodeOptions, PipelineNode } from "../pipeline";
import type { Partitions } from "../catalog";
import type {
  DataDoesNotFit,
  DatasetData,
  DatasetName,
  InputData,
  InputIsMissing,
  InputName,
  IsInput,
  Nearest,
  NoSuchInput,
  NotReturned,
  ProjectTypes,
} from "./project-types";

/** `node` that knows a project's datasets and parameters. */
export interface TypedNode<Project extends ProjectTypes> {
  /**
   * Makes a node of a function, as `node` does. Inputs are datasets and parameters that the project has, and what they hold
   * is what the function takes; an output that the catalog declares is what it returns. Other outputs may have any name.
   */
  <const Inputs extends SomeNames<Text>, Func, Made, const Outputs extends SomeNames<Text>>(
    func: Func & ((...data: ListOf<ArgumentsOf<Project, Inputs>>) => Made),
    inputs: Inputs & CheckedInputs<Project, Inputs, ArgumentsWantedBy<Func>>,
    outputs: Outputs & CheckedOutputs<Project, Outputs, Awaited<Uninferred<Made>>>,
    options?: NodeOptions,
  ): PipelineNode;
}

/** One name, a list, or a name by property. The empty list is there to have the compiler of cells infer a tuple. */
type SomeNames<Name> = Name | null | [] | readonly Name[] | { readonly [property: string]: Name };

/**
 * Any text, inferred as written. That the names are not in what is inferred from keeps a project of many datasets fast: the
 * compiler asks what all that might be inferred holds.
 */
type Text = Hint<"parameters">;

/** Any text, of which an editor proposes these. */
export type Hint<Name> = Name | (string & Record<never, never>);

/** What nobody knows the type of fits everything. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- neither unknown nor never fits each function's parameter
type Unchecked<Data> = unknown extends Data ? any : Data;

type Given<Project extends ProjectTypes, Name> = Unchecked<InputData<Project, Name>>;

/** What the inputs hold, as the arguments of a function. */
type ArgumentsOf<Project extends ProjectTypes, Inputs> = Inputs extends readonly unknown[]
  ? { -readonly [Position in keyof Inputs]: Given<Project, Inputs[Position]> }
  : [Inputs] extends [string]
    ? [Given<Project, Inputs>]
    : Inputs extends object
      ? [{ -readonly [Property in keyof Inputs]: Given<Project, Inputs[Property]> }]
      : [];

/** The same list, as one that the compiler takes for the type of a rest parameter. */
type ListOf<Arguments> = Arguments extends infer List extends unknown[] ? List : never;

/** The same type, where nothing is inferred: what a function makes does not follow from the names of its outputs. */
type Uninferred<Type> = [Type][Type extends unknown ? 0 : never];

/** Never of a function whose parameters are inferred from the inputs: there is nothing to compare. */
type ArgumentsWantedBy<Func> = Func extends (...args: infer Wanted) => unknown ? Wanted : never[];

type CheckedInputs<Project extends ProjectTypes, Inputs, Wanted extends readonly unknown[]> = Inputs extends string
  ? CheckedInput<Project, Inputs, Wanted[0]>
  : Inputs extends readonly unknown[]
    ? { readonly [Position in keyof Inputs]: CheckedInput<Project, Inputs[Position], Wanted[Position & keyof Wanted]> }
    : Inputs extends object
      ? CheckedProperties<Project, Inputs, Wanted[0]>
      : unknown;

type CheckedProperties<Project extends ProjectTypes, Inputs, Wanted> = {
  readonly [Property in keyof Inputs]: CheckedInput<Project, Inputs[Property], Wanted[Property & keyof Wanted]>;
} & { readonly [Property in Exclude<RequiredKeys<Wanted>, keyof Inputs>]: InputIsMissing<Property> };

type RequiredKeys<Wanted> = Wanted extends object
  ? { [Key in keyof Wanted]-?: object extends Pick<Wanted, Key> ? never : Key }[keyof Wanted]
  : never;

type CheckedInput<Project extends ProjectTypes, Name, Wanted> =
  IsInput<Project, Name> extends true
    ? [Wanted] extends [never]
      ? unknown
      : [Given<Project, Name>] extends [Wanted]
        ? unknown
        : DataDoesNotFit<Name, Given<Project, Name>, Wanted>
    : NoSuchInput<Name, Nearest<InputName<Project>, Name>>;

type CheckedOutputs<Project extends ProjectTypes, Outputs, Made> = Outputs extends string
  ? CheckedOutput<Project, Outputs, Made>
  : Outputs extends readonly unknown[]
    ? { readonly [Position in keyof Outputs]: CheckedOutput<Project, Outputs[Position], PartOf<Made, Position>> }
    : Outputs extends object
      ? { readonly [Property in keyof Outputs]: CheckedOutput<Project, Outputs[Property], PartOf<Made, Property>> }
      : unknown;

/** An item of a list, or a property, of what a function returns. */
type PartOf<Made, Part> = unknown extends Made
  ? unknown
  : Part extends keyof Made
    ? Made[Part]
    : Made extends readonly (infer Item)[]
      ? number extends Made["length"]
        ? Item
        : NotReturned<Part>
      : NotReturned<Part>;

type CheckedOutput<Project extends ProjectTypes, Name, Made> =
  Made extends NotReturned<infer Part>
    ? NotReturned<Part>
    : Name extends DatasetName<Project>
      ? unknown extends Made
        ? unknown
        : [Made] extends [Savable<DatasetData<Project, Name>>]
          ? unknown
          : DataDoesNotFit<Name, Made, Savable<DatasetData<Project, Name>>>
      : unknown;

/**
 * What may be saved as a dataset: what is loaded from it; of partitions, their data or functions that make it. A mapping of
 * any keys takes any object, as one that a function declares has no index signature.
 */
export type Savable<Data> = unknown extends Data
  ? unknown
  : Data extends Partitions<infer Each>
    ? string extends keyof Data
      ? Readonly<Record<string, Each | (() => Each | Promise<Each>)>>
      : Data
    : string extends keyof Data
      ? object
      : Data;
