import type { SourceMap } from "./source-map";

/** Code of Node's and of tslab's that people cannot do anything about. */
const internalFrame = /\((?:node:|.*[\\/]tslab[\\/]dist[\\/])|at (?:async )?node:|[\\/]tslab[\\/]dist[\\/]/;

const location = /^(?<before>\s+at (?:.* \()?)(?:file:\/\/)?(?<name>[^()]*?):(?<line>\d+):(?<column>\d+)(?<after>\)?)$/;

/** Where a frame of a stack trace stands, when that is in a cell or in a module compiled for one. */
interface MappedFrame {
  readonly frame: string;
  /** The line of source, for cells and modules. */
  readonly text?: string;
  readonly column?: number;
}

function mapFrame(frame: string, sources: SourceMap): MappedFrame | undefined {
  const groups = location.exec(frame)?.groups;
  const name = groups?.["name"] ?? "";
  if (!groups || !sources.has(name)) {
    return { frame };
  }
  const position = sources.find(name, Number(groups["line"]), Number(groups["column"]));
  if (!position) {
    // the wrapper that the kernel puts around a cell
    return undefined;
  }
  // a cell calls functions of earlier ones through a proxy, which stack traces name
  const before = (groups["before"] ?? "").replace("at Proxy.", "at ");
  const shownName = name.startsWith("In[") ? name : name.replace(/\.js$/, ".ts");
  return {
    frame: `${before}${shownName}:${position.line}:${position.column}${groups["after"]}`,
    text: position.text,
    column: position.column,
  };
}

/**
 * Makes the lines of a traceback out of an error's stack: places in cells in terms of their TypeScript, with the line
 * of source under the topmost, and nothing of Node's insides or our own.
 *
 * @param ownFolder frames of files in there are left out.
 */
export function cleanFrames(stack: string, sources: SourceMap, ownFolder: string): string[] {
  const lines: string[] = [];
  let excerptShown = false;
  for (const frame of stack.split("\n")) {
    if (!/^\s+at /.test(frame) || internalFrame.test(frame) || frame.includes(ownFolder)) {
      continue;
    }
    const mapped = mapFrame(frame, sources);
    if (!mapped) {
      continue;
    }
    lines.push(mapped.frame);
    if (mapped.text !== undefined && !excerptShown) {
      excerptShown = true;
      lines.push(...pointAt(mapped.text, mapped.column ?? 1));
    }
  }
  return lines;
}

/** Shows a line of source with a caret under a column, counted from 1. */
export function pointAt(text: string, column: number): string[] {
  const margin = "      ";
  // tabs stay, so that the caret stands below its character
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [`${margin}${text}`, `${margin}${indent}^`];
}
