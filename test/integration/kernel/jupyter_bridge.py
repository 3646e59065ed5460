"""Lets a test in TypeScript use Jupyter's own client: commands come in as lines of JSON, messages go out as such.

All in one thread, because ZeroMQ's sockets must not be used by two.
"""

import json
import os
import signal
import sys
import time

import zmq
from jupyter_client.manager import start_new_kernel

CHANNELS = ("shell", "iopub", "control")


def tell(event):
    sys.stdout.write(json.dumps(event, default=str) + "\n")
    sys.stdout.flush()


def timed(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start


class Bridge:
    def __init__(self, kernel_name):
        self.manager, self.client = start_new_kernel(kernel_name=kernel_name, startup_timeout=60)
        self.input = b""
        tell({"event": "ready", "pid": self.manager.provisioner.pid})

    def serve(self):
        """Until the test closes its end."""
        poller = zmq.Poller()
        sockets = {name: getattr(self.client, f"{name}_channel").socket for name in CHANNELS}
        for readable in (sys.stdin.fileno(), *sockets.values()):
            poller.register(readable, zmq.POLLIN)
        while True:
            ready = dict(poller.poll())
            for name, socket in sockets.items():
                if socket in ready:
                    self.forward(name)
            if sys.stdin.fileno() in ready and not self.read_commands():
                return

    def forward(self, name):
        message = getattr(self.client, f"{name}_channel").get_msg(timeout=5)
        tell(
            {
                "event": "message",
                "channel": name,
                "type": message["msg_type"],
                "parent": message["parent_header"].get("msg_id"),
                "content": message["content"],
            }
        )

    def read_commands(self):
        received = os.read(sys.stdin.fileno(), 65536)
        *lines, self.input = (self.input + received).split(b"\n")
        for line in lines:
            self.obey(json.loads(line))
        return received != b""

    def obey(self, command):
        match command["op"]:
            case "send":
                self.send(command)
            case "interrupt":
                self.manager.interrupt_kernel()
            case "signal":
                os.kill(self.manager.provisioner.pid, getattr(signal, command["name"]))
            case "alive":
                tell({"event": "alive", "alive": self.manager.is_alive()})
            case "restart":
                self.manager.restart_kernel()
                self.client.wait_for_ready(timeout=60)
                tell({"event": "restarted"})
            case "shutdown":
                tell({"event": "shutdown", "seconds": timed(self.manager.shutdown_kernel)})

    def send(self, command):
        message = self.client.session.msg(command["type"], command["content"], metadata=command["metadata"])
        message["header"]["msg_id"] = message["msg_id"] = command["id"]
        getattr(self.client, f"{command['channel']}_channel").send(message)

    def close(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


bridge = Bridge(sys.argv[1])
try:
    bridge.serve()
finally:
    bridge.close()
