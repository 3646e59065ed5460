import { Component, type ErrorInfo, type JSX, type ReactNode } from "react";

import { ErrorText } from "./errortext";
import { messageOf } from "./messageof";
import { Notice } from "./notice";
import { useViewContext } from "./viewcontext";

interface FaultBoundaryProps {
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly fault: string | null;
}

/** Keeps a fault in what it surrounds from taking away the rest of the panel: React would show nothing at all. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  static getDerivedStateFromError(error: unknown): FaultBoundaryState {
    return { fault: messageOf(error) };
  }

  override readonly state: FaultBoundaryState = { fault: null };

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error("Trackside could not show a part of the run.", error, componentStack);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    return fault === null ? (
      this.props.children
    ) : (
      <Fault
        text={fault}
        onAgain={() => {
          this.setState({ fault: null });
        }}
      />
    );
  }
}

function Fault({ text, onAgain }: { readonly text: string; readonly onAgain: () => void }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Notice
      kind="fault"
      role="alert"
      title={trans.__("This part cannot be shown")}
      action={trans.__("Show it again")}
      onAction={onAgain}
    >
      <p>{trans.__("What you log goes on being recorded. Please report this fault of Trackside’s:")}</p>
      <ErrorText text={text} />
    </Notice>
  );
}
