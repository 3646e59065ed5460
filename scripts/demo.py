"""Runs a notebook cell by cell in the kernel "trackside" and tells how far it is; the notebook's file is left as it is.

usage: demo.py NOTEBOOK RESULT

RESULT is where the executed notebook is written. The exit code is 1 when a cell failed.
"""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

WIDTH = 60


def title(cell):
    """Names a cell by its first line that says something."""
    lines = (line.strip() for line in cell.source.splitlines())
    first = next((line for line in lines if line and not line.startswith(("import ", "//", "/*", "*"))), "")
    return first if len(first) <= WIDTH else first[: WIDTH - 3] + "..."


class Progress:
    """Prints a line for each code cell that has run."""

    def __init__(self, notebook):
        self.total = sum(cell.cell_type == "code" for cell in notebook.cells)
        self.done = 0
        self.started = 0.0

    def start(self, cell, cell_index):
        self.started = time.monotonic()

    def end(self, cell, cell_index, execute_reply):
        self.done += 1
        seconds = time.monotonic() - self.started
        status = execute_reply["content"]["status"]
        number = f"[{self.done}/{self.total}]"
        print(f"  {number:8} {status:6} {seconds:6.2f} s  {title(cell)}", flush=True)


def main(notebook_path, result_path):
    notebook = nbformat.read(notebook_path, as_version=4)
    progress = Progress(notebook)
    client = NotebookClient(
        notebook,
        kernel_name="trackside",
        timeout=600,
        resources={"metadata": {"path": str(notebook_path.parent)}},
        on_cell_start=progress.start,
        on_cell_executed=progress.end,
    )
    # a kernel outside JupyterLab is not told otherwise which notebook it serves
    os.environ["TRACKSIDE_NOTEBOOK"] = str(notebook_path)
    try:
        client.execute()
    except CellExecutionError as error:
        print(f"\nA cell failed:\n{error}", file=sys.stderr)
        return 1
    finally:
        result_path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, result_path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
