import { node, pipeline } from "trackside";
import { findHighWater, measure } from "./nodes";

export const createPipeline = () =>
  pipeline([
    node(findHighWater, ["heights", "params:high_water.at_least"], "high_water", { name: "find_high_water" }),
    node(measure, "high_water", "tide_metrics", { name: "measure" }),
  ]);
