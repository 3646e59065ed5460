import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileStamp } from "../config";
import { currentFunction, definitionOf, readBinding, type AnyFunction, type PipelineNode } from "../pipeline";
import { originOf } from "./project-pipelines";

/**
 * Digests what a node does: the text of its function and, of a project's file, the modules that it comes from; of a cell,
 * the functions of the notebook that it names. Values that a cell's function takes from other cells are not seen.
 *
 * @returns 32 hexadecimal digits.
 */
export function codeDigest(node: PipelineNode): string {
  const { func, binding } = definitionOf(node);
  const current = currentFunction(func, binding);
  const origin = originOf(node);
  const others = origin
    ? origin.modules.map(moduleDigest)
    : functionsNamedBy(current).map((each) => readFunction(each).digest);
  return digestOfAll([readFunction(current).digest, ...others].join(" "));
}

/** By the digests of all that a node's code is made of: many nodes have the same code. */
const digestsOfAll = new Map<string, string>();

function digestOfAll(joined: string): string {
  let digest = digestsOfAll.get(joined);
  if (digest === undefined) {
    digest = hash("sha256", joined).slice(0, 32);
    if (digestsOfAll.size < mostTextsRead) {
      digestsOfAll.set(joined, digest);
    }
  }
  return digest;
}

/** What a function's text says; a function never changes its text. */
interface FunctionText {
  readonly digest: string;
  /** Names that stand in it, whatever they name. */
  readonly names: readonly string[];
}

const functionTexts = new WeakMap<AnyFunction, FunctionText>();

/** By their texts: what makes nodes in a loop gives each a function of its own, of one text. */
const textsRead = new Map<string, FunctionText>();
const mostTextsRead = 1_000;

function readFunction(func: AnyFunction): FunctionText {
  let read = functionTexts.get(func);
  if (!read) {
    read = readText(func.toString());
    functionTexts.set(func, read);
  }
  return read;
}

function readText(text: string): FunctionText {
  let read = textsRead.get(text);
  if (!read) {
    read = { digest: hash("sha256", text), names: [...new Set(text.match(/[A-Za-z_$][\w$]*/g))] };
    if (textsRead.size < mostTextsRead) {
      textsRead.set(text, read);
    }
  }
  return read;
}

const digests = new Map<string, { readonly stamp: string; readonly digest: string }>();

function moduleDigest(file: string): string {
  const stamp = fileStamp(file);
  const known = digests.get(file);
  if (known?.stamp === stamp) {
    return known.digest;
  }
  const digest = hash("sha256", readFileSync(file));
  digests.set(file, { stamp, digest });
  return digest;
}

/** Functions of the notebook that a function's text names, and those that theirs name. */
function functionsNamedBy(func: AnyFunction): AnyFunction[] {
  const found = new Set<AnyFunction>([func]);
  // The set grows while it is walked.
  for (const each of found) {
    for (const name of readFunction(each).names) {
      const value = readBinding(name);
      if (typeof value === "function") {
        found.add(value as AnyFunction);
      }
    }
  }
  found.delete(func);
  return [...found];
}
