/** How a file is shown. */
export type PreviewKind =
  | { readonly kind: "image" }
  | { readonly kind: "page"; readonly scripts: boolean }
  | { readonly kind: "table" }
  | { readonly kind: "mime"; readonly mimeType: string; readonly isJson: boolean }
  | { readonly kind: "code"; readonly language: string }
  | { readonly kind: "none" };

const images = new Set(["png", "jpg", "jpeg", "gif", "webp"]);
const tables = new Set(["csv", "tsv", "parquet"]);

/** Names by which JupyterLab's highlighting knows languages. */
const languages: Readonly<Record<string, string>> = {
  ...{
    ts: "typescript",
    js: "javascript",
    py: "python",
    sql: "sql",
    yml: "yaml",
    yaml: "yaml",
    toml: "toml",
    xml: "xml",
  },
  ...{ txt: "", log: "", ndjson: "", css: "css", sh: "shell" },
};

/** Tells by a file's name how it can be shown. */
export function previewKind(path: string): PreviewKind {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  if (images.has(ending)) {
    return { kind: "image" };
  }
  if (ending === "svg" || ending === "html" || ending === "htm") {
    return { kind: "page", scripts: ending !== "svg" };
  }
  if (tables.has(ending)) {
    return { kind: "table" };
  }
  if (name.endsWith(".vl.json") || name.endsWith(".vega.json")) {
    const mimeType = name.endsWith(".vl.json") ? "application/vnd.vegalite.v5+json" : "application/vnd.vega.v5+json";
    return { kind: "mime", mimeType, isJson: true };
  }
  if (ending === "json") {
    return { kind: "mime", mimeType: "application/json", isJson: true };
  }
  if (ending === "md") {
    return { kind: "mime", mimeType: "text/markdown", isJson: false };
  }
  const language = Object.hasOwn(languages, ending) ? languages[ending] : undefined;
  return language === undefined ? { kind: "none" } : { kind: "code", language };
}
