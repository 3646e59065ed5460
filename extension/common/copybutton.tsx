import { checkIcon, copyIcon } from "@jupyterlab/ui-components";
import { useEffect, useState, type JSX } from "react";

import { useViewContext } from "./viewcontext";

const confirmationMs = 1500;

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }): JSX.Element {
  const { trans, copy } = useViewContext();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setCopied(false);
    }, confirmationMs);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  const Icon = copied ? checkIcon : copyIcon;
  return (
    <button
      type="button"
      className="trackside-IconButton"
      data-action="copy"
      data-copied={copied}
      title={copied ? trans.__("Copied") : label}
      aria-label={copied ? trans.__("Copied") : label}
      onClick={() => {
        copy(text);
        setCopied(true);
      }}
    >
      <Icon.react tag="span" width="14px" height="14px" />
    </button>
  );
}
