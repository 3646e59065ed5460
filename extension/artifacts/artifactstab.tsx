import { fileIcon, folderIcon } from "@jupyterlab/ui-components";
import { memo, useCallback, useMemo, useState, type CSSProperties, type JSX } from "react";

import { Caret, formatBytes, SearchField, usePanelServices, useViewContext, wideKinds, type TabProps } from "../common";
import { ArtifactDetails } from "./artifactdetails";
import { treeRows, type TreeRow } from "./artifacttree";

/** Fewer files than that are looked over at once. */
const fewFiles = 6;
const filterName = "artifacts";

/** The run's artifacts as a tree, with what is in them on demand. */
export function ArtifactsTab({ run, kernelId, layout }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  const services = usePanelServices();
  const { artifacts, runId, mlflowRunId } = run;
  const [shown, setShown] = useState<string | null>(null);
  const { filters, open } = layout.arrangement;
  const filter = filters[filterName] ?? "";
  const sought = filter.trim().toLowerCase();
  const rows = useMemo(() => {
    const found = artifacts.filter(({ path }) => path.toLowerCase().includes(sought));
    // What is sought shows wherever it is.
    return treeRows(found, (folder) => sought !== "" || (open[folderId(folder)] ?? true));
  }, [artifacts, sought, open]);
  const onToggle = useCallback(
    (row: TreeRow) => {
      if (row.kind === "folder") {
        void layout.toggle(folderId(row.path));
      } else {
        setShown((before) => (before === row.path ? null : row.path));
      }
    },
    [layout],
  );
  if (artifacts.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No artifact logged yet.")}</p>;
  }
  return (
    <>
      {(artifacts.length >= fewFiles || filter !== "") && (
        <div className="trackside-NodeFilters">
          <SearchField
            placeholder={trans.__("Filter artifacts")}
            aria-label={trans.__("Filter artifacts by path")}
            value={filter}
            onText={(text) => void layout.setFilter(filterName, text)}
          />
        </div>
      )}
      {rows.length === 0 && <p className="trackside-Tab-empty">{trans.__("No artifact is called that.")}</p>}
      <ul className="trackside-Artifacts" aria-label={trans.__("Artifacts")}>
        {rows.map((row) => (
          <li key={`${row.kind} ${row.path}`} data-artifact={row.path}>
            <ArtifactRow
              {...rowProps(row)}
              isShown={row.path === shown}
              onToggle={() => {
                onToggle(row);
              }}
            />
            {row.kind === "file" && row.path === shown && (
              <ArtifactDetails
                artifact={row.artifact}
                kernelId={kernelId}
                runId={runId}
                mlflowRunId={mlflowRunId}
                onOpenWide={() => {
                  services.openWide({ kind: wideKinds.artifact, kernelId, name: row.path });
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function folderId(folder: string): string {
  return `artifacts:${folder}`;
}

interface RowProps {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly size: number;
  /** How many files a folder has; `null` of a file. */
  readonly count: number | null;
  readonly isOpen: boolean;
}

function rowProps(row: TreeRow): RowProps {
  const { name, path, depth } = row;
  return row.kind === "folder"
    ? { name, path, depth, size: row.size, count: row.count, isOpen: row.open }
    : { name, path, depth, size: row.artifact.size, count: null, isOpen: false };
}

interface ArtifactRowProps extends RowProps {
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

/** Drawn again when something of it is another; what its click does depends on nothing else. */
const ArtifactRow = memo(
  function ArtifactRow({ name, path, depth, size, count, isOpen, isShown, onToggle }: ArtifactRowProps): JSX.Element {
    const { trans, locale } = useViewContext();
    const Icon = count === null ? fileIcon : folderIcon;
    return (
      <button
        type="button"
        className="trackside-Artifact"
        data-kind={count === null ? "file" : "folder"}
        title={path}
        aria-expanded={count === null ? isShown : isOpen}
        style={{ "--trackside-depth": depth } as CSSProperties}
        onClick={onToggle}
      >
        <Caret />
        <Icon.react tag="span" width="14px" height="14px" />
        <span className="trackside-Artifact-name">{name}</span>
        {count !== null && <span className="trackside-Artifact-count">{trans._n("%1 file", "%1 files", count)}</span>}
        <span className="trackside-Artifact-size">{formatBytes(size, locale)}</span>
      </button>
    );
  },
  (before, after) =>
    (["name", "path", "depth", "size", "count", "isOpen", "isShown"] as const).every(
      (key) => before[key] === after[key],
    ),
);
