"""A real ipykernel behind Jupyter's own client: takes requests as lines of JSON, and answers each by one."""

import json
import sys

from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="python3")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=120)
print(json.dumps({"ready": True}), flush=True)

for line in sys.stdin:
    request = json.loads(line)
    output = []
    if request.pop("restart", False):
        manager.restart_kernel()
        client.wait_for_ready(timeout=120)
        reply = {}
    else:
        reply = client.execute_interactive(
            **request,
            timeout=120,
            output_hook=lambda message: output.append(message["msg_type"]),
        )["content"]
    print(json.dumps({"reply": reply, "output": output}), flush=True)

client.stop_channels()
manager.shutdown_kernel(now=True)
