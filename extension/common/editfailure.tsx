import type { JSX } from "react";

/** Says why an edit was not taken; nothing while none was refused. */
export function EditFailure({ failure }: { readonly failure: string | null }): JSX.Element | null {
  return failure === null ? null : (
    <span className="trackside-EditFailure" role="alert">
      {failure}
    </span>
  );
}
