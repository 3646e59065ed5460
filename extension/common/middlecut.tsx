import type { JSX } from "react";

/** So much of the end stays at most: names that Trackside gives, and those of searches, differ there. */
const mostKept = 9;

/** A text in one line that is cut in its middle where it does not fit. */
export function MiddleCut({ text }: { readonly text: string }): JSX.Element {
  const characters = [...text.trim().replace(/\s+/g, " ")];
  if (characters.length <= mostKept) {
    return <span className="trackside-MiddleCut">{text}</span>;
  }
  // whole words, where there are any
  const space = characters.indexOf(" ", -mostKept - 1);
  const keptFrom = space < 0 ? characters.length - mostKept : space + 1;
  // two parts would be read out as two words
  return (
    <span className="trackside-MiddleCut" dir="auto">
      <span className="trackside-MiddleCut-before" aria-hidden="true">
        {characters.slice(0, keptFrom).join("")}
      </span>
      <span className="trackside-MiddleCut-kept" aria-hidden="true">
        {characters.slice(keptFrom).join("")}
      </span>
      <span className="trackside-ForScreenReader">{text}</span>
    </span>
  );
}
