import { useState, type FormEvent, type JSX, type KeyboardEvent, type RefObject } from "react";

import { EditFailure, messageOf, useRunActions, useViewContext } from "../common";

interface NewTagProps {
  /** Where its name is typed. */
  readonly field: RefObject<HTMLInputElement>;
  readonly onClose: () => void;
}

/** Asks for a tag's name and value, and sets it. */
export function NewTag({ field, onClose }: NewTagProps): JSX.Element {
  const { trans } = useViewContext();
  const { setTags } = useRunActions();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [failure, setFailure] = useState<string | null>(null);

  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTags({ [name.trim()]: value }).then(onClose, (error: unknown) => {
      setFailure(messageOf(error));
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") {
      onClose();
    }
  };
  return (
    <form
      className="trackside-Editor trackside-NewTag"
      aria-label={trans.__("New tag")}
      onSubmit={save}
      onKeyDown={onKeyDown}
    >
      <input
        ref={field}
        className="trackside-Input"
        aria-label={trans.__("Name of the tag")}
        placeholder={trans.__("Name")}
        required
        value={name}
        autoFocus
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <input
        className="trackside-Input"
        aria-label={trans.__("Value of the tag")}
        placeholder={trans.__("Value")}
        value={value}
        onChange={(event) => {
          setValue(event.target.value);
        }}
      />
      <EditFailure failure={failure} />
      <div className="trackside-Editor-actions">
        <button type="button" className="trackside-Button" onClick={onClose}>
          {trans.__("Cancel")}
        </button>
        <button type="submit" className="trackside-Button" data-primary="true">
          {trans.__("Set tag")}
        </button>
      </div>
    </form>
  );
}
