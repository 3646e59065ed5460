import type { JSX } from "react";

/** Characters at the end that stay: names that Trackside gives, and those of searches, differ there. */
const keptCharacters = 9;

/** A text in one line that is cut in its middle where it does not fit. */
export function MiddleCut({ text }: { readonly text: string }): JSX.Element {
  const characters = [...text.replace(/\s+/g, " ")];
  const kept = characters.slice(-keptCharacters).join("").trimStart();
  if (characters.length <= keptCharacters) {
    return <span className="trackside-MiddleCut">{text}</span>;
  }
  // two parts would be read out as two words
  return (
    <span className="trackside-MiddleCut" dir="auto">
      <span className="trackside-MiddleCut-before" aria-hidden="true">
        {characters.slice(0, -[...kept].length).join("")}
      </span>
      <span className="trackside-MiddleCut-kept" aria-hidden="true">
        {kept}
      </span>
      <span className="trackside-ForScreenReader">{text}</span>
    </span>
  );
}
