"""How a policy stands to a requirement.

In: nothing. Out: `Verdict`: satisfied, breached, silent or undetermined, and why.
"""

from typing import Literal

from polc.compiler.model.declared import Effective
from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.messages.text import NOTHING, Text

Status = Literal["satisfied", "breached", "silent", "undetermined"]


@frozen
class Verdict:
    """`reason` is one sentence without the requirement's name; `origin` the line of the
    policy that decides, if one does; `effective` what the examples are to be held against."""

    status: Status
    reason: Text = NOTHING
    origin: Origin = NO_ORIGIN
    effective: Effective | None = None
