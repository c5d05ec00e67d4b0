"""Clause by clause what a policy makes of its document.

In: a checked program. Out: a `Clause` for each clause id that the file names, in the order
of the ids: the rules that encode it, or why there is none.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

import attrs
from attrs import field, frozen

from polc.compiler.model.declared import ClauseDisposition, Declared
from polc.compiler.model.origin import Origin
from polc.compiler.typed.program import CitedStatement, Program
from polc.compiler.typed.typed import ParameterValue

Status = Literal["rule", "declared", "input", "framework", "narrative", "unspecified"]


@frozen
class Place:
    """A line of a file that cites the clause, and the rule or declared thing it is of."""

    rule: str
    file: str
    line: int


@frozen
class Clause:
    """`locator` is the document's number and the place in it, as printed; `rules` the stable
    names of the rules that encode the clause, `declared` the targets, deadlines, obligations
    that say it; `reason` and `path` (the input that carries it) where no rule does."""

    id: str
    locator: str
    status: Status
    rules: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    reason: str = ""
    path: str = ""
    places: tuple[Place, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As `polc show --what clauses --format json` says it."""
        return {
            "clause": self.id,
            "locator": self.locator,
            "status": self.status,
            "rules": list(self.rules),
            "declared": list(self.declared),
            "reason": self.reason or None,
            "input": self.path or None,
            "places": [attrs.asdict(place) for place in self.places],
        }


@attrs.define
class _Found:
    locator: str = ""
    rules: dict[str, None] = field(factory=dict)
    declared: dict[str, None] = field(factory=dict)
    account: ClauseDisposition | None = None
    input: CitedStatement | None = None
    places: dict[Place, None] = field(factory=dict)


def list_clauses(program: Program) -> tuple[Clause, ...]:
    """Every clause that the policy names."""
    found: dict[str, _Found] = {}

    def add(origin: Origin, *, declared: bool) -> None:
        for clause in origin.clauses:
            one = found.setdefault(clause, _Found())
            _locate(one, origin.cite)
            (one.declared if declared else one.rules)[origin.rule] = None
            one.places[Place(origin.rule, origin.file, origin.line)] = None

    unread = _unread_parameters(program)
    for origin in origins_in(attrs.evolve(program, declared=Declared(), cited=())):
        add(origin, declared=origin.rule in unread)
    for origin in origins_in(attrs.evolve(program.declared, conformance=(), accounts=())):
        add(origin, declared=True)
    for cited in program.cited:
        if cited.what == "field" or (cited.what == "identity" and not cited.used):
            for clause in cited.origin.clauses:
                one = found.setdefault(clause, _Found())
                _locate(one, cited.origin.cite)
                one.input = cited
                one.places[Place(cited.origin.rule, cited.origin.file, cited.origin.line)] = None
        else:
            add(cited.origin, declared=not cited.used or cited.what in ("follows", "policy"))
    for account in program.declared.accounts:
        one = found.setdefault(account.clause, _Found())
        _locate(one, account.cite)
        one.account = account
    return tuple(_describe(clause, found[clause]) for clause in sorted(found, key=_in_order))


def _locate(one: _Found, cite: str) -> None:
    """The locator of a clause is the most precise of those its lines give."""
    if len(cite) > len(one.locator):
        one.locator = cite


def _describe(clause: str, one: _Found) -> Clause:
    reason = one.account.reason if one.account is not None else ""
    path = one.account.path if one.account is not None else ""
    status: Status = "rule"
    if not one.rules:
        if one.declared:
            status = "declared"
        elif one.account is not None:
            status = one.account.status
        else:
            status = "input"
    if one.input is not None and status == "input":
        reason = reason or one.input.title
        path = path or one.input.path or "person.identities"
    rules, declared, places = tuple(one.rules), tuple(one.declared), tuple(one.places)
    return Clause(clause, one.locator, status, rules, declared, reason, path, places)


def origins_in(value: Any) -> Iterator[Origin]:
    """Every place of the file that a value comes from, in order."""
    for part in _parts(value):
        if isinstance(part, Origin):
            yield part


def _unread_parameters(program: Program) -> set[str]:
    """Parameters that no rule reads."""
    read = {part.parameter for part in _parts(program.benefits) if isinstance(part, ParameterValue)}
    others = (program.pools, program.reports, program.tallies)
    read |= {one.parameter for one in _parts(others) if isinstance(one, ParameterValue)}
    read |= {date.parameter for date in program.dates}
    return {parameter.id for parameter in program.parameters if parameter.id not in read}


def _parts(value: Any) -> Iterator[Any]:
    """A value's parts, those of its parts, and so on, as they stand."""
    stack = [value]
    while stack:
        one = stack.pop()
        yield one
        if isinstance(one, tuple):
            stack.extend(reversed(one))
        elif attrs.has(type(one)) and not isinstance(one, Origin):
            stack.extend(getattr(one, part.name) for part in reversed(attrs.fields(type(one))))


def _in_order(clause: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers by their size, words by their letters: SZ-2.5.10 stands after SZ-2.5.2a."""
    parts = re.findall(r"\d+|[^\d.\-]+", clause)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
