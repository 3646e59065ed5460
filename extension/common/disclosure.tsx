import { useRef, type JSX, type ReactNode } from "react";

interface DisclosureProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that opens a small window of choices below it; Escape and a press elsewhere close it. */
export function Disclosure({ label, children }: DisclosureProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  return (
    <details
      className="trackside-Disclosure"
      onToggle={({ currentTarget: { open } }) => {
        if (open) {
          list.current?.querySelector("input")?.focus();
        }
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) {
          currentTarget.open = false;
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && event.currentTarget.open && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.open = false;
          event.currentTarget.querySelector("summary")?.focus();
        }
      }}
    >
      <summary className="trackside-Chart-toggle">{label}</summary>
      {/* takes the focus, so that a press beside its boxes is none outside of it */}
      <div ref={list} className="trackside-Disclosure-list" role="group" tabIndex={-1} aria-label={label}>
        {children}
      </div>
    </details>
  );
}
