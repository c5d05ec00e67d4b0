"""What was made under some choices of readings, found again for all choices that come to the same.

In: choices, and who makes something of them. Out: what was made. It is made once for all choices
that agree in the readings which were asked for while it was made: making it takes the same way
then, whatever is chosen elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from attrs import field

from polc.records.mutable import define

T = TypeVar("T")


@define(eq=False)
class AskedChoices(Mapping[str, str]):
    """Choices that note which readings are asked for."""

    choices: Mapping[str, str]
    asked: set[str] = field(init=False, factory=set)

    def __getitem__(self, reading: str) -> str:
        self.asked.add(reading)
        return self.choices[reading]

    def __iter__(self) -> Iterator[str]:
        self.asked.update(self.choices)
        return iter(self.choices)

    def __len__(self) -> int:
        return len(self.choices)


@define(eq=False)
class ByChoices(Generic[T]):
    """What was made so far, by the readings that were asked for and what was chosen of each."""

    _made: dict[tuple[str, ...], dict[tuple[str, ...], T]] = field(init=False, factory=dict)

    def find(self, choices: Mapping[str, str], make: Callable[[Mapping[str, str]], T]) -> T:
        """What is made under these choices; `make` may look at nothing else that changes."""
        for readings, by_choices in self._made.items():
            known = by_choices.get(tuple(choices[reading] for reading in readings))
            if known is not None:
                return known
        noted = AskedChoices(choices)
        made = make(noted)
        readings = tuple(sorted(noted.asked))
        chosen = tuple(choices[reading] for reading in readings)
        self._made.setdefault(readings, {})[chosen] = made
        return made
