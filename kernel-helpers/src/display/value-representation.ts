import { inspect } from "node:util";
import { displaySymbol, type MimeBundle } from "./publisher";
import { previewTable } from "./table-preview";
import { tableHtml } from "./table-html";
import { tableText } from "./table-text";

/** A text longer than this is cut, in characters. */
const textLimit = 20_000;

/** An object of more JSON than this is shown as Node's console shows it, shortened, in characters. */
const jsonLimit = 1_000_000;

/** Kinds of images that front ends draw, by how their files begin. */
const imageStarts: readonly (readonly [mimeType: string, start: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
];

const svgStart = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i;

/** Represents a value for people to look at: richly, with plain text beside it for consoles. */
export async function representValue(value: unknown): Promise<MimeBundle> {
  if (saysHow(value)) {
    return value[displaySymbol]();
  }
  const table = previewTable(value);
  if (table) {
    return { "text/html": tableHtml(table), "text/plain": tableText(table) };
  }
  if (typeof value === "string") {
    return svgStart.test(value.slice(0, 2_000))
      ? { "image/svg+xml": value, "text/plain": `SVG of ${value.length} characters` }
      : { "text/plain": cut(value) };
  }
  if (value instanceof Uint8Array) {
    return representBytes(value);
  }
  // not both: JupyterLab would rather open a chart's JSON than draw it
  return { ...(chartOf(value) ?? jsonOf(value)), "text/plain": inspect(value) };
}

type Displayable = { readonly [displaySymbol]: () => MimeBundle | Promise<MimeBundle> };

function saysHow(value: unknown): value is Displayable {
  return typeof value === "object" && value !== null && displaySymbol in value;
}

function cut(text: string): string {
  const more = text.length - textLimit;
  return more <= 0 ? text : `${text.slice(0, textLimit)}… ${more.toLocaleString("en-US")} more characters`;
}

function representBytes(bytes: Uint8Array): MimeBundle {
  const start = Buffer.from(bytes.subarray(0, 2_000)).toString("latin1");
  const mimeType = imageStarts.find(([, pattern]) => pattern.test(start))?.[0];
  if (mimeType !== undefined) {
    const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    return { [mimeType]: base64, "text/plain": `${mimeType}, ${bytes.length.toLocaleString("en-US")} bytes` };
  }
  if (svgStart.test(start)) {
    return { "image/svg+xml": Buffer.from(bytes).toString("utf8"), "text/plain": `SVG of ${bytes.length} bytes` };
  }
  return { "text/plain": inspect(bytes) };
}

/** A chart under the mime type by which JupyterLab draws the version of Vega-Lite, or Vega, that it is written in. */
function chartOf(value: unknown): MimeBundle | undefined {
  if (!isPlainObject(value)) {
    return undefined;
  }
  const schema = typeof value["$schema"] === "string" ? value["$schema"] : "";
  const [, language, version = ""] = /\/(vega|vega-lite)\/v(\d)/.exec(schema) ?? [];
  if (language === "vega") {
    return { "application/vnd.vega.v5+json": value };
  }
  const isUnnamedChart = "encoding" in value && ("mark" in value || "layer" in value);
  return language === "vega-lite" || isUnnamedChart
    ? { [`application/vnd.vegalite.v${version === "3" || version === "4" ? version : "5"}+json`]: value }
    : undefined;
}

/** Objects and lists as a front end's tree, as far as JSON has all of them. */
function jsonOf(value: unknown): MimeBundle {
  if (!isPlainData(value) || Object.keys(value).length === 0) {
    return {};
  }
  const text = JSON.stringify(value);
  return text.length > jsonLimit ? {} : { "application/json": JSON.parse(text) as unknown };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Objects and lists of text, finite numbers, booleans and null, down to their leaves, none within itself. */
function isPlainData(value: unknown): value is object {
  const open = new Set<unknown>();
  const isJson = (part: unknown): boolean => {
    if (typeof part !== "object" || part === null) {
      return part === null || ["string", "boolean"].includes(typeof part) || Number.isFinite(part);
    }
    if (open.has(part) || !(Array.isArray(part) || isPlainObject(part))) {
      return false;
    }
    open.add(part);
    const all = Object.values(part).every(isJson);
    open.delete(part);
    return all;
  };
  return typeof value === "object" && value !== null && isJson(value);
}
