"""What a policy declares beside its rules, as data: clauses without a rule, targets,
deadlines, obligations, requirements and departures. No reader of the nodes needs it."""

from typing import Final, Literal

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.messages.text import Text

Under = tuple[str, tuple[str, ...]] | None
"""A reading and the choices of it under which something stands; None: always."""

Requires = Literal[
    "is",
    "at_least",
    "at_most",
    "over",
    "lowered_by",
    "raised_by",
    "same_for_all",
    "ends_by",
    "granted",
    "no_cap",
]
"""What a requirement asks of a value."""


@frozen
class ClauseDisposition:
    """A clause that no rule encodes, and why; `path` the input that carries it."""

    clause: str
    status: Literal["narrative", "input", "framework", "unspecified"]
    cite: str
    reason: str
    path: str


@frozen
class Aim:
    """What a target asks: a rate in millionths (None: the document gives no figure)."""

    op: Literal["about", "at_least", "at_most", "exactly"]
    rate: int | None
    tolerance: int | None
    where: Under
    origin: Origin


@frozen(kw_only=True)
class Target:
    """A share that is aimed at: what of what."""

    id: str
    title: str
    part: str
    whole: str
    aims: tuple[Aim, ...]
    origin: Origin


@frozen(kw_only=True)
class DueDay:
    """When something is due: a day (ordinal); by (or before) a day of every month; so many
    working days after another deadline."""

    what: Literal["day", "monthly", "after", "unspecified"]
    day: int | None
    included: bool
    after: str
    where: Under
    origin: Origin


@frozen
class Roll:
    """Which days a due day is moved from, to the next working day."""

    days: Literal["holidays", "days_off"]
    where: Under
    origin: Origin


@frozen
class Counted:
    """Whether the day itself is the first of the days counted."""

    same_day: bool
    where: Under
    origin: Origin


@frozen(kw_only=True)
class Deadline:
    """Something due on a day."""

    id: str
    title: str
    due: tuple[DueDay, ...]
    rolls: tuple[Roll, ...]
    counted: tuple[Counted, ...]
    origin: Origin


@frozen
class Obligation:
    """A duty without a figure."""

    id: str
    title: str
    bearer: str
    origin: Origin


@frozen
class Departure:
    """A requirement of a framework that this policy does not meet, on purpose."""

    framework: str
    requirement: str
    reason: str
    origin: Origin


@frozen
class Effective:
    """What is to be paid in the end: for these people a rate, in millionths, of what earlier
    layers left."""

    benefit: str
    people: tuple[str, ...]
    op: Literal["at_least", "at_most", "is", "over"]
    value: int


@frozen(kw_only=True)
class Conformance:
    """How a policy stands to a requirement; `departure` is the reason it gives for not
    meeting it, `origin` the requirement, `rule` the line of the policy that decides, if one
    does; `effective` what examples are to be held against, where only they can tell."""

    framework: str
    requirement: str
    title: str
    status: Literal["satisfied", "breached", "silent", "undetermined"]
    reason: Text
    departure: str
    origin: Origin
    rule: Origin = NO_ORIGIN
    effective: Effective | None = None


@frozen(kw_only=True)
class Declared:
    """All of it."""

    accounts: tuple[ClauseDisposition, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    departures: tuple[Departure, ...] = ()
    conformance: tuple[Conformance, ...] = ()
    origin: Origin = NO_ORIGIN


NOTHING_DECLARED: Final = Declared()
