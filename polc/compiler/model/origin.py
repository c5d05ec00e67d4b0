"""Where a figure, a rule or a step comes from: file, line, clause, readings."""

from typing import Final

from attrs import field

from polc.compiler.model.record import frozen
from polc.records.evolve import evolve


@frozen
class Origin:
    """Where a node comes from: its rule's stable name, its clause ids, the printed
    locator, the line of the file with what is written there, and the readings that shaped
    that line."""

    rule: str = ""
    clauses: tuple[str, ...] = ()
    cite: str = ""
    file: str = field(default="", eq=False)
    line: int = field(default=0, eq=False)
    readings: tuple[str, ...] = ()
    written: str = field(default="", eq=False)
    places: tuple[tuple[str, str], ...] = ()
    """Clauses that have a locator of their own."""
    own: bool = field(default=False, eq=False)
    """Whether it is a row of a table that is a line of its own, and says all that is quoted."""

    def cite_of(self, clause: str) -> str:
        """The printed locator of one of the clauses."""
        return dict(self.places).get(clause, self.cite)

    @property
    def printed(self) -> str:
        """The printed locators of all the clauses, each once; that of the line where none is
        named."""
        found = map(self.cite_of, self.clauses) if self.clauses else (self.cite,)
        return "; ".join(dict.fromkeys(place for place in found if place))

    def cited_as(self, decided: "Origin") -> "Origin":
        """The same with the clauses of what decided, and where these stand."""
        line = decided if decided.own and decided.rule == self.rule else self
        return evolve(
            self,
            clauses=decided.clauses,
            cite=decided.cite,
            places=decided.places,
            line=line.line,
            written=line.written,
        )

    @property
    def owner(self) -> str:
        """The benefit, right or pool that the rule belongs to: `basic` of `basic.rate`."""
        return self.rule.partition(".")[0]

    @property
    def is_line(self) -> bool:
        """Whether the rule is a line of its owner, and not the owner itself."""
        return self.rule != self.owner


NO_ORIGIN: Final = Origin()
