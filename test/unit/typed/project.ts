import { typed, type MadeBy } from "trackside";

/* A project as `trackside typegen` writes it, for the cases beside it. */

export interface Vessel {
  id: string;
  length: number;
}

export const countByKind = async (vessels: Vessel[]) => ({ ferry: vessels.length, tanker: 0 });

export const split = (vessels: Vessel[]): [train: Vessel[], test: Vessel[]] => [vessels, []];

export interface Datasets {
  vessels: { id: string; length: number; flag: string | null }[];
  weather: { date: string; wind: number | null }[];
  heights: number[];
  notes: string;
  parts: Record<string, () => Promise<{ id: string }[]>>;
  metrics: Record<string, number>;
  mystery: unknown;
  by_kind: MadeBy<typeof countByKind>;
  train_set: MadeBy<typeof split>[0];
}

export interface Project {
  datasets: Datasets;
  factories: { [name: `${string}_text`]: string };
  parameters: {
    train: { depth: number; seed: number; layers: number[] };
    title: string;
    limit: unknown;
  };
  pipelines: "__default__" | "training";
  runtimeParams: "region";
}

export const { node, pipeline, catalog, params, run } = typed<Project>();
