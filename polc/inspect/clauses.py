"""Clause by clause what a policy makes of its document.

In: a checked program. Out: a `Clause` for each clause id that the file names, in the order
of the ids: the rules that encode it, or why there is none.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

import attrs
from attrs import field

from polc.compiler.model.declared import ClauseDisposition, Declared
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.program import CitedStatement, Program
from polc.compiler.typed.nodes.values import ParameterValue
from polc.records.frozen import frozen

Status = Literal["rule", "declared", "input", "framework", "narrative", "unspecified"]


@frozen
class Place:
    """A line of a file that cites the clause, and the rule or declared thing it is of."""

    rule: str
    file: str
    line: int


@frozen(kw_only=True)
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


@attrs.define(kw_only=True)
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
            gathered = found.setdefault(clause, _Found())
            _locate(gathered, origin.cite_of(clause))
            (gathered.declared if declared else gathered.rules)[origin.rule] = None
            gathered.places[Place(origin.rule, origin.file, origin.line)] = None

    unread = _unread_parameters(program)
    for origin in origins_in(attrs.evolve(program, declared=Declared(), cited=())):
        add(origin, declared=origin.rule in unread)
    for origin in origins_in(attrs.evolve(program.declared, conformance=(), accounts=())):
        add(origin, declared=True)
    for cited in program.cited:
        if cited.what == "field" or (cited.what == "identity" and not cited.used):
            for clause in cited.origin.clauses:
                gathered = found.setdefault(clause, _Found())
                _locate(gathered, cited.origin.cite_of(clause))
                gathered.input = cited
                gathered.places[Place(cited.origin.rule, cited.origin.file, cited.origin.line)] = (
                    None
                )
        else:
            add(cited.origin, declared=not cited.used or cited.what in ("follows", "policy"))
    for account in program.declared.accounts:
        gathered = found.setdefault(account.clause, _Found())
        _locate(gathered, account.cite)
        gathered.account = account
    return tuple(_describe(clause, found[clause]) for clause in sorted(found, key=_in_order))


def _locate(gathered: _Found, cite: str) -> None:
    """The locator of a clause is the most precise of those its lines give."""
    if len(cite) > len(gathered.locator):
        gathered.locator = cite


def _describe(clause: str, gathered: _Found) -> Clause:
    reason = gathered.account.reason if gathered.account is not None else ""
    path = gathered.account.path if gathered.account is not None else ""
    status: Status = "rule"
    if not gathered.rules:
        if gathered.declared:
            status = "declared"
        elif gathered.account is not None:
            status = gathered.account.status
        else:
            status = "input"
    if gathered.input is not None and status == "input":
        reason = reason or gathered.input.title
        path = path or gathered.input.path or "person.identities"
    rules, declared, places = (
        tuple(gathered.rules),
        tuple(gathered.declared),
        tuple(gathered.places),
    )
    return Clause(
        id=clause,
        locator=gathered.locator,
        status=status,
        rules=rules,
        declared=declared,
        reason=reason,
        path=path,
        places=places,
    )


def origins_in(value: Any) -> Iterator[Origin]:
    """Every place of the file that a value comes from, in order."""
    for part in _parts(value):
        if isinstance(part, Origin):
            yield part


def _unread_parameters(program: Program) -> set[str]:
    """Parameters that no rule reads."""
    read = {part.parameter for part in _parts(program.benefits) if isinstance(part, ParameterValue)}
    others = (program.pools, program.reports, program.tallies)
    read |= {part.parameter for part in _parts(others) if isinstance(part, ParameterValue)}
    read |= {date.parameter for date in program.dates}
    return {parameter.id for parameter in program.parameters if parameter.id not in read}


def _parts(value: Any) -> Iterator[Any]:
    """A value's parts, those of its parts, and so on, as they stand."""
    stack = [value]
    while stack:
        value = stack.pop()
        yield value
        if isinstance(value, tuple):
            stack.extend(reversed(value))
        elif attrs.has(type(value)) and not isinstance(value, Origin):
            stack.extend(getattr(value, part.name) for part in reversed(attrs.fields(type(value))))


def _in_order(clause: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers by their size, words by their letters: SZ-2.5.10 stands after SZ-2.5.2a."""
    parts = re.findall(r"\d+|[^\d.\-]+", clause)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
