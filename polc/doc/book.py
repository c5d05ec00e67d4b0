"""What every chapter of a site is told with: the policy, its words, the links between chapters.

In: a policy, a language. Out: `Book`; links to clauses and between chapters, as they are on a site
of several pages or on the one page that is printed.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from polc.api.policy import Policy
from polc.compiler.model.parameters import Parameter
from polc.doc.reading_costs import Costs, Follow, costs_of
from polc.doc.shown_figures import figure_of
from polc.inspect.coverage import Coverage, cover
from polc.inspect.titles import all_titles_of
from polc.markup.element import Element, element
from polc.messages.text import Language, Text
from polc.records.frozen import frozen
from polc.wording.names import Names
from polc.wording.values import Wording

CLAUSES: Final = "clauses"
"""The chapter to which references to clauses lead."""


@frozen(eq=False)
class ShownByExamples:
    """What settling the examples of a policy shows, once it is asked: it takes seconds."""

    policy: Policy
    follow: Follow

    @cached_property
    def costs(self) -> Costs:
        """What each other reading costs."""
        return costs_of(self.policy, self.follow)

    @cached_property
    def coverage(self) -> Coverage:
        """Which rules they reach."""
        return cover(self.policy)


@frozen
class Book:
    """A policy as it is told; `whole`: all chapters stand on one page."""

    policy: Policy
    words: Wording
    known: frozenset[str]
    """The clauses that have a place of their own."""
    found: ShownByExamples
    whole: bool = False

    @property
    def names(self) -> Names:
        """What the policy names."""
        return self.words.names

    @property
    def language(self) -> Language:
        """The reader's."""
        return self.names.language

    def tell(self, said: Text) -> str:
        """A sentence of polc's own."""
        return self.names.tell(said)

    def heads(self, *said: Text) -> tuple[str, ...]:
        """The heads of columns."""
        return tuple(map(self.tell, said))

    def link(self, chapter: str, anchor: str, shown: str) -> Element:
        """A link to a place of a chapter."""
        page = "" if self.whole else f"{chapter}.html"
        return element("a", shown, href=f"{page}#{anchor}" if anchor or self.whole else page)

    def _clause(self, clause: str) -> Element:
        """Its id, which no line ends within; a link where the clause has a place."""
        linked = clause in self.known
        shown = self.link(CLAUSES, anchor_of(clause), clause) if linked else clause
        return element("span", shown, class_="clauses")

    def clauses(self, ids: Iterable[str]) -> list[Element | str]:
        """References to clauses, each a link where the clause has a place."""
        parts: list[Element | str] = []
        for clause in dict.fromkeys(ids):
            if parts:
                parts.append(", ")
            parts.append(self._clause(clause))
        return parts


def open_book(
    policy: Policy, language: Language, follow: Follow = lambda _done, _total: None
) -> Book:
    """The book of a policy; `follow` is told how far its examples are settled."""
    names = Names(all_titles_of(policy.program), language)
    chosen = {reading.id: reading.chosen for reading in policy.plan.readings}
    given = policy.parameters
    figures = {
        parameter.id: figure
        for parameter in policy.plan.parameters
        for figure in [_figure(parameter, given, names)]
        if figure
    }
    known = frozenset(clause.id for clause in policy.clauses)
    return Book(policy, Wording(names, chosen, figures), known, ShownByExamples(policy, follow))


def _figure(parameter: Parameter, given: dict[str, object], names: Names) -> str:
    return names.tell(figure_of(parameter, given.get(parameter.id)))


def anchor_of(clause: str) -> str:
    """Where a clause stands on its page."""
    return "clause-" + "".join(letter if letter.isalnum() else "-" for letter in clause)


def paragraphs(lines: Sequence[str]) -> list[Element]:
    """A line for each."""
    return [element("div", line) for line in lines]
