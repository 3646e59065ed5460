import { readFileSync, statSync } from "node:fs";
import { isConfigMap, type NotebookSettings } from "../config";
import { hiddenParts } from "./hidden-parts";

/** Above it a notebook goes without its outputs, and is left out where that does not help: its run ends within seconds. */
const mostBytes = 10 * 1024 ** 2;

/** What is not even read. */
const mostBytesOnDisk = 10 * mostBytes;

/** A notebook's file as an artifact: what is on disk, with its secrets masked, and read again only when it has changed. */
export class NotebookSnapshot {
  private known: { readonly stamp: string; readonly text: string | null } | undefined;

  constructor(
    private readonly file: string,
    private readonly kind: Exclude<NotebookSettings["snapshot"], "none">,
  ) {}

  /** The notebook as it is now; `null` where it is not there, no notebook, or too large. */
  take(): string | null {
    try {
      const { mtimeMs, size } = statSync(this.file);
      const stamp = `${mtimeMs} ${size}`;
      if (this.known?.stamp !== stamp) {
        this.known = { stamp, text: size > mostBytesOnDisk ? null : this.read() };
      }
      return this.known.text;
    } catch {
      // Renamed, or being written at this moment: a run without a snapshot is whole all the same.
      return null;
    }
  }

  private read(): string | null {
    const notebook: unknown = JSON.parse(readFileSync(this.file, "utf8"));
    if (!isConfigMap(notebook) || !Array.isArray(notebook["cells"])) {
      return null;
    }
    const kinds = this.kind === "whole" ? [true, false] : [false];
    const texts = kinds.map((withOutputs) => textOf(notebook, withOutputs));
    return texts.find((text) => Buffer.byteLength(text) <= mostBytes) ?? null;
  }
}

function textOf(notebook: Record<string, unknown>, withOutputs: boolean): string {
  const cells = (notebook["cells"] as unknown[]).map((cell) =>
    isConfigMap(cell) && "outputs" in cell && !withOutputs ? { ...cell, outputs: [] } : cell,
  );
  return `${JSON.stringify(masked("", { ...notebook, cells }), undefined, 1)}\n`;
}

/** Texts that the file has as lists of lines come in one piece, by which a secret of several lines is found. */
function masked(key: string, value: unknown): unknown {
  if (/^image\/(?!svg)/.test(key)) {
    // The bytes of a picture hold no text, and are most of what there is to read.
    return value;
  }
  if (Array.isArray(value)) {
    const isText = /^(?:source|text)$|\//.test(key) && value.every((line) => typeof line === "string");
    return isText ? hiddenParts("", value.join("")) : value.map((item: unknown) => masked("", item));
  }
  return isConfigMap(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(name, item)]))
    : hiddenParts(key, value);
}
