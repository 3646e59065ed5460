import { node, pipeline } from "../../trackside-project";
import { evaluate, split, trainForest, trainLogistic } from "./nodes";

/** Two models of the same data, and which one is better. */
export const createPipeline = () =>
  pipeline([
    node(split, ["arrivals", "params:split"], ["train_set", "test_set"], { name: "split" }),
    node(trainLogistic, ["train_set", "params:logistic"], "logistic_model", { name: "train_logistic", tags: "model" }),
    node(trainForest, ["train_set", "params:forest"], "forest_model", { name: "train_forest", tags: "model" }),
    node(evaluate, { logistic: "logistic_model", forest: "forest_model", test: "test_set" }, "evaluation", {
      name: "evaluate",
    }),
  ]);
