import type { JSX } from "react";

import type { TabProps } from "../common";
import { Attempts } from "./attempts";
import { Cells } from "./cells";
import { Failure } from "./failure";
import { Inputs } from "./inputs";
import { KeyMetrics } from "./keymetrics";
import { Note } from "./note";
import { Params } from "./params";
import { Source } from "./source";
import { Tags } from "./tags";

/** Tells what the run is: what went wrong, how it differs from the attempt before it, and what is noted of it. */
export function OverviewTab({ run, baseline, kernelId, layout }: TabProps): JSX.Element {
  return (
    <div className="trackside-Overview">
      <Failure nodes={run.nodes} cells={run.cells} status={run.status} kernelId={kernelId} layout={layout} />
      <Attempts runId={run.runId} attempts={run.attempts} comparedId={baseline?.runId ?? null} layout={layout} />
      <KeyMetrics run={run} baseline={baseline} layout={layout} />
      <Params params={run.params} before={baseline?.params ?? null} layout={layout} />
      <Cells cells={run.cells} kernelId={kernelId} layout={layout} />
      <Note key={`note ${run.runId}`} tags={run.tags} layout={layout} />
      <Source tags={run.tags} layout={layout} />
      <Inputs inputs={run.inputs} layout={layout} />
      <Tags key={`tags ${run.runId}`} tags={run.tags} layout={layout} />
    </div>
  );
}
