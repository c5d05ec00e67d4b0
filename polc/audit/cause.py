"""Why an amount was paid otherwise than the policy says, in words.

In: nothing; `find_causes.py` makes it. Out: `Cause`, and those that are always the same.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

from polc.audit.vary_case import CauseKind
from polc.messages.text import Text, say
from polc.records.frozen import frozen


@frozen
class Cause:
    """What would make the recorded amount right; of another reading its name and choice."""

    kind: CauseKind
    words: Text
    reading: str = ""


NOTHING_RECORDED: Final = Cause("nothing recorded", say("nothing was paid"))
NEGATIVE: Final = Cause("negative", say("less than nothing is recorded"))
UNKNOWN: Final = Cause("unknown", say("nothing that was tried explains it"))
NOT_LOOKED_FOR: Final = Cause("not looked for", say("more differ than causes were to be found of"))
TAKEN_BACK: Final = Cause(
    "taken back", say("the claim was taken back, and not all of what it paid")
)
TAKEN_BACK_IN_PART: Final = Cause(
    "taken back",
    say("right before the claim was taken back in part; what was taken back then is not"),
)


def alternatives(words: Iterable[Text]) -> Text:
    """Several causes as one sentence."""
    return reduce(lambda told, more: say("{told}; {more}", told=told, more=more), words)


def readings_of(causes: Sequence[Cause]) -> tuple[str, ...]:
    """The readings under which the recorded amount is right, with their choices."""
    return tuple(cause.reading for cause in causes if cause.reading)
