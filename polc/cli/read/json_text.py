"""One JSON text, with numbers as they are written.

In: a text. Out: its value: numbers keep their text as decimals, so that `50000.10` is what was
written. A text that is not JSON, or says a key twice, is a `CannotRead` that names file and line.
"""

import json
from typing import Any

from polc.api.exact_json import KeyTwiceError, read_exact_json
from polc.cli.terminal.exit_status import CannotRead
from polc.messages.reasons import say_reason
from polc.messages.text import say


def read_json(text: str, name: str, line: int = 0) -> Any:
    """The value of a JSON text; `line` is where it stands in its file, 0: all of it."""
    try:
        return read_exact_json(text)
    except json.JSONDecodeError as mistake:
        place = f"{name}:{line or mistake.lineno}:{mistake.colno}"
        raise CannotRead(
            say("{place}: not JSON: {reason}", place=place, reason=say_reason(mistake.msg))
        ) from None
    except RecursionError:
        raise CannotRead(say("{place}: nested too deeply to be a case", place=name)) from None
    except KeyTwiceError as twice:
        place = f"{name}:{line}" if line else name
        raise CannotRead(
            say("{place}: the key `{key}` stands twice in one object", place=place, key=twice)
        ) from None


def may_go_on(text: str) -> bool:
    """Whether JSON may begin with these whole lines: what they lack stands after them."""
    try:
        json.loads(text)
    except json.JSONDecodeError as mistake:
        return mistake.pos >= len(text.rstrip())
    except (RecursionError, ValueError):
        return True
    return True
