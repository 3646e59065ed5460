import type { JSX } from "react";

import type { TabProps } from "../common";
import { Params } from "./params";
import { Tags } from "./tags";

/** Tells what the run is: with which params it ran, and what is noted of it. */
export function OverviewTab({ run, layout }: TabProps): JSX.Element {
  return (
    <>
      <Params params={run.params} layout={layout} />
      <Tags tags={run.tags} layout={layout} />
    </>
  );
}
