"""A chain of nodes with 10 params and 5 metrics each, of the size that the environment gives."""

import os
import time

from kedro.pipeline import Pipeline, node

METRICS = 5


def register_pipelines() -> dict[str, Pipeline]:
    nodes = int(os.environ["BENCH_NODES"])
    work_seconds = float(os.environ["BENCH_WORK_MS"]) / 1000
    return {"__default__": Pipeline([chained_node(index, work_seconds) for index in range(nodes)])}


def chained_node(index: int, work_seconds: float):
    def work(previous: object, params: dict[str, float]) -> list[object]:
        if work_seconds > 0:
            time.sleep(work_seconds)
        return [params["p0"], *(params["p0"] + metric for metric in range(METRICS))]

    return node(
        work,
        inputs=["params:first" if index == 0 else f"data_{index - 1}", f"params:node_{index}"],
        outputs=[f"data_{index}", *(f"node_{index}_metric_{metric}" for metric in range(METRICS))],
        name=f"node_{index}",
    )
