import { undoIcon } from "@jupyterlab/ui-components";
import { useId, type JSX, type ReactNode } from "react";

import { useViewContext } from "../common";
import { axisKinds, type AxisKind } from "./curve";
import { mostSmoothing, type ChartSettings } from "./settings";

interface ChartToolsProps {
  readonly settings: ChartSettings;
  readonly isZoomed: boolean;
  readonly onChange: (part: Partial<ChartSettings>) => void;
  readonly onReset: () => void;
  /** What stands at the end of the row. */
  readonly children: ReactNode;
}

/** What a chart is set up by. */
export function ChartTools({ settings, isZoomed, onChange, onReset, children }: ChartToolsProps): JSX.Element {
  const { trans } = useViewContext();
  const axisNames: Readonly<Record<AxisKind, string>> = {
    step: trans.__("Step"),
    relative: trans.__("Relative time"),
    wall: trans.__("Wall time"),
  };
  return (
    <div className="trackside-Chart-tools" role="toolbar" aria-label={trans.__("Chart settings")}>
      <select
        className="trackside-Chart-axis"
        aria-label={trans.__("Horizontal axis")}
        value={settings.axis}
        onChange={({ target }) => {
          onChange({ axis: axisKinds.find((kind) => kind === target.value) ?? "step" });
        }}
      >
        {axisKinds.map((kind) => (
          <option key={kind} value={kind}>
            {axisNames[kind]}
          </option>
        ))}
      </select>
      <Toggle
        name="log"
        isOn={settings.isLog}
        label={trans.__("Log")}
        title={trans.__("Logarithmic vertical axis")}
        onToggle={(isLog) => {
          onChange({ isLog });
        }}
      />
      <Toggle
        name="outliers"
        isOn={settings.ignoresOutliers}
        label={trans.__("Trim")}
        title={trans.__("Fit the vertical axis to the 5th to 95th percentile, without outliers")}
        onToggle={(ignoresOutliers) => {
          onChange({ ignoresOutliers });
        }}
      />
      <Smoothing
        value={settings.smoothing}
        onChange={(smoothing) => {
          onChange({ smoothing });
        }}
      />
      <span className="trackside-Chart-actions">
        <button
          type="button"
          className="trackside-IconButton"
          data-action="reset-zoom"
          aria-disabled={!isZoomed}
          aria-label={trans.__("Show all")}
          title={trans.__("Show all (double click)")}
          onClick={onReset}
        >
          <undoIcon.react tag="span" width="14px" height="14px" />
        </button>
        {children}
      </span>
    </div>
  );
}

interface ToggleProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly label: string;
  readonly title: string;
  readonly onToggle: (isOn: boolean) => void;
}

function Toggle({ name, isOn, label, title, onToggle }: ToggleProps): JSX.Element {
  return (
    <button
      type="button"
      className="trackside-Chart-toggle"
      data-setting={name}
      aria-pressed={isOn}
      title={title}
      onClick={() => {
        onToggle(!isOn);
      }}
    >
      {label}
    </button>
  );
}

function Smoothing({ value, onChange }: { value: number; onChange: (value: number) => void }): JSX.Element {
  const { trans } = useViewContext();
  const id = useId();
  return (
    <span className="trackside-Chart-smoothing">
      <label htmlFor={id}>{trans.__("Smooth")}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={mostSmoothing}
        step={0.01}
        value={value}
        onChange={({ target }) => {
          onChange(Number(target.value));
        }}
      />
      <output htmlFor={id}>{value.toFixed(2)}</output>
    </span>
  );
}
