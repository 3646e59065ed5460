"""Lets a test in TypeScript use Jupyter's own client: commands come in as lines of JSON, messages go out as such."""

import json
import os
import signal
import sys
import threading
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

lock = threading.Lock()


def tell(event):
    with lock:
        sys.stdout.write(json.dumps(event, default=str) + "\n")
        sys.stdout.flush()


def forward(client, name, stopped):
    channel = getattr(client, f"{name}_channel")
    while not stopped.is_set():
        try:
            message = channel.get_msg(timeout=0.2)
        except Empty:
            continue
        parent = message["parent_header"].get("msg_id")
        tell(
            {
                "event": "message",
                "channel": name,
                "type": message["msg_type"],
                "parent": parent,
                "content": message["content"],
            }
        )


def connect(client, stopped):
    threads = [
        threading.Thread(target=forward, args=(client, name, stopped)) for name in ("shell", "iopub", "control")
    ]
    for thread in threads:
        thread.start()
    return threads


def send(client, command):
    message = client.session.msg(command["type"], command["content"], metadata=command["metadata"])
    message["header"]["msg_id"] = message["msg_id"] = command["id"]
    getattr(client, f"{command['channel']}_channel").send(message)


def timed(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main():
    manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=60)
    stopped = threading.Event()
    threads = connect(client, stopped)
    tell({"event": "ready", "pid": manager.provisioner.pid})
    try:
        for line in sys.stdin:
            command = json.loads(line)
            match command["op"]:
                case "send":
                    send(client, command)
                case "interrupt":
                    manager.interrupt_kernel()
                case "signal":
                    os.kill(manager.provisioner.pid, getattr(signal, command["name"]))
                case "heartbeat":
                    tell({"event": "heartbeat", "beating": client.hb_channel.is_beating()})
                case "alive":
                    tell({"event": "alive", "alive": manager.is_alive()})
                case "restart":
                    seconds = timed(manager.restart_kernel)
                    client.wait_for_ready(timeout=60)
                    tell({"event": "restarted", "seconds": seconds})
                case "shutdown":
                    tell({"event": "shutdown", "seconds": timed(manager.shutdown_kernel)})
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
        client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)


main()
