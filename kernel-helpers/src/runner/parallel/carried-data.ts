import * as threads from "node:worker_threads";
import { types } from "node:util";
import { TracksideError } from "../../errors";
import { isTable, packTable } from "../../table";

/** Built-in classes that structured clone keeps. */
const keptClasses = new Set([
  ...["Array", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Date", "Map", "RegExp", "Set"],
  ...["Boolean", "Number", "String", "BigInt"],
  ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
  ...["Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"],
  ...["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
]);

/** Something that does not arrive in another thread as it is. */
interface Obstacle {
  /** From the data to it: `.model.layers[3]`. */
  readonly path: string;
  readonly what: string;
}

/** Which way a dataset goes. */
export interface Passage {
  readonly node?: string;
  readonly what: "input" | "output" | "parameter";
  readonly name: string;
}

/**
 * Looks through data that is to go to another thread: it has to arrive as it is.
 *
 * @returns the memory of its typed arrays, which can be handed over instead of being copied.
 * @throws TracksideError naming node, dataset and path of what cannot be sent.
 */
export function inspectData(data: unknown, passage: Passage): Set<ArrayBuffer> {
  const inspection = new Inspection();
  const found = inspection.visit(packTable(data));
  if (found) {
    throw notTransferable(passage, found);
  }
  return inspection.buffers;
}

class Inspection {
  readonly buffers = new Set<ArrayBuffer>();
  private readonly seen = new Set<object>();

  visit(value: unknown): Obstacle | undefined {
    if (typeof value === "function" || typeof value === "symbol") {
      return { path: "", what: `a ${typeof value}` };
    }
    if (typeof value !== "object" || value === null || this.seen.has(value)) {
      return undefined;
    }
    this.seen.add(value);
    if (isTable(value)) {
      return { path: "", what: "a table within other data" };
    }
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === null || isObjectPrototype(prototype)) {
      return this.visitProperties(value);
    }
    const name = nameOf(prototype);
    if (!keptClasses.has(name) || !isBuiltIn(value)) {
      return { path: "", what: `an instance of ${name || "a class without a name"}, which would lose its methods` };
    }
    return this.visitBuiltIn(value);
  }

  private visitBuiltIn(value: object): Obstacle | undefined {
    if (Array.isArray(value)) {
      return this.visitItems(value);
    }
    if (value instanceof Map || types.isMap(value)) {
      return this.visitEntries(value as ReadonlyMap<unknown, unknown>);
    }
    if (types.isSet(value)) {
      return this.visitItems([...(value as ReadonlySet<unknown>)]);
    }
    const memory = ArrayBuffer.isView(value) ? value.buffer : value;
    if (types.isArrayBuffer(memory)) {
      this.buffers.add(memory);
    }
    return undefined;
  }

  private visitProperties(value: object): Obstacle | undefined {
    for (const key of Object.keys(value)) {
      const found = this.visit((value as Readonly<Record<string, unknown>>)[key]);
      if (found) {
        return { ...found, path: (/^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`) + found.path };
      }
    }
    return undefined;
  }

  private visitItems(items: readonly unknown[]): Obstacle | undefined {
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      // A list of a million numbers costs no calls.
      const found = typeof item === "number" || typeof item === "string" ? undefined : this.visit(item);
      if (found) {
        return { ...found, path: `[${index}]${found.path}` };
      }
    }
    return undefined;
  }

  private visitEntries(entries: ReadonlyMap<unknown, unknown>): Obstacle | undefined {
    for (const [key, item] of entries) {
      const found = this.visit(key) ?? this.visit(item);
      if (found) {
        return { ...found, path: `.get(${typeof key === "string" ? JSON.stringify(key) : String(key)})${found.path}` };
      }
    }
    return undefined;
  }
}

/** Also of another realm: a notebook's cells have objects of their own. */
function isObjectPrototype(prototype: object): boolean {
  return (
    prototype === Object.prototype || (Object.getPrototypeOf(prototype) === null && nameOf(prototype) === "Object")
  );
}

function nameOf(prototype: object): string {
  const { constructor } = prototype as { constructor?: unknown };
  return typeof constructor === "function" ? constructor.name : "";
}

/** A class of the project's may bear the name of a built-in one. */
function isBuiltIn(value: object): boolean {
  return (
    Array.isArray(value) ||
    ArrayBuffer.isView(value) ||
    [types.isAnyArrayBuffer, types.isBoxedPrimitive, types.isDate, types.isMap].some((is) => is(value)) ||
    [types.isNativeError, types.isRegExp, types.isSet].some((is) => is(value))
  );
}

function notTransferable({ node, what, name }: Passage, { path, what: found }: Obstacle): TracksideError {
  const place = `${node === undefined ? "" : `node "${node}", `}${what} "${name}"`;
  const where = path === "" ? "it" : `${name}${path}`;
  return new TracksideError(`${place}: ${where} is ${found}, and cannot go from one thread to another`, {
    code: "pipeline.not-transferable",
    hint:
      what === "parameter"
        ? "Give plain values, or take another runner."
        : `Declare "${name}" in conf/base/catalog.yml with a type that keeps it in a file, make it plain data, or take another runner.`,
  });
}

/** Node 20 ignores by itself what may not be handed over, such as the memory that small `Buffer`s share. */
const { isMarkedAsUntransferable = () => false } = threads as {
  readonly isMarkedAsUntransferable?: (value: object) => boolean;
};

/** Sends data with its memory handed over; where that is not possible (WebAssembly's is not), it is copied. */
export async function sendWithMemory<Result>(
  buffers: Iterable<ArrayBuffer>,
  send: (transferList: ArrayBuffer[]) => Result | Promise<Result>,
): Promise<Result> {
  const movable = [...buffers].filter((each) => !isMarkedAsUntransferable(each));
  try {
    return await send(movable);
  } catch (error) {
    if (movable.length > 0 && isCloneError(error)) {
      return send([]);
    }
    throw error;
  }
}

/** Tells whether something could not be sent, as opposed to what happened when it had arrived. */
export function isCloneError(error: unknown): boolean {
  return (error as Error | undefined)?.name === "DataCloneError";
}
