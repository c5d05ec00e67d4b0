"""The places where a text allows several meanings, and the choices there."""

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen


@frozen(kw_only=True)
class Choice:
    """A way to read the text, with the inventory's letter and the analyst's reason."""

    id: str
    letter: str
    title: str
    reason: str
    implies: tuple[tuple[str, str], ...] = ()
    """Other readings and the choices of them that this one carries with it."""
    settled: bool = True
    """Whether it can be settled; `reason` says why not."""


@frozen(kw_only=True)
class ReadingSpec:
    """A place where the text allows several meanings; `chosen` is in this plan."""

    id: str
    title: str
    ambiguities: tuple[str, ...]
    choices: tuple[Choice, ...]
    default: str
    chosen: str
    origin: Origin = NO_ORIGIN

    @property
    def settled(self) -> tuple[str, ...]:
        """The choices that can be settled."""
        return tuple(choice.id for choice in self.choices if choice.settled)
