import { useRef, type JSX, type KeyboardEvent } from "react";
import { runNameTag } from "trackside/lib/messages";

import {
  EditFailure,
  MiddleCut,
  useEdit,
  useEditRequest,
  useFocusAfter,
  useRunActions,
  useViewContext,
} from "../../common";

/** The run's name, which a click or F2 lets one write anew. */
export function RunName({ name }: { name: string }): JSX.Element {
  const { trans } = useViewContext();
  const { setTags } = useRunActions();
  const edit = useEdit(name, (changed) => setTags({ [runNameTag]: changed.trim() }));
  const shown = useFocusAfter<HTMLButtonElement>(edit.draft !== null);
  const field = useRef<HTMLInputElement>(null);
  useEditRequest("rename", () => {
    edit.start();
    field.current?.focus();
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    // JupyterLab has shortcuts for single keys.
    event.stopPropagation();
    if (event.key === "Enter") {
      edit.save();
    } else if (event.key === "Escape") {
      edit.cancel();
    }
  };

  if (edit.draft === null) {
    return (
      <h2 className="trackside-Header-name">
        <button
          ref={shown}
          type="button"
          className="trackside-Header-rename"
          title={trans.__("%1 (click or F2 to rename)", name)}
          onClick={edit.start}
          onKeyDown={(event) => {
            if (event.key === "F2") {
              event.preventDefault();
              edit.start();
            }
          }}
        >
          <MiddleCut text={name} />
        </button>
      </h2>
    );
  }
  return (
    <div className="trackside-Header-name" data-editing="true">
      <input
        ref={field}
        className="trackside-Input"
        aria-label={trans.__("Name of the run")}
        aria-invalid={edit.failure !== null}
        value={edit.draft}
        disabled={edit.saving}
        autoFocus
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          edit.change(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={edit.failure === null ? edit.save : undefined}
      />
      <EditFailure failure={edit.failure} />
    </div>
  );
}
