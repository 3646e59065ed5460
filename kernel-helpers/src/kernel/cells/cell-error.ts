import { inspect, types } from "node:util";

import type { CellError } from "../observer";
import type { SourceMap } from "./source-map";
import { cleanFrames } from "./stack-frames";

/** Causes of causes beyond this are not shown. */
const causeLimit = 5;

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** User code may have put anything where a string is expected. */
function textOf(value: unknown): string {
  return String(value);
}

/** A class that extends Error without setting `name` is still called by its own name. */
function nameOf(error: Error): string {
  const ownName = textOf(error.name);
  const className = error.constructor?.name;
  return ownName === "Error" && className ? className : ownName;
}

function describe(value: unknown): { ename: string; evalue: string } {
  if (!isError(value)) {
    return { ename: "Thrown", evalue: inspect(value) };
  }
  return { ename: nameOf(value), evalue: textOf(value.message) };
}

function describeCauses(error: Error, sources: SourceMap, ownFolder: string): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>([error]);
  for (let cause = error.cause; cause !== undefined && !seen.has(cause) && seen.size <= causeLimit;) {
    seen.add(cause);
    const { ename, evalue } = describe(cause);
    lines.push(`Caused by ${ename}: ${evalue}`);
    if (!isError(cause)) {
      break;
    }
    lines.push(...cleanFrames(cause.stack ?? "", sources, ownFolder));
    cause = cause.cause;
  }
  if (error instanceof AggregateError) {
    for (const each of error.errors.slice(0, causeLimit)) {
      const { ename, evalue } = describe(each);
      lines.push(`Together with ${ename}: ${evalue}`);
    }
  }
  return lines;
}

/**
 * Describes whatever a cell threw as Jupyter shows it.
 *
 * @param ownFolder stack frames of files in there are left out.
 */
export function describeThrown(thrown: unknown, sources: SourceMap, ownFolder: string): CellError {
  const { ename, evalue } = describe(thrown);
  const headline = `${ename}: ${evalue}`.split("\n");
  const traceback = isError(thrown)
    ? [
        ...headline,
        ...cleanFrames(thrown.stack ?? "", sources, ownFolder),
        ...describeCauses(thrown, sources, ownFolder),
      ]
    : headline;
  return { ename, evalue, traceback };
}

/** What a cell that was interrupted shows. */
export const interruptedError: CellError = {
  ename: "Interrupted",
  evalue: "the cell was interrupted",
  traceback: ["Interrupted: the cell was interrupted"],
};
