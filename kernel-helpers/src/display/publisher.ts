/** Representations of one value by mime type: strings, base64 for binary types, plain objects for `+json` types. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Puts something under the running cell; the same `displayId` again replaces what is there. */
export type DisplayPublisher = (bundle: MimeBundle, displayId?: string) => void;

/**
 * Values with a method under this symbol say how a cell shows them (Deno's convention): it returns a
 * {@link MimeBundle}, an empty one to show nothing.
 */
export const displaySymbol = Symbol.for("Jupyter.display");

const publisherSymbol = Symbol.for("trackside.display");

type Host = { [publisherSymbol]?: DisplayPublisher | undefined };

/** Connects `display` to a kernel. Kept on the global object: a notebook may load another copy of this package. */
export function setDisplayPublisher(publisher: DisplayPublisher | undefined): void {
  (globalThis as Host)[publisherSymbol] = publisher;
}

/** Whether there is a kernel that can replace what a display shows; else each call of `display` prints anew. */
export function isDisplayConnected(): boolean {
  return (globalThis as Host)[publisherSymbol] !== undefined;
}

/** Shows a bundle under the running cell; outside our kernel its plain text goes to stdout. */
export function display(bundle: MimeBundle, displayId?: string): void {
  const publisher = (globalThis as Host)[publisherSymbol];
  if (publisher) {
    publisher(bundle, displayId);
  } else if (typeof bundle["text/plain"] === "string") {
    console.log(bundle["text/plain"]);
  }
}
