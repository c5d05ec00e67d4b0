"""An explanation as it is recorded for later claims: what it asked of a run, and where its texts
have figures of that run.

In: a run over a block that nothing refused and in which nothing is open. Out: `Recording`: the same
run with recorded figures (`recorded_figure.py`) for its values, and after an explanation was made
of it the forks that this came to, in their order. A later run that goes the same way at each is
explained in the same words, with figures of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn, cast

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Kind, NodeId
from polc.compiler.readers.trace.interpret import Run, Value
from polc.compiler.readers.trace.recorded_figure import RecordedFigure
from polc.records.mutable import define

CLAIM: Final = "\ue000claim\ue000"
"""The claim of a recorded explanation: a later one has its own."""

OPENS, CLOSES = "\ue001", "\ue002"
"""Between these stands in a text the number of a place."""

_COMPARED: Final[frozenset[Kind]] = frozenset(("money", "rate", "count", "date"))
"""Of these kinds a value may be another for a later run; those of others are few, and held."""


@frozen
class Fork:
    """What was asked of a run, and the answer: whether something is so, or the value to which a
    later run is held. `asked` is an expression of names and numbers."""

    asked: str
    answer: Value | bool
    is_held: bool = False


@define(eq=False)
class Recording:
    """`forks` in the order in which they came up; `made_of` what each name stands for, `places`
    what each place in a text is made of, `constants` what has a name and is no figure."""

    nodes: Mapping[NodeId, AnyNode]
    forks: list[Fork] = field(init=False, factory=list)
    made_of: dict[str, str] = field(init=False, factory=dict)
    places: list[str] = field(init=False, factory=list)
    constants: dict[str, Any] = field(init=False, factory=dict)
    _named: dict[str, str] = field(init=False, factory=dict)
    _answers: dict[str, Any] = field(init=False, factory=dict)

    def ask(self, question: str, answer: bool) -> bool:
        """See `Notes`; what was asked before is known."""
        if question not in self._answers:
            self._answers[question] = answer
            self.forks.append(Fork(question, answer))
        return answer

    def hold(self, name: str, value: Value) -> None:
        """See `Notes`."""
        if name not in self._answers:
            self._answers[name] = value
            self.forks.append(Fork(name, value, is_held=True))

    def define(self, made_of: str) -> str:
        """See `Notes`; the same is computed once."""
        name = self._named.get(made_of)
        if name is None:
            name = self._named[made_of] = f"v{len(self._named)}"
            self.made_of[name] = made_of
        return name

    def place(self, made_of: str) -> str:
        """See `Notes`."""
        self.places.append(made_of)
        return f"{OPENS}{len(self.places) - 1}{CLOSES}"

    def name_constant(self, value: object) -> str:
        """The name of what is the same for all runs."""
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def record(self, run: Run) -> Run:
        """The run with figures for its values."""
        assert not run.open
        assert not run.refused
        return Run(
            values=cast(dict[NodeId, Value], _Recorded(self, "value", run.values)),
            outputs=cast(dict[str, int], _Recorded(self, "output", run.outputs)),
        )

    def take(self, way: str, key: str, value: Value | None) -> Any:
        """What a run has under a key, as a figure where later runs may have another."""
        name = self.define(f"{way}({self.name_constant(key)})")
        node = self.nodes.get(key) if way == "value" else None
        is_sure = node is not None and node.guard is None
        if not is_sure and self.ask(f"{name} is None", value is None):
            return None
        if isinstance(value, tuple) or (node is not None and node.kind not in _COMPARED):
            assert value is not None
            self.hold(name, value)
            return value
        assert value is not None
        return RecordedFigure(self, name, value)


@define(eq=False)
class _Recorded:
    """What stands for the values of a run, or for its results."""

    recording: Recording
    way: str
    known: Mapping[str, Value]
    _taken: dict[str, Any] = field(init=False, factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self._taken:
            self._taken[key] = self.recording.take(self.way, key, self.known.get(key))
        found = self._taken[key]
        return default if found is None else found

    def __getitem__(self, key: str) -> Any:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(cast(str, key)) is not None

    def keys(self) -> "_Recorded":
        """As of a dictionary."""
        return self

    def __iter__(self) -> Iterator[str]:
        _refuse()

    def isdisjoint(self, keys: Iterable[str]) -> bool:
        """As of a set."""
        return not any(key in self for key in keys)


def _refuse() -> NoReturn:
    raise TypeError("which nodes a run reached is asked node by node")
