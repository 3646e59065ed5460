import type { JSX, ReactNode } from "react";

interface IconButtonProps {
  /** What it does, for styles and tests. */
  readonly action: string;
  readonly label: string;
  /** Of a button that stays pressed. */
  readonly isPressed?: boolean;
  readonly className?: string;
  readonly onClick: () => void;
  /** Its icon. */
  readonly children: ReactNode;
}

/** A button of an icon alone: its label is read out, and shown as its tooltip. */
export function IconButton({
  action,
  label,
  isPressed,
  className = "",
  onClick,
  children,
}: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      className={`trackside-IconButton ${className}`.trimEnd()}
      data-action={action}
      aria-pressed={isPressed}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
