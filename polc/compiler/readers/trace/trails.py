"""The ways on which explanations of one benefit, or of one report, were made: a claim that goes on
a known one is explained by filling in its figures.

In: how it is explained step by step, runs. Out: its entries as the contract's JSON has them, those
of a known way by a function (`write_trail.py`), of any other step by step. A way is made known when
a run takes it that no known one fits, once there were enough runs for it to be worth its function.
"""

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, Final

from attrs import field

from polc.compiler.plan.nodes import AnyNode, NodeId
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.readers.trace.recorded_figure import RecordedFigure
from polc.compiler.readers.trace.recording import CLAIM, Fork, Recording
from polc.compiler.readers.trace.write_trail import Fill, write_trail
from polc.records.mutable import define
from polc.runtime.explanation import Entry, as_plain_entry

Explain = Callable[[Run, str, int | None], Iterable[Entry]]
"""The entries of a run, for a claim and the day on which values were looked up."""

FEW: Final = 24
"""So many explanations are made step by step before the first way is made known."""

_WORTH: Final = 8
"""So many more for each way after it: making one known takes as long as ten to twenty explanations
of a benefit, and there are no more than `_MOST`."""

_MOST: Final = 64
"""So many ways are known of one benefit."""


@define(eq=False)
class _Trail:
    """`forks` of the whole way, of which `fill` asks the last; `further` the ways that go on
    where it found another answer, by what it gave."""

    forks: tuple[Fork, ...]
    fill: Fill
    further: dict[object, "_Trail"] = field(init=False, factory=dict)


@define(eq=False)
class Trails:
    """`record` explains a recorded run of these nodes, of which nothing may be kept."""

    nodes: Mapping[NodeId, AnyNode]
    record: Explain
    left: int = field(factory=lambda: FEW)
    _first: _Trail | None = field(init=False, default=None)
    _known: int = field(init=False, default=0)
    _lock: Any = field(init=False, factory=Lock)

    def tell(
        self, run: Run, claim: str, day: int | None, on: str | None, step_by_step: Explain
    ) -> list[dict[str, Any]]:
        """The entries of a run; `on` is the day as printed."""
        if not run.open and not run.refused:
            trail, missed, found = self._first, None, None
            values, outputs, told = run.values.get, run.outputs.get, claim or None
            while trail is not None:
                found = trail.fill(values, outputs, told, day, on)
                if type(found) is list:
                    return found
                missed, trail = trail, trail.further.get(found)
            self.left -= 1
            if self.left < 0 and self._known < _MOST:
                with self._lock:
                    self._make_known(run, day, missed, found)
        return [as_plain_entry(entry) for entry in step_by_step(run, claim, day)]

    def _make_known(self, run: Run, day: int | None, missed: _Trail | None, found: object) -> None:
        """The way of a run, which leaves a known one where that found what it does not go on by."""
        self.left = _WORTH
        recording = Recording(self.nodes)
        recorded_day: Any = RecordedFigure(recording, "day", day or 0)
        try:
            entries = [*self.record(recording.record(run), CLAIM, recorded_day)]
        except TypeError:  # it did with a figure what only an integer can do
            self._known = _MOST
            return
        forks = tuple(recording.forks)
        begin = 0
        if missed is not None:
            place = _place_of(found)
            if not _goes_on(forks, missed.forks, place):
                return
            begin = place + 1
        trail = _Trail(forks, write_trail(recording, entries, begin))
        self._known += 1
        if missed is None:
            self._first = trail
        else:
            missed.further[found] = trail


def _place_of(found: object) -> int:
    """The place of the question to which this answer was found."""
    place = found[0] if isinstance(found, tuple) else found
    assert isinstance(place, int)
    return place


def _goes_on(forks: tuple[Fork, ...], known: tuple[Fork, ...], place: int) -> bool:
    """Whether a way asks the same as a known one up to this place, and has another answer there."""
    return (
        len(forks) > place
        and forks[:place] == known[:place]
        and forks[place].asked == known[place].asked
        and forks[place].answer != known[place].answer
    )
