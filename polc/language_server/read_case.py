"""A case that an editor opens, as a form can show it: what JavaScript would lose is a text.

In: the text of a file. Out: its value, each number that a double does not have as it is written as
the text that it was, which a case may say as well; or why it is no case.
"""

import json
from decimal import Decimal
from typing import Any, Final

from polc.api.exact_json import KeyTwiceError, read_exact_json
from polc.messages.reasons import say_reason
from polc.messages.text import Language, Text, say, tell

READ: Final = "polc.readCase"

_MOST_EXACT: Final = 2**53 - 1
"""The largest whole number of which a double has every smaller one."""


def read_case(text: str, language: Language) -> dict[str, Any]:
    """`{"case": …}`, or `{"failed": …}` with the reason."""
    try:
        return {"case": _shown(read_exact_json(text))}
    except json.JSONDecodeError as mistake:
        place = f"{mistake.lineno}:{mistake.colno}"
        why: Text = say("{place}: not JSON: {reason}", place=place, reason=say_reason(mistake.msg))
    except RecursionError:
        why = say("the file is nested too deeply to be a case")
    except KeyTwiceError as twice:
        why = say("the key `{key}` stands twice in one object", key=twice)
    return {"failed": tell(why, language)}


def _shown(value: Any) -> Any:
    match value:
        case dict():
            return {key: _shown(part) for key, part in value.items()}
        case list():
            return [_shown(part) for part in value]
        case Decimal():
            return format(value, "f")
        case int() if abs(value) > _MOST_EXACT:
            return str(value)
        case _:
            return value
