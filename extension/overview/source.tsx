import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { CopyButton, Section, useViewContext, type PanelLayout } from "../common";

const shortCommit = 8;

/** Says where the run comes from, and what it ran on. */
export const Source = memo(function Source({
  tags,
  layout,
}: {
  readonly tags: RunView["tags"];
  readonly layout: PanelLayout;
}): JSX.Element | null {
  const { trans } = useViewContext();
  const commit = tags["mlflow.source.git.commit"];
  const isDirty = tags["trackside.git_dirty"] === "true";
  const rows: readonly (readonly [hook: string, label: string, value: string | undefined])[] = [
    [
      "source",
      tags["mlflow.source.type"] === "NOTEBOOK" ? trans.__("Notebook") : trans.__("Script"),
      tags["mlflow.source.name"],
    ],
    ["user", trans.__("User"), tags["mlflow.user"]],
    ["trackside", "Trackside", tags["trackside.version"]],
    ["node", "Node", tags["trackside.node_version"]],
    ["tslab", "tslab", tags["trackside.tslab_version"]],
  ];
  const known = rows.filter(([, , value]) => value !== undefined);
  const count = known.length + (commit === undefined ? 0 : 1);
  if (count === 0) {
    return null;
  }
  return (
    <Section
      id="source"
      title={trans.__("Source and environment")}
      count={null}
      layout={layout}
      openAtFirst={false}
      emptyText=""
    >
      <div className="trackside-Pairs" role="table" aria-label={trans.__("Source and environment")}>
        {commit !== undefined && <CommitRow commit={commit} isDirty={isDirty} />}
        {known.map(([hook, label, value = ""]) => (
          <div key={hook} className="trackside-Pairs-row" role="row" data-source={hook}>
            <span className="trackside-Pairs-name" role="rowheader">
              {label}
            </span>
            <span className="trackside-Pairs-value" role="cell" title={value}>
              {value}
            </span>
          </div>
        ))}
      </div>
    </Section>
  );
});

function CommitRow({ commit, isDirty }: { readonly commit: string; readonly isDirty: boolean }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <div className="trackside-Pairs-row" role="row" data-source="commit">
      <span className="trackside-Pairs-name" role="rowheader">
        {trans.__("Commit")}
      </span>
      <span className="trackside-Pairs-value" role="cell" title={commit}>
        {commit.slice(0, shortCommit)}
        {isDirty && (
          <span
            className="trackside-Source-dirty"
            title={trans.__("Files differed from the commit when the run began")}
          >
            {trans.__("with changes")}
          </span>
        )}
      </span>
      <span className="trackside-Pairs-action" role="cell">
        <CopyButton text={commit} label={trans.__("Copy the commit")} />
      </span>
    </div>
  );
}
