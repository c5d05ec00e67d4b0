"""Why a case is refused: every problem of it, each with its place.

In: problems found while reading or settling a case. Out: `CaseError`, which carries them
all, and their form in JSON.
"""

from collections.abc import Callable
from typing import Any, Final

from attrs import evolve, field

from polc.messages.text import Language, Text, in_language
from polc.records.frozen import frozen
from polc.records.mutable import define

CODES: Final = (
    "bad_value",
    "base_below_zero",
    "contradiction",
    "framework",
    "given_more_than_base",
    "missing_field",
    "missing_parameter",
    "not_covered",
    "not_in_force",
    "reading_unsettled",
    "several_years",
    "unknown_choice",
    "unknown_claim",
    "unknown_field",
    "unknown_identity",
    "unknown_parameter",
    "unknown_reading",
    "wrong_policy",
)
"""Why a case may be refused."""


@frozen
class Problem:
    """One problem. `path` is its place in the case (`claims[0].date`), `clauses` the
    inventory ids of the rule that asks."""

    code: str
    path: str
    message: Text
    clauses: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """The first of the clauses, or empty."""
        return self.clauses[0] if self.clauses else ""

    def to_dict(self) -> dict[str, Any]:
        """The problem as the contract's JSON says it."""
        return {
            "code": self.code,
            "path": self.path,
            "clause": self.clause or None,
            "clauses": list(self.clauses),
            "message": self.message,
        }


AskReadings = Callable[[], frozenset[str]]
"""The readings on the rules that something reached, worked out when they are asked for."""


class CaseError(Exception):
    """A refused case; `errors` are all its problems, in the order of the case."""

    def __init__(self, errors: tuple[Problem, ...], asks: tuple[AskReadings, ...] = ()) -> None:
        super().__init__("; ".join(f"{error.path}: {error.message}" for error in errors))
        self.errors = errors
        self._asks = asks

    @property
    def readings_consulted(self) -> frozenset[str]:
        """The readings on the rules that the refused claims reached; none where the case could
        not be read, and none once the error was pickled or said in another language."""
        return frozenset().union(*(ask() for ask in self._asks))

    def in_language(self, language: Language, keywords: Language) -> "CaseError":
        """The same problems told in this language; `keywords` is that of the policy."""
        return CaseError(
            tuple(
                evolve(error, message=in_language(error.message, language, keywords))
                for error in self.errors
            )
        )

    def __reduce__(self) -> tuple[type["CaseError"], tuple[tuple[Problem, ...]]]:
        return (CaseError, (self.errors,))

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """`{"refused": [...]}`, as the contract says."""
        return {"refused": [error.to_dict() for error in self.errors]}


def name_place(refused: CaseError, place: str, name: str) -> CaseError:
    """The same problems with the paths inside a place, as `claims[3]`, beginning with a name:
    whoever has one claim has no list of them."""
    told = tuple(
        evolve(error, path=name + error.path[len(place) :])
        if error.path.startswith(place)
        else error
        for error in refused.errors
    )
    return CaseError(told, refused._asks)


@define
class Problems:
    """The problems of one case so far."""

    found: list[Problem] = field(factory=list)
    asks: list[AskReadings] = field(factory=list)
    """What the claims consulted that are the reason."""

    def add(self, code: str, path: str, message: Text, clauses: tuple[str, ...] = ()) -> None:
        """Notes a problem."""
        self.found.append(Problem(code, path, message, clauses))

    def refuse(self) -> None:
        """Refuses the case if there is any problem."""
        if self.found:
            raise CaseError(tuple(dict.fromkeys(self.found)), tuple(self.asks))
