import { useEffect, useRef, type JSX, type ReactNode } from "react";

interface DisclosureProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that opens a small window of choices below it; Escape and a press elsewhere close it. */
export function Disclosure({ label, children }: DisclosureProps): JSX.Element {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (element.current !== null && target instanceof Node && !element.current.contains(target)) {
        element.current.open = false;
      }
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
    };
  }, []);
  return (
    <details
      ref={element}
      className="trackside-Columns"
      onKeyDown={(event) => {
        if (event.key === "Escape" && event.currentTarget.open) {
          event.stopPropagation();
          event.currentTarget.open = false;
          event.currentTarget.querySelector("summary")?.focus();
        }
      }}
    >
      <summary className="trackside-Chart-toggle">{label}</summary>
      <div className="trackside-Columns-list" role="group" aria-label={label}>
        {children}
      </div>
    </details>
  );
}
