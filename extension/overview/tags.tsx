import { editIcon } from "@jupyterlab/ui-components";
import { memo, useRef, useState, type JSX, type KeyboardEvent } from "react";
import { isReservedTag, type RunView } from "trackside/lib/messages";

import {
  CopyButton,
  EditFailure,
  Section,
  useEdit,
  useEditRequest,
  useFocusAfter,
  useRunActions,
  useViewContext,
  type PanelLayout,
} from "../common";
import { NewTag } from "./newtag";

/** Lists the run's tags, the user's own first: these can be set anew, and others added. */
export const Tags = memo(function Tags({
  tags,
  layout,
}: {
  readonly tags: RunView["tags"];
  readonly layout: PanelLayout;
}): JSX.Element {
  const { trans } = useViewContext();
  const [adding, setAdding] = useState(false);
  const all = Object.entries(tags);
  const sorted = [...all.filter(([name]) => !isReservedTag(name)), ...all.filter(([name]) => isReservedTag(name))];
  const add = useFocusAfter<HTMLButtonElement>(adding);
  const field = useRef<HTMLInputElement>(null);
  const start = (): void => {
    setAdding(true);
    field.current?.focus();
  };
  useEditRequest("tag", start);
  return (
    <Section
      id="tags"
      title={trans.__("Tags")}
      count={all.length === 0 ? null : all.length}
      layout={layout}
      openAtFirst={false}
      emptyText=""
    >
      {sorted.length === 0 ? (
        <p className="trackside-Section-empty">{trans.__("No tag set yet.")}</p>
      ) : (
        <div className="trackside-Pairs" role="table" aria-label={trans.__("Tags")}>
          {sorted.map(([name, value]) => (
            <TagRow key={name} name={name} value={value} />
          ))}
        </div>
      )}
      {adding ? (
        <NewTag
          field={field}
          onClose={() => {
            setAdding(false);
          }}
        />
      ) : (
        <button ref={add} type="button" className="trackside-Overview-more" data-action="add-tag" onClick={start}>
          {trans.__("Add a tag")}
        </button>
      )}
    </Section>
  );
});

const TagRow = memo(function TagRow({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  const { trans } = useViewContext();
  const { setTags } = useRunActions();
  const edit = useEdit(value, (changed) => setTags({ [name]: changed }));
  const start = useFocusAfter<HTMLButtonElement>(edit.draft !== null);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Enter") {
      edit.save();
    } else if (event.key === "Escape") {
      edit.cancel();
    }
  };
  return (
    <div className="trackside-Pairs-row" role="row" data-tag={name}>
      <span className="trackside-Pairs-name" role="rowheader" title={name}>
        {name}
      </span>
      {edit.draft === null ? (
        <span className="trackside-Pairs-value" role="cell" title={value}>
          {value === "" ? <span className="trackside-Quiet">{trans.__("empty")}</span> : value}
        </span>
      ) : (
        <span className="trackside-Pairs-value" role="cell">
          <input
            className="trackside-Input"
            aria-label={trans.__("Value of %1", name)}
            aria-invalid={edit.failure !== null}
            title={edit.failure ?? undefined}
            value={edit.draft}
            disabled={edit.saving}
            autoFocus
            onChange={(event) => {
              edit.change(event.target.value);
            }}
            onKeyDown={onKeyDown}
          />
          <EditFailure failure={edit.failure} />
        </span>
      )}
      {edit.draft === null && (
        <span className="trackside-Pairs-action" role="cell">
          {!isReservedTag(name) && (
            <button
              ref={start}
              type="button"
              className="trackside-IconButton"
              title={trans.__("Edit the value of %1", name)}
              aria-label={trans.__("Edit the value of %1", name)}
              onClick={edit.start}
            >
              <editIcon.react tag="span" width="14px" height="14px" />
            </button>
          )}
          <CopyButton text={value} label={trans.__("Copy the value of %1", name)} />
        </span>
      )}
    </div>
  );
});
