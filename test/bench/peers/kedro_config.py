"""Reads the parameters of the Kedro project of the working directory, as Kedro does before a run.

    python kedro_config.py
"""

import json
import time

from kedro.config import OmegaConfigLoader


def main() -> None:
    loader = OmegaConfigLoader(conf_source="conf", base_env="base", default_run_env="local")
    start = time.perf_counter()
    parameters = loader["parameters"]
    seconds = time.perf_counter() - start
    print(json.dumps({"loadMs": seconds * 1000, "keys": len(parameters)}))


main()
