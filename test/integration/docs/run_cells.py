"""Writes files, runs cells of one notebook and commands, in this order, and prints what each of the latter shows as JSON.

usage: run_cells.py < {"notebook": path, "steps": [{"path", "text"} | {"source", "tags"} | {"command"}]}
"""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


# as JupyterLab writes it
METADATA = {
    "kernelspec": {"display_name": "TypeScript (Trackside)", "language": "typescript", "name": "trackside"},
    "language_info": {"name": "typescript"},
}


def cell_of(step):
    return nbformat.v4.new_code_cell(step["source"], metadata={"tags": step["tags"]})


def has_failed(cell):
    return any(output.output_type == "error" for output in cell.outputs)


def text_of(cell):
    return "".join(shown(output) for output in cell.outputs)


def shown(output):
    """The text of an output as a console would show it."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return output.data.get("text/plain", "") + "\n"


def main(notebook_path, steps):
    cells = [cell_of(step) for step in steps if "source" in step]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    # the kernel looks there for the tags of cells, which this client does not send
    notebook_path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, notebook_path)
    folder = str(notebook_path.parent)
    client = NotebookClient(
        notebook, kernel_name="trackside", timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}
    )
    index = 0
    root = notebook_path.parent.parent
    results = []
    with client.setup_kernel():
        for step in steps:
            if "source" in step:
                cell = notebook.cells[index]
                client.execute_cell(cell, index)
                index += 1
                results.append({"text": text_of(cell), "failed": has_failed(cell)})
            elif "command" in step:
                done = subprocess.run(step["command"], shell=True, cwd=root, capture_output=True, text=True)
                results.append({"text": done.stdout + done.stderr, "failed": done.returncode != 0})
            else:
                path = root / step["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step["text"], encoding="utf-8")
    print(json.dumps(results))
    # what commands are then given is the notebook without what the page shows failing
    notebook.cells = [cell for cell in notebook.cells if not has_failed(cell)]
    nbformat.write(notebook, notebook_path)


if __name__ == "__main__":
    request = json.load(sys.stdin)
    main(Path(request["notebook"]), request["steps"])
