"""Starts a kernel as Jupyter does; tells how long it takes until its first cell is done, and what an empty cell takes then.

    python kernel_times.py KERNEL EMPTY_CELLS
"""

import json
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

# the first ones are slower while the compiler warms up
WARM_UP_CELLS = 5
TIMEOUT_SECONDS = 60


def execute(client, code: str) -> float:
    """Milliseconds until the kernel has answered."""
    start = time.perf_counter()
    request = client.execute(code)
    while True:
        reply = client.get_shell_msg(timeout=TIMEOUT_SECONDS)
        if reply["parent_header"].get("msg_id") == request:
            break
    if reply["content"]["status"] != "ok":
        sys.exit(f"the kernel answered {reply['content']}")
    return (time.perf_counter() - start) * 1000


def main(kernel: str, cells: int) -> None:
    manager = KernelManager(kernel_name=kernel)
    start = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels(hb=False)
        # it waits in the socket's queue until the kernel listens
        execute(client, "1 + 1")
        first_cell = (time.perf_counter() - start) * 1000
        times = [execute(client, "") for _ in range(WARM_UP_CELLS + cells)]
        print(json.dumps({"firstCell": first_cell, "emptyCell": statistics.median(times[WARM_UP_CELLS:])}))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main(sys.argv[1], int(sys.argv[2]))
