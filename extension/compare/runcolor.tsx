import type { JSX } from "react";

/** Shows the colour that a run has on the charts; `null` leaves its place free. */
export function RunColor({ color }: { readonly color: string | null }): JSX.Element {
  return <span className="trackside-RunColor" style={{ background: color ?? "transparent" }} />;
}
