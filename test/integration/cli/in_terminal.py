"""Runs a command in a terminal of its own, and prints what it shows there, control sequences included.

usage: in_terminal.py COMMAND [ARGUMENT ...]
"""

import os
import pty
import sys

sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
