"""Runs the Kedro project of the working directory, with the plugins that are installed beside Kedro.

    python kedro_pipeline.py
"""

import json
import sys
import time
from pathlib import Path

from kedro.framework.session import KedroSession
from kedro.framework.startup import bootstrap_project


def peak_memory() -> float:
    """The most memory that this process held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    project = Path.cwd()
    bootstrap_project(project)
    with KedroSession.create(project_path=project) as session:
        start = time.perf_counter()
        session.run()
        seconds = time.perf_counter() - start
    print(json.dumps({"runMs": seconds * 1000, "peakMemory": peak_memory()}))


main()
