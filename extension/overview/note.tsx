import { editIcon } from "@jupyterlab/ui-components";
import { memo, useId, useRef, type JSX, type KeyboardEvent, type RefObject } from "react";
import { noteTag, type RunView } from "trackside/lib/messages";

import {
  EditFailure,
  Section,
  useEdit,
  useEditRequest,
  useFocusAfter,
  useRunActions,
  useViewContext,
  type Edit,
  type PanelLayout,
} from "../common";

/** MLflow's limit; what is longer would be cut. */
const longestNote = 8_000;

/** Shows the run's note as it was written, and lets one write it. */
export const Note = memo(function Note({
  tags,
  layout,
}: {
  readonly tags: RunView["tags"];
  readonly layout: PanelLayout;
}): JSX.Element {
  const { trans } = useViewContext();
  const { setTags } = useRunActions();
  const note = tags[noteTag] ?? "";
  const edit = useEdit(note, (changed) => setTags({ [noteTag]: changed }));
  const start = useFocusAfter<HTMLButtonElement>(edit.draft !== null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEditRequest("note", () => {
    edit.start();
    field.current?.focus();
  });
  const label = note === "" ? trans.__("Write a note") : trans.__("Edit the note");
  const editButton = (
    <button
      ref={start}
      type="button"
      className="trackside-IconButton"
      data-action="edit-note"
      title={label}
      aria-label={label}
      onClick={edit.start}
    >
      <editIcon.react tag="span" width="14px" height="14px" />
    </button>
  );
  return (
    <Section
      id="note"
      title={trans.__("Note")}
      count={null}
      layout={layout}
      emptyText=""
      actions={edit.draft === null && editButton}
    >
      {edit.draft !== null ? (
        <NoteEditor edit={edit} draft={edit.draft} field={field} />
      ) : note === "" ? (
        <p className="trackside-Section-empty">{trans.__("Nothing is noted of this run yet.")}</p>
      ) : (
        <p className="trackside-Note">{note}</p>
      )}
    </Section>
  );
});

interface NoteEditorProps {
  readonly edit: Edit;
  readonly draft: string;
  readonly field: RefObject<HTMLTextAreaElement>;
}

function NoteEditor({ edit, draft, field }: NoteEditorProps): JSX.Element {
  const { trans } = useViewContext();
  const hintId = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") {
      edit.cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      edit.save();
    }
  };
  return (
    <div className="trackside-Editor">
      <textarea
        ref={field}
        className="trackside-Input"
        aria-label={trans.__("Note")}
        aria-describedby={hintId}
        rows={5}
        maxLength={longestNote}
        value={draft}
        disabled={edit.saving}
        autoFocus
        onChange={(event) => {
          edit.change(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <EditFailure failure={edit.failure} />
      <div className="trackside-Editor-actions">
        <span id={hintId} className="trackside-Editor-hint">
          {trans.__("Markdown in MLflow. Ctrl+Enter saves.")}
        </span>
        <button type="button" className="trackside-Button" onClick={edit.cancel}>
          {trans.__("Cancel")}
        </button>
        <button
          type="button"
          className="trackside-Button"
          data-primary="true"
          disabled={edit.saving}
          onClick={edit.save}
        >
          {trans.__("Save")}
        </button>
      </div>
    </div>
  );
}
