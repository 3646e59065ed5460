import type { InputHTMLAttributes, JSX } from "react";

interface SearchFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "className" | "onChange"> {
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** A field by which a list is filtered, or something in a picture is sought. */
export function SearchField({ onText, ...attributes }: SearchFieldProps): JSX.Element {
  return (
    <input
      {...attributes}
      type="search"
      className="trackside-Search"
      onChange={({ target }) => {
        onText(target.value);
      }}
    />
  );
}
