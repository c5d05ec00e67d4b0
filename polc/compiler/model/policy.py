"""The plain things that a policy names: its documents, identities and payers."""

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen


@frozen
class Source:
    """A document the policy encodes."""

    id: str
    number: str
    issued: str
    supplied: bool = True


@frozen
class Identity:
    """An identity of this policy; its bit in a mask is its place in `Plan.identities`."""

    id: str
    title: str
    grades: tuple[int, int] | None = None
    except_grades: bool = False
    """Only these grades of it count, or only others."""


@frozen
class Payer:
    """Who pays; in the nodes its place in `Plan.payers`, from 1."""

    id: str
    title: str
    origin: Origin = NO_ORIGIN
