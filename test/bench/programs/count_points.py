"""Counts what MLflow's database has of a run's metric, beside the steps 0 to POINTS - 1 that it should have.

    python count_points.py DATABASE RUN_ID KEY POINTS
"""

import json
import sqlite3
import sys


def main(database: str, run_id: str, key: str, points: int) -> None:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    steps = [
        step
        for (step,) in connection.execute(
            "SELECT step FROM metrics WHERE run_uuid = ? AND key = ?", (run_id, key)
        )
    ]
    found = set(steps)
    print(
        json.dumps(
            {
                "lost": len(set(range(points)) - found),
                "doubled": len(steps) - len(found),
            }
        )
    )


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
