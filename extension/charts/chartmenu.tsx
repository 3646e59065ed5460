import { downloadIcon } from "@jupyterlab/ui-components";
import { useEffect, useRef, useState, type JSX, type KeyboardEvent } from "react";

import { useViewContext } from "../common";

export const exportKinds = ["png", "svg", "csv"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The menu by which a chart is saved as a file. */
export function ExportMenu({ onExport }: { readonly onExport: (kind: ExportKind) => void }): JSX.Element {
  const { trans } = useViewContext();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const names: Readonly<Record<ExportKind, string>> = {
    png: trans.__("Image (PNG)"),
    svg: trans.__("Drawing (SVG)"),
    csv: trans.__("Points (CSV)"),
  };
  useEffect(() => {
    if (isOpen) {
      root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    }
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("button")?.focus();
  };
  return (
    <div
      ref={root}
      className="trackside-Menu"
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) {
          setOpen(false);
        }
      }}
      onKeyDown={(event) => {
        if (isOpen) {
          moveInMenu(event, close);
        }
      }}
    >
      <button
        type="button"
        className="trackside-IconButton"
        data-action="export"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={trans.__("Save the chart")}
        title={trans.__("Save the chart")}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <downloadIcon.react tag="span" width="14px" height="14px" />
      </button>
      {isOpen && (
        <div className="trackside-Menu-list" role="menu" aria-label={trans.__("Save the chart")}>
          {exportKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className="trackside-Menu-item"
              data-export={kind}
              onClick={() => {
                close();
                onExport(kind);
              }}
            >
              {names[kind]}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const index = items.findIndex((item) => item === document.activeElement);
  const target = {
    ArrowDown: index + 1,
    ArrowUp: index + items.length - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (target !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    items[target % items.length]?.focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}
