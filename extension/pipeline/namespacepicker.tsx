import type { JSX } from "react";

import { Disclosure, useViewContext } from "../common";

/** So many stand beside each other; more are in a list that opens. */
const fewNamespaces = 6;

interface NamespacePickerProps {
  /** Each behind the one that it is in. */
  readonly namespaces: readonly string[];
  readonly collapsed: ReadonlySet<string>;
  readonly onToggle: (namespace: string) => void;
  readonly onCollapse: (namespaces: readonly string[]) => void;
}

/** Chooses which namespaces are collapsed into one item each. */
export function NamespacePicker({
  namespaces,
  collapsed,
  onToggle,
  onCollapse,
}: NamespacePickerProps): JSX.Element | null {
  const { trans } = useViewContext();
  if (namespaces.length === 0) {
    return null;
  }
  if (namespaces.length <= fewNamespaces) {
    return (
      <div className="trackside-Graph-namespaces" role="group" aria-label={trans.__("Collapse namespaces")}>
        {namespaces.map((namespace) => (
          <button
            key={namespace}
            type="button"
            className="trackside-KindFilter"
            aria-pressed={collapsed.has(namespace)}
            title={collapsed.has(namespace) ? trans.__("Expand %1", namespace) : trans.__("Collapse %1", namespace)}
            onClick={() => {
              onToggle(namespace);
            }}
          >
            {collapsed.has(namespace) ? "▸" : "▾"} {namespace}
          </button>
        ))}
      </div>
    );
  }
  return (
    <div className="trackside-Graph-namespaces" role="group" aria-label={trans.__("Collapse namespaces")}>
      <Disclosure label={trans.__("Namespaces")}>
        <ul>
          {namespaces.map((namespace) => (
            <li key={namespace} style={{ paddingInlineStart: 16 * (namespace.split(".").length - 1) }}>
              <label className="trackside-CompareRun-label" title={namespace}>
                <input
                  type="checkbox"
                  checked={!collapsed.has(namespace)}
                  onChange={() => {
                    onToggle(namespace);
                  }}
                />
                <span className="trackside-CompareRun-name">{namespace.slice(namespace.lastIndexOf(".") + 1)}</span>
              </label>
            </li>
          ))}
        </ul>
      </Disclosure>
      <button
        type="button"
        className="trackside-Chart-toggle"
        disabled={collapsed.size === 0}
        onClick={() => {
          onCollapse([]);
        }}
      >
        {trans.__("Expand all")}
      </button>
      <button
        type="button"
        className="trackside-Chart-toggle"
        disabled={collapsed.size === namespaces.length}
        onClick={() => {
          onCollapse(namespaces);
        }}
      >
        {trans.__("Collapse all")}
      </button>
    </div>
  );
}
