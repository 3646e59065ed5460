// Made by `trackside typegen` from conf/ and the pipelines.
// Run it again after a change of them: what is written here by hand is lost.

import { typed, type MadeBy } from "trackside";

/** What the data of each dataset is. */
export interface Datasets {
  /** csv data/01_raw/vessels.csv */
  vessels: {
    vessel_id: string;
    name: string;
    kind: string;
    length_m: number;
    gross_tonnage: string | null;
    built: number;
    flag: string;
  }[];
  /** csv data/01_raw/port_calls.csv */
  port_calls: {
    call_id: string;
    vessel_id: string;
    previous_port: string;
    distance_nm: number;
    scheduled_arrival: string;
    actual_arrival: string | null;
    cargo_tonnes: number;
  }[];
  /** csv data/01_raw/weather.csv */
  weather: {
    date: string;
    wind_ms: number;
    wave_m: number;
    visibility_km: number | null;
  }[];
  /** csv data/02_intermediate/clean_vessels.csv, made by clean_vessels */
  clean_vessels: MadeBy<typeof import("./pipelines/preparation/nodes").cleanVessels>;
  /** csv data/02_intermediate/clean_calls.csv, made by clean_calls */
  clean_calls: MadeBy<typeof import("./pipelines/preparation/nodes").cleanCalls>;
  /** csv data/03_primary/arrivals.csv, made by join */
  arrivals: MadeBy<typeof import("./pipelines/preparation/nodes").joinArrivals>;
  /** json data/06_models/logistic_model.json, made by train_logistic */
  logistic_model: MadeBy<typeof import("./pipelines/training/nodes").trainLogistic>;
  /** json data/06_models/forest_model.json, made by train_forest */
  forest_model: MadeBy<typeof import("./pipelines/training/nodes").trainForest>;
  /** metrics data/08_reporting/evaluation.json, made by evaluate */
  evaluation: MadeBy<typeof import("./pipelines/training/nodes").evaluate>;
  /** memory, made by split */
  train_set: MadeBy<typeof import("./pipelines/training/nodes").split>[0];
  /** memory, made by split */
  test_set: MadeBy<typeof import("./pipelines/training/nodes").split>[1];
}

/** The parameters, as they nest. */
export interface ProjectParameters {
  features: {
    late_after_minutes: number;
  };
  split: {
    test_share: number;
    seed: number;
  };
  logistic: {
    epochs: number;
    learning_rate: number;
    l2: number;
  };
  forest: {
    trees: number;
    max_depth: number;
    min_samples: number;
    max_features: number;
    seed: number;
  };
}

/** What the compiler is told of the project. */
export interface Project {
  datasets: Datasets;
  parameters: ProjectParameters;
  pipelines: "__default__" | "preparation" | "training";
}

export const { node, pipeline, catalog, params, run } = typed<Project>();
