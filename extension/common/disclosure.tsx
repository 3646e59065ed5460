import { useRef, type JSX, type ReactNode } from "react";

/** Pixels between a window of choices and the lower edge of its tab. */
const margin = 8;

/** Pixels: a window that is less high shows nothing to choose. */
const leastHeight = 120;

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
        if (open && list.current !== null) {
          fitIn(list.current);
          list.current.querySelector("input")?.focus();
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

/** Has an open window of choices stay within the tab that it is in, which cuts what stands out of it. */
function fitIn(list: HTMLElement): void {
  Object.assign(list.style, { translate: "", maxHeight: "" });
  const tab = (list.closest(".lm-Widget") ?? document.body).getBoundingClientRect();
  const { left, right, top, height } = list.getBoundingClientRect();
  const across = Math.max(tab.left - left, 0) + Math.min(tab.right - right, 0);
  const room = Math.max(tab.bottom - top - margin, leastHeight);
  Object.assign(list.style, { translate: `${across}px`, maxHeight: height > room ? `${room}px` : "" });
}
