import type { JSX, ReactNode } from "react";

interface NoticeProps {
  /** What it is about, for those who look for it on the page. */
  readonly kind: string;
  /** `alert` for what is told at once to those who hear the page. */
  readonly role: "alert" | "status";
  readonly title: string;
  /** On the button. */
  readonly action: string;
  readonly onAction: () => void;
  readonly children: ReactNode;
}

/** Says what is wrong in the place of what cannot be shown, or above it, and offers what may help. */
export function Notice({ kind, role, title, action, onAction, children }: NoticeProps): JSX.Element {
  return (
    <div className="trackside-Notice" role={role} data-notice={kind}>
      <p className="trackside-Notice-title">{title}</p>
      {children}
      <button type="button" className="trackside-Button" onClick={onAction}>
        {action}
      </button>
    </div>
  );
}
