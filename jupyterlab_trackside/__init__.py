"""Trackside's wiring into Jupyter Server: where the extension is, and how the gateway is started.

Jupyter imports this at every start, so nothing heavy is imported here, least of all MLflow.
"""

import os


def _jupyter_labextension_paths():
    """Names the prebuilt JupyterLab extension in this package."""
    return [{"src": "labextension", "dest": "jupyterlab-trackside"}]


def gateway():
    """Describes the gateway to jupyter-server-proxy, which starts it on the first request to ``trackside/``."""
    return {
        "command": _gateway_command,
        # no other user of the machine can open the socket; Windows has none behind the proxy
        "unix_socket": os.name != "nt",
        "timeout": 30,
        "absolute_url": False,
        # an open panel is not work: only kernels and people keep a server from being culled
        "update_last_activity": False,
        "launcher_entry": {"enabled": False},
        "new_browser_tab": False,
    }


def _gateway_command():
    listen = ["--port", "{port}"] if os.name == "nt" else ["--socket", "{unix_socket}"]
    # the proxy fills in `{...}`, which a path may hold as well
    cli = [part.replace("{", "{{").replace("}", "}}") for part in _trackside_cli()]
    return [*cli, "gateway", *listen]


def _trackside_cli():
    """Finds the program that the kernelspec names, so that gateway and kernel are one installation."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        argv = KernelSpecManager().get_kernel_spec("trackside").argv
    except NoSuchKernel:
        argv = ["trackside", "kernel"]
    command = argv[: argv.index("kernel")] if "kernel" in argv else argv[:1]
    return command
