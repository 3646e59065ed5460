import { createHash } from "node:crypto";
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
  const hash = createHash("sha256").update(current.toString());
  const origin = originOf(node);
  if (origin) {
    origin.modules.forEach((file) => hash.update(moduleDigest(file)));
  } else {
    functionsNamedBy(current).forEach((each) => hash.update(each.toString()));
  }
  return hash.digest("hex").slice(0, 32);
}

const digests = new Map<string, { readonly stamp: string; readonly digest: string }>();

function moduleDigest(file: string): string {
  const stamp = fileStamp(file);
  const known = digests.get(file);
  if (known?.stamp === stamp) {
    return known.digest;
  }
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  digests.set(file, { stamp, digest });
  return digest;
}

/** Functions of the notebook that a function's text names, and those that theirs name. */
function functionsNamedBy(func: AnyFunction): AnyFunction[] {
  const found = new Set<AnyFunction>([func]);
  // The set grows while it is walked.
  for (const each of found) {
    for (const [name] of each.toString().matchAll(/[A-Za-z_$][\w$]*/g)) {
      const value = readBinding(name);
      if (typeof value === "function") {
        found.add(value as AnyFunction);
      }
    }
  }
  found.delete(func);
  return [...found];
}
