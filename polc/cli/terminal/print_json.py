"""JSON on standard output: Chinese as itself, two blanks of indentation, or one line.

It goes out as UTF-8 whatever the terminal is.
"""

import json
from typing import Any

from polc.cli.terminal.output import print_exact


def print_json(value: Any, *, one_line: bool = False) -> None:
    """Prints one JSON value and a line end."""
    print_exact(json.dumps(value, ensure_ascii=False, indent=None if one_line else 2))
