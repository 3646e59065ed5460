"""Types a line into Jupyter's console, as at a terminal, and prints what the console shows."""

import re
import sys

import pexpect

console = pexpect.spawn(
    sys.executable,
    ["-m", "jupyter_console", "--kernel", "trackside", "--ZMQTerminalInteractiveShell.include_other_output=False"],
    encoding="utf-8",
    timeout=60,
    dimensions=(24, 120),
)
console.expect(r"In .*\[.*1.*\]")
console.send("const answer: number = 6 * 7; answer\r")
console.expect(r"Out.*\[.*1.*\].*42")
print(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", console.after))
console.expect(r"In .*\[.*2.*\]")
console.send("\x04")
console.expect("exit")
console.send("y\r")
console.expect(pexpect.EOF)
