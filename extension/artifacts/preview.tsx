import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { useLayoutEffect, useRef, type JSX } from "react";
import type { ArtifactView, TableView } from "trackside/lib/messages";

import { usePanelServices, useReading, useViewContext } from "../common";
import { previewKind, type PreviewKind } from "./previewkind";
import { TablePreview } from "./tablepreview";

/** Bytes of a text that are read for a preview. */
const textLimit = 256 * 1024;
/** Larger images are for a program of their own. */
const imageLimit = 20 * 1024 * 1024;

interface PreviewProps {
  readonly artifact: ArtifactView;
  readonly kernelId: string;
  readonly runId: string;
}

/** Shows what is in an artifact, as far as that can be looked at. */
export function Preview({ artifact, kernelId, runId }: PreviewProps): JSX.Element {
  const { trans } = useViewContext();
  const { gateway } = usePanelServices();
  const { path, size, time } = artifact;
  const shown = previewKind(path);
  // What was logged again under the same path is another picture.
  const query = { kernel: kernelId, run: runId, path, at: String(time) };
  if (shown.kind === "none" || ((shown.kind === "image" || shown.kind === "page") && size > imageLimit)) {
    return <p className="trackside-Quiet">{trans.__("This file cannot be shown here: download it.")}</p>;
  }
  switch (shown.kind) {
    case "image":
      return <img className="trackside-Preview-image" src={gateway.address("artifact", query)} alt={path} />;
    case "page":
      return (
        <iframe
          className="trackside-Preview-page"
          src={gateway.address("artifact", query)}
          sandbox={shown.scripts ? "allow-scripts" : ""}
          title={path}
        />
      );
    case "table":
      return <ReadTable query={query} />;
    default:
      return <ReadText shown={shown} query={query} isCut={size > textLimit} />;
  }
}

type Query = Readonly<Record<string, string>>;
function ReadTable({ query }: { query: Query }): JSX.Element {
  const { gateway } = usePanelServices();
  const reading = useReading(JSON.stringify(query), (signal) =>
    gateway.get<TableView>("artifact-table", query, signal),
  );
  return reading !== null && "content" in reading ? (
    <TablePreview table={reading.content} />
  ) : (
    <NotRead failure={reading?.failure} />
  );
}

interface ReadTextProps {
  readonly shown: Extract<PreviewKind, { kind: "mime" | "code" }>;
  readonly query: Query;
  readonly isCut: boolean;
}

function ReadText({ shown, query, isCut }: ReadTextProps): JSX.Element {
  const { trans } = useViewContext();
  const { gateway } = usePanelServices();
  const reading = useReading(JSON.stringify(query), async (signal) => {
    const response = await gateway.fetch("artifact", { ...query, limit: String(textLimit) }, { signal });
    return response.text();
  });
  if (reading === null || "failure" in reading) {
    return <NotRead failure={reading?.failure} />;
  }
  return (
    <>
      <TextPreview text={reading.content} shown={shown} isCut={isCut} />
      {isCut && <p className="trackside-Quiet">{trans.__("This is its start: download it for the rest.")}</p>}
    </>
  );
}

function NotRead({ failure }: { failure: string | undefined }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <p className="trackside-Quiet" role="status">
      {failure ?? trans.__("Reading…")}
    </p>
  );
}

interface TextPreviewProps {
  readonly text: string;
  readonly shown: ReadTextProps["shown"];
  readonly isCut: boolean;
}

/** By a renderer of the host where it has one, else as plain text. */
function TextPreview({ text, shown, isCut }: TextPreviewProps): JSX.Element {
  const { renderer } = usePanelServices();
  const place = useRef<HTMLDivElement>(null);
  const rich = richData(text, shown, isCut);
  const canRender = rich !== null && renderer.canRender(rich.mimeType);
  const key = canRender ? JSON.stringify(rich) : null;
  // Before the page lets go of the element: a widget that is not on the page any more cannot be taken from it.
  useLayoutEffect(() => {
    const element = place.current;
    if (key === null || element === null) {
      return undefined;
    }
    const { mimeType, data } = JSON.parse(key) as NonNullable<typeof rich>;
    const dispose = renderer.render(mimeType, data, element);
    return () => {
      dispose();
      element.replaceChildren();
    };
  }, [key, renderer]);
  return canRender ? (
    <div ref={place} className="trackside-Preview-rich" />
  ) : (
    <pre className="trackside-Preview-text" tabIndex={0}>
      {text}
    </pre>
  );
}

interface RichData {
  readonly mimeType: string;
  readonly data: string | ReadonlyPartialJSONObject;
}

/** `null` for what is better shown as the text that it is. */
function richData(text: string, shown: ReadTextProps["shown"], isCut: boolean): RichData | null {
  if (shown.kind === "code") {
    return shown.language === "" ? null : { mimeType: "text/markdown", data: fenced(text, shown.language) };
  }
  if (!shown.isJson) {
    return { mimeType: shown.mimeType, data: text };
  }
  if (isCut) {
    return null;
  }
  try {
    return { mimeType: shown.mimeType, data: JSON.parse(text) as ReadonlyPartialJSONObject };
  } catch {
    // It only has the name of JSON.
    return null;
  }
}

/** Highlighted as JupyterLab highlights code in Markdown; the fence is longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
