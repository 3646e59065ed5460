"""Drives a kernel through Jupyter's own client: takes steps as JSON on the command line, one after the other."""

import json
import signal
import sys

from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="trackside")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)


def start_and_wait_for_output(code):
    client.execute(code)
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass


for step, *arguments in json.loads(sys.argv[1]):
    argument = arguments[0] if arguments else None
    if step == "execute":
        client.execute_interactive(argument, timeout=60, output_hook=lambda message: None)
    elif step == "execute-tagged":
        message = client.session.msg(
            "execute_request",
            {"code": argument, "silent": False, "store_history": True, "allow_stdin": False},
            metadata={"cellId": "the-cell", "tags": ["parameters"]},
        )
        client.shell_channel.send(message)
        # answers to the questions whether the kernel is ready may still be coming in
        while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            pass
    elif step == "start":
        start_and_wait_for_output(argument)
    elif step == "ask":
        content = {"comm_id": "asked", "target_name": "trackside.run", "data": {"action": argument}}
        client.shell_channel.send(client.session.msg("comm_open", content))
        while (message := client.get_iopub_msg(timeout=60))["msg_type"] != "comm_msg":
            pass
        assert message["content"]["data"] == {"failure": None}, message["content"]
    elif step == "restart":
        manager.restart_kernel()
        client.wait_for_ready(timeout=60)
    elif step == "kill":
        manager.signal_kernel(signal.SIGKILL)
    elif step == "shutdown":
        manager.shutdown_kernel()

client.stop_channels()
if manager.is_alive():
    manager.shutdown_kernel(now=True)
