import type { JSX } from "react";

/** What went wrong; a long one scrolls, also by keys. */
export function ErrorText({ text }: { text: string }): JSX.Element {
  return (
    <p className="trackside-ErrorText" tabIndex={0}>
      {text}
    </p>
  );
}
