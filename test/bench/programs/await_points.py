"""Waits until MLflow's database has so many more metric points than now, and tells when that was.

    python await_points.py DATABASE POINTS SECONDS

It prints `ready` once it has counted those that are there. Points are rows that are only ever added, so the last row's
number tells how many there are, at a cost that does not grow and slows no one who writes.
"""

import json
import sqlite3
import sys
import time

POLL_SECONDS = 0.01


def last_row(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT coalesce(max(rowid), 0) FROM metrics").fetchone()[0]


def main(database: str, points: int, seconds: float) -> None:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    awaited = last_row(connection) + points
    print("ready", flush=True)
    give_up_at = time.monotonic() + seconds
    while last_row(connection) < awaited:
        if time.monotonic() > give_up_at:
            sys.exit(f"MLflow has {last_row(connection)} points after {seconds:.0f} s, not {awaited}")
        time.sleep(POLL_SECONDS)
    print(json.dumps({"at": time.time() * 1000}))


main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
