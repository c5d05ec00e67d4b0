"""The README's two commands: the lines of its first `sh` block, one a line.

In: the README's path. Out, on standard output: the commands. Fails unless there are two.
"""

import re
import sys
from pathlib import Path

COMMANDS = 2

text = Path(sys.argv[1]).read_text(encoding="utf-8")
block = re.search(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
if block is None:
    sys.exit("the README has no `sh` block")
commands = [line for line in block[1].splitlines() if line and not line.startswith("#")]
if len(commands) != COMMANDS:
    sys.exit(f"the README's first `sh` block has {len(commands)} commands, not {COMMANDS}")
print("\n".join(commands))
