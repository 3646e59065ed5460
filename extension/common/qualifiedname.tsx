import type { JSX } from "react";

/** A name with what it stands within before it, as `port.cleaning.read`: where it is too long, its end still shows. */
export function QualifiedName({ name }: { readonly name: string }): JSX.Element {
  const at = name.lastIndexOf(".");
  return at <= 0 ? (
    <span className="trackside-Name-own">{name}</span>
  ) : (
    <span className="trackside-Name">
      <span className="trackside-Name-within">{name.slice(0, at)}</span>
      <span className="trackside-Name-own">{name.slice(at)}</span>
    </span>
  );
}
