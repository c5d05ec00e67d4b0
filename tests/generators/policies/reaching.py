"""People of a list whose recognition reaches back, and those of a month."""

from tests.generators.policies.values import condition
from tests.generators.policies.world import World

_DAYS = ("until 2022-06-30", "from 2022-03-15", "from 2022-02-01 until 2022-10-01")
_LENGTHS = ("12 months", "6 months", "1 months", "30 days", "0 days")


def reaching(w: World, name: str, share: float = 0.12) -> str:
    """The name, mostly alone."""
    if w.reached.random() >= (max(share, 0.4) if w.mixing else share):
        return name
    if w.reached.random() < 0.4:
        return _in_brackets(w, name)
    return f"{name} {_reach(w)}"


def _in_brackets(w: World, name: str) -> str:
    """For a time, or reaching back, some under a condition beside."""
    when = w.reached.choice(("", " when referred", " when kind is inpatient"))
    said = w.reached.choice((*_DAYS, _reach(w)))
    return f"({name} {said}{when})"


def _reach(w: World) -> str:
    """How far back."""
    if w.reached.random() < 0.3:
        return "from the month of recognition"
    known = w.parameters.get("months", []) + w.parameters.get("days", [])
    back = w.reached.choice((*_LENGTHS, *known))
    return f"from {back} before recognition"


def held_in(w: World, share: float) -> str:
    """On which days whoever is meant holds one of the identities: mostly that of the claim."""
    found = w.opt("held this year", share)
    return " held this month" if w.reached.random() < 0.05 else found


def listed(w: World, names: list[str]) -> str:
    """The people of a report: some under a condition or for a time, some of the month or of
    the year."""
    chance, w.chance = w.chance, w.reached
    limited = f"({names[-1]} when {condition(w, 0)})" if w.maybe(0.2) else names[-1]
    found = ", ".join((*names[:-1], limited))
    if w.lined.random() < 0.12:
        when = w.lined.choice(("", " when residence is rural"))
        found = ", ".join((*names[:-1], f"({names[-1]} {w.lined.choice(_DAYS)}{when})"))
    w.chance = chance
    return found + w.reached.choice((*("",) * 6, " held this month", " held this year"))
