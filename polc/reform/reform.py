"""A reform as a whole: what differs in words, in figures, and for the people of a table.

In: two sides, a table of people where there is one. Out: `Reform`, as JSON; its text and its page
are made by `tell_reform.py` and `reform_page.py`.
"""

from typing import Any

from polc.records.frozen import frozen
from polc.reform.compare_people import PeopleCompared
from polc.reform.compare_rules import FigureChange, RuleChange, compare_figures, compare_rules
from polc.reform.side import Side


@frozen
class Reform:
    """What differs between two sides; `people` where a table was given."""

    old: Side
    new: Side
    rules: tuple[RuleChange, ...]
    figures: tuple[FigureChange, ...]
    people: PeopleCompared | None = None

    @property
    def said(self) -> tuple[RuleChange, ...]:
        """The rules that are written otherwise."""
        return tuple(change for change in self.rules if change.what != "computed otherwise")

    @property
    def computed(self) -> tuple[RuleChange, ...]:
        """Those that are written alike and computed otherwise, by a figure, a reading, the year,
        or another rule that they hang on."""
        return tuple(
            change
            for change in self.rules
            if change.what == "computed otherwise" and any(change.steps())
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "rules": [change.to_dict() for change in self.rules],
            "parameters": self._told_of("parameter"),
            "readings": self._told_of("reading"),
            "sources": self._told_of("source"),
            "population": self.people.to_dict() if self.people else None,
        }

    def _told_of(self, what: str) -> list[dict[str, Any]]:
        return [change.to_dict() for change in self.figures if change.what == what]


def compare_sides(old: Side, new: Side, people: PeopleCompared | None = None) -> Reform:
    """The reform, with what it comes to for `people`."""
    return Reform(old, new, compare_rules(old, new), compare_figures(old, new), people)
