import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { parametersOf } from "./pipeline-project.mjs";

const template = path.join(import.meta.dirname, "../peers/kedro-project");

/** A Kedro project with the pipeline that ours is measured with. */
export class KedroProject {
  root = mkdtempSync(path.join(tmpdir(), "trackside-bench-kedro-"));

  /**
   * @param {{nodes: number, workMs: number, trackingUri?: string}} options with a tracking URI for kedro-mlflow, without
   * one for Kedro alone
   */
  constructor({ nodes, workMs, trackingUri }) {
    cpSync(template, this.root, { recursive: true });
    mkdirSync(path.join(this.root, "conf/base"), { recursive: true });
    mkdirSync(path.join(this.root, "conf/local"), { recursive: true });
    this.#write("parameters.yml", parametersOf(nodes));
    if (trackingUri !== undefined) {
      this.#write("mlflow.yml", mlflowConfiguration(trackingUri));
    }
    // the plugin's way to log a node's metrics is as datasets; without it they stay in memory
    const metric = trackingUri === undefined ? "MemoryDataset" : "kedro_mlflow.io.metrics.MlflowMetricDataset";
    this.#write("catalog.yml", metricsCatalog(nodes, metric));
    this.environment = {
      BENCH_NODES: String(nodes),
      BENCH_WORK_MS: String(workMs),
      // Kedro's reader of YAML refuses ten parameters for each of 500 nodes otherwise
      OMEGACONF_MAX_YAML_EXPANDED_NODES: "none",
    };
  }

  close() {
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(name, content) {
    writeFileSync(path.join(this.root, "conf/base", name), content);
  }
}

function mlflowConfiguration(trackingUri) {
  return JSON.stringify({
    server: { mlflow_tracking_uri: trackingUri },
    tracking: { params: { dict_params: { flatten: true } } },
  });
}

function metricsCatalog(nodes, type) {
  const names = Array.from({ length: nodes * 5 }, (_, index) => `node_${Math.floor(index / 5)}_metric_${index % 5}`);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, { type }])));
}
