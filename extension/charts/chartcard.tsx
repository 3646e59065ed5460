import { UseSignal } from "@jupyterlab/ui-components";
import { memo, useCallback, useEffect, useMemo, useRef, useState, type JSX, type RefObject } from "react";

import { IconButton, usePanelServices, useViewContext, wideKinds, type PanelLayout } from "../common";
import { ChartTools } from "./charttools";
import { ExportMenu } from "./chartmenu";
import { Legend } from "./legend";
import { chartLines, type ChartedRun, type ChartLine } from "./lines";
import type { CursorPlace, MetricPlot } from "./plot";
import { PlotView } from "./plotview";
import { saveChart } from "./savechart";
import { changeSettings, settingsOf, type ChartSettings } from "./settings";
import { useCourses, type Courses } from "./usecourses";
import { wideNameOf } from "./widename";

export interface ChartCardProps {
  /** The metrics on the chart; the same list as long as they are the same. */
  readonly keys: readonly string[];
  /** Points that these metrics have in all. */
  readonly count: number;
  readonly runId: string;
  /** The runs whose lines are laid over each other, the newest last; the same list as long as they are the same. */
  readonly attempts: readonly ChartedRun[];
  readonly kernelId: string;
  readonly layout: PanelLayout;
  /** Fills what it stands in, instead of being a card in a list. @default false */
  readonly isWide?: boolean;
}

/** A chart of metrics with all that it can be set up by. */
export const ChartCard = memo(function ChartCard(props: ChartCardProps): JSX.Element {
  return <UseSignal signal={props.layout.changed}>{() => <Chart {...props} />}</UseSignal>;
});

function Chart({ keys, count, runId, attempts, kernelId, layout, isWide = false }: ChartCardProps): JSX.Element {
  const { trans } = useViewContext();
  const card = useRef<HTMLDivElement>(null);
  const isVisible = useIsVisible(card);
  const chart = wideNameOf(keys);
  const settings = useSettings(layout, chart);
  const lines = useLines({ keys, runId, attempts });
  const courses = useCourses({ kernelId, lines, count, isVisible });
  const drawn = useMemo(
    () => courses.lines.filter(({ id }) => !settings.hidden.includes(id)),
    [courses.lines, settings.hidden],
  );
  const plot = useRef<MetricPlot | null>(null);
  const [isZoomed, setZoomed] = useState(false);
  const showCursor = useRef<(place: CursorPlace | null) => void>(() => undefined);
  const toggle = useCallback(
    (id: string): void => {
      // what is hidden of other runs is forgotten
      const hidden = settings.hidden.filter((each) => lines.some((line) => line.id === each));
      void changeSettings(layout, chart, {
        hidden: hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id],
      });
    },
    [layout, chart, lines, settings.hidden],
  );
  const latest = useRef(drawn);
  latest.current = drawn;
  return (
    <div ref={card} className="trackside-Chart" data-chart={chart} data-wide={isWide}>
      <Tools {...{ keys, kernelId, layout, settings, isZoomed, isWide, plot, card }} drawn={latest} />
      <PlotView
        {...{ settings, isVisible, plot, showCursor }}
        lines={drawn}
        syncKey={`trackside:${kernelId}:${settings.axis}`}
        label={trans.__("Chart of %1", keys.join(", "))}
        onZoom={setZoomed}
      />
      <ChartState courses={courses} />
      <Legend
        {...{ lines, showCursor }}
        drawn={courses.lines}
        hidden={settings.hidden}
        axis={settings.axis}
        onToggle={toggle}
      />
    </div>
  );
}

interface ToolsProps extends Required<Pick<ChartCardProps, "keys" | "kernelId" | "layout" | "isWide">> {
  readonly settings: ChartSettings;
  readonly isZoomed: boolean;
  readonly plot: RefObject<MetricPlot | null>;
  readonly card: RefObject<HTMLElement>;
  /** What is drawn: it changes more often than the tools. */
  readonly drawn: RefObject<Courses["lines"]>;
}

const Tools = memo(function Tools(props: ToolsProps): JSX.Element {
  const { keys, kernelId, layout, settings, isZoomed, isWide, plot, card, drawn } = props;
  const { trans, locale } = useViewContext();
  const services = usePanelServices();
  const chart = wideNameOf(keys);
  return (
    <ChartTools
      {...{ settings, isZoomed }}
      onChange={(part) => void changeSettings(layout, chart, part)}
      onReset={() => {
        if (plot.current !== null) {
          plot.current.zoom = null;
        }
      }}
    >
      <ExportMenu
        onExport={(kind) => {
          if (card.current !== null) {
            const [element, canvas] = [card.current, plot.current?.canvas];
            saveChart(kind, { keys, lines: drawn.current ?? [], settings, locale, element, canvas });
          }
        }}
      />
      {!isWide && (
        <IconButton
          action="open-wide"
          label={trans.__("Open the chart in a tab of its own")}
          onClick={() => {
            services.openWide({ kind: wideKinds.metric, kernelId, name: chart });
          }}
        >
          <WideIcon />
        </IconButton>
      )}
    </ChartTools>
  );
});

/** Says why there is no line, or not all of it. */
function ChartState({ courses: { problem, isRead, lines } }: { courses: Courses }): JSX.Element | null {
  const { trans } = useViewContext();
  if (problem !== null) {
    return (
      <p className="trackside-Chart-problem" role="status">
        {trans.__("The points could not be read: %1", problem)}
      </p>
    );
  }
  const text = !isRead && lines.length === 0 ? trans.__("Reading the points…") : null;
  return text === null ? null : (
    <p className="trackside-Chart-state" role="status">
      {text}
    </p>
  );
}

/** Opens something wider. */
export function WideIcon(): JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="trackside-WideIcon">
      <path d="M9.5 2.5h4v4M13.2 2.8L9 7M6.5 13.5h-4v-4M2.8 13.2L7 9" />
    </svg>
  );
}

function useSettings(layout: PanelLayout, chart: string): ChartSettings {
  const saved = layout.arrangement.charts;
  const defaults = layout.chartDefaults;
  return useMemo(() => settingsOf(layout, chart), [layout, chart, saved, defaults]);
}

type LinesOptions = Pick<ChartCardProps, "keys" | "runId" | "attempts">;

function useLines({ keys, runId, attempts }: LinesOptions): readonly ChartLine[] {
  const { trans } = useViewContext();
  return useMemo(
    () =>
      chartLines({
        ...{ keys, runId, attempts },
        attemptLabel: ({ attempt, name }) => (attempt === null ? name : trans.__("Attempt %1 · %2", attempt, name)),
      }),
    [keys, runId, attempts, trans],
  );
}

function useIsVisible(element: RefObject<Element>): boolean {
  const [isVisible, setVisible] = useState(true);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      setVisible(entry?.isIntersecting ?? true);
    });
    if (element.current !== null) {
      observer.observe(element.current);
    }
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return isVisible;
}
