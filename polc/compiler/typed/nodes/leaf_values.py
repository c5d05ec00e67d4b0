"""Values that are made of no other value: figures, names, what the case and the year so far say.

In: nothing. Out: the types of these values, and the kinds that a value may be of.
"""

from typing import Final, Literal

from polc.compiler.model.record import frozen
from polc.compiler.model.running_figures import FIGURE_WORDS, FigureName
from polc.compiler.typed.nodes.chosen import Member
from polc.runtime.vocabulary import Field

ValueKind = Literal[
    "money",
    "rate",
    "points",
    "count",
    "date",
    "days",
    "months",
    "flag",
    "choice",
    "none",
    "bands",
]


@frozen
class Figure:
    """A number written in the file."""

    kind: ValueKind
    value: int


@frozen
class ParameterValue:
    """A parameter; one that is a table is looked up by the fields of its keys. Of one by identity
    it is the figure of one `identity`, in a table by identity."""

    kind: ValueKind
    parameter: str
    identity: str = ""


@frozen
class FieldValue:
    """A field of the claim, the person or the region."""

    kind: ValueKind
    field: Field


@frozen
class Running:
    """A figure of the settlement so far: `remaining`, `own_cost`, `year`, `date`."""

    kind: ValueKind
    name: FigureName


GOVERNING_DAY: Final = Running("date", "date")
"""The day that governs a claim, whichever of its days the policy is dated by."""


@frozen
class OfStay:
    """An amount of the stay so far: that of this bill and of the earlier ones of the visit."""

    part: "FieldValue | Running"
    kind: ValueKind = "money"


RUNNING: Final[dict[str, Running]] = {
    word: Running(kind, name) for word, (kind, name) in FIGURE_WORDS.items()
}
"""Those that a file can name, by their words in either language."""


@frozen
class LayerValue:
    """A figure of an earlier benefit of the same claim; 0 where it was not open. Of the year
    (`of_year`) it is what another benefit of the person's year pays or leaves."""

    benefit: str
    part: Literal[
        "base", "deductible", "deducted", "before_cap", "cut_off", "above_cap", "paid", "left"
    ]
    kind: ValueKind = "money"
    of_year: bool = False


def identities_of(members: tuple[Member, ...]) -> tuple[str, ...]:
    """All that may be meant, each once."""
    return tuple(dict.fromkeys(identity for identity, _ in members))


@frozen
class Reaching:
    """Identities (some of those meant) that count from some time before the recognition of each
    on: `back` is days or months, None: from the first day of its month."""

    members: tuple[Member, ...]
    back: Figure | ParameterValue | None


@frozen
class Held:
    """Whether the person holds one of these identities `on` the governing date, or on any
    day of its month or of the year, or is recognised soon enough after it where recognition
    reaches back; `everyone` is meant whatever they hold."""

    members: tuple[Member, ...]
    on: Literal["day", "month", "year"] = "day"
    everyone: bool = False
    reaching: tuple[Reaching, ...] = ()
    kind: ValueKind = "flag"

    @property
    def identities(self) -> tuple[str, ...]:
        """All that may be meant, each once."""
        return identities_of(self.members)


@frozen
class HeldSince:
    """The first day of the spell in which the person holds one of these identities, else of the
    next; no day where there is neither."""

    members: tuple[Member, ...]
    kind: ValueKind = "date"


@frozen
class TallyValue:
    """A figure of the year so far, this claim included."""

    kind: ValueKind
    tally: str
    field: Field | None = None
    """The field whose named values a highest one is of."""


@frozen
class BandsValue:
    """Bands written out in figures: (edge in fen or UNLIMITED, rate in millionths)."""

    rows: tuple[tuple[int, int], ...]
    kind: ValueKind = "bands"
