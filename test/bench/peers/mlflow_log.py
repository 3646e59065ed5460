"""Logs points of one metric by MLflow's Python client in a loop; tells what each call cost and when the server had all.

    python mlflow_log.py POINTS TRACKING_URI sync|async
"""

import json
import sys
import time

import mlflow
from call_times import describe_calls


def main(points: int, tracking_uri: str, synchronous: bool) -> None:
    mlflow.set_tracking_uri(tracking_uri)
    mlflow.set_experiment("mlflow-client")
    times = []
    with mlflow.start_run():
        start = time.perf_counter()
        for step in range(points):
            value = 1 / (1 + step)
            before = time.perf_counter_ns()
            mlflow.log_metric("loss", value, step=step, synchronous=synchronous)
            times.append(time.perf_counter_ns() - before)
        if not synchronous:
            mlflow.flush_async_logging()
        seconds = time.perf_counter() - start
    print(json.dumps({**describe_calls(times), "perSecond": points / seconds}))


main(int(sys.argv[1]), sys.argv[2], sys.argv[3] == "sync")
