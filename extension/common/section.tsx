import { UseSignal } from "@jupyterlab/ui-components";
import { useId, type JSX, type ReactNode } from "react";

import type { PanelLayout } from "./panellayout";

interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** How much there is in it; `null` where that is no number worth saying. */
  readonly count: number | null;
  readonly layout: PanelLayout;
  /** Whether it is open until somebody opens or closes it. @default true */
  readonly openAtFirst?: boolean;
  /** Said instead of the content while there is none. */
  readonly emptyText: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the panel that opens and closes like a section of JupyterLab's side bars. */
export function Section(props: SectionProps): JSX.Element {
  return <UseSignal signal={props.layout.changed}>{() => <SectionBody {...props} />}</UseSignal>;
}

function SectionBody(props: SectionProps): JSX.Element {
  const { id, title, count, layout, openAtFirst = true, emptyText, actions, children } = props;
  const contentId = useId();
  const open = layout.isOpen(id, openAtFirst);
  return (
    <section className="trackside-Section" data-section={id} data-open={open}>
      <div className="trackside-Section-bar">
        <h3 className="trackside-Section-heading">
          <button
            type="button"
            className="trackside-Section-toggle"
            aria-expanded={open}
            aria-controls={contentId}
            onClick={() => void layout.toggle(id, openAtFirst)}
          >
            <Caret />
            <span className="trackside-Section-title">{title}</span>
            {count !== null && <span className="trackside-Section-count">{count}</span>}
          </button>
        </h3>
        {open && count !== 0 && actions}
      </div>
      <div id={contentId} className="trackside-Section-content" hidden={!open}>
        {open && (count === 0 ? <p className="trackside-Section-empty">{emptyText}</p> : children)}
      </div>
    </section>
  );
}

/** Points down; the style turns it while what it stands for is closed. */
export function Caret(): JSX.Element {
  return (
    <svg className="trackside-Caret" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      <path d="M4 6l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
