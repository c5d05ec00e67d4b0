"""What the persons of a sample come to: rules, rows, and what deductibles, bands and limits do.

In: cases, one after the other. Out: `SampleWatch`, which tells whether a case came to something
new. A limit counts twice: where it limits and where it does not; so does a deductible that takes
all, a part, or nothing of what there is, and each band.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field

from polc.api.policy import Policy
from polc.inspect.coverage import CoverageWatch
from polc.messages.text import say
from polc.records.mutable import define
from polc.runtime.amounts import format_rate
from polc.runtime.explanation import BANDS, BASE, COUNTED, Entry, Portions

Effect = tuple[str, str]
"""A rule, and what it did: a status, or a sentence of its own."""

NONE: Final = say("nothing counted")
PART: Final = say("a part counted")
ALL: Final = say("all counted")


@define
class SampleWatch:
    """Settles cases and looks at what they come to."""

    rules: CoverageWatch
    effects: Counter[Effect] = field(factory=Counter)

    def settle(self, title: str, case: Mapping[str, Any]) -> bool:
        """Whether the case came to anything new."""
        settlement, new = self.rules.settle(title, case)
        if settlement is None:
            return False
        before = len(self.effects)
        for entry in settlement.entries:
            self.effects.update(_effects_of(entry))
        return new or len(self.effects) > before

    def never_limiting(self) -> list[str]:
        """The limits that were asked and never limited anybody."""
        asked = {rule for rule, what in self.effects if what == "within"}
        return sorted(rule for rule in asked if not self.effects[rule, "limited"])


def watch_policy(policy: Policy) -> SampleWatch:
    """One that has seen nothing yet."""
    return SampleWatch(CoverageWatch(policy))


def _effects_of(entry: Entry) -> Iterator[Effect]:
    if entry.step == "limit":
        yield entry.rule, entry.status
    bands = entry.find(BANDS)
    if isinstance(bands, Portions):
        for fen, rate in bands.parts:
            if fen:
                yield entry.rule, say("at {rate}", rate=format_rate(rate))
    base, counted = entry.fen(BASE), entry.fen(COUNTED)
    if base and counted is not None:
        yield entry.rule, NONE if not counted else ALL if counted == base else PART
