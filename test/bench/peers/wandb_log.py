"""Logs points of one metric to wandb, offline, in a loop, and tells what each call cost it.

    python wandb_log.py POINTS
"""

import json
import sys
import tempfile
import time

import wandb
from call_times import describe_calls


def main(points: int) -> None:
    times = []
    with tempfile.TemporaryDirectory() as folder:
        run = wandb.init(mode="offline", project="bench", dir=folder, settings=wandb.Settings(silent=True))
        for step in range(points):
            value = 1 / (1 + step)
            before = time.perf_counter_ns()
            run.log({"loss": value}, step=step)
            times.append(time.perf_counter_ns() - before)
        run.finish()
    print(json.dumps(describe_calls(times)))


main(int(sys.argv[1]))
