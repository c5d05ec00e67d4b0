"""Synthetic persons: drawn at random from what a policy asks, within the margins.

In: a world, chance, quotas. Out: `Drawn`, a person's year as a case of the contract, with what it
took of the quotas. The same seed draws the same; nothing here is a float.
"""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any, Final

from attrs import evolve, field

from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import format_money, parse_money
from polc.runtime.vocabulary import Field
from polc.sample.margins import NOBODY, Margin, Quotas, even_margin, rare_margin
from polc.sample.world import REFUNDS, SECOND, World, values_of

HOSPITALS: Final = 20
"""So many hospitals there are, where anything hangs on which."""


RARE: Final = {SECOND: 100_000, REFUNDS: 30_000}
"""Margins of what is rare: in millionths, where no margins are given. With some given, what is not
among them never happens."""


@frozen
class Drawn:
    """A case, and each value with its margin, as it was taken."""

    case: Mapping[str, Any]
    taken: tuple[tuple[str, str], ...]

    def named(self, at: int) -> "Drawn":
        """The same as the person of this number, marked as synthetic."""
        person = f"SYN{at:09}"
        claims = [
            {
                **claim,
                "id": f"{person}-{claim['id']}",
                **({"reverses": f"{person}-{claim['reverses']}"} if "reverses" in claim else {}),
            }
            for claim in self.case["claims"]
        ]
        case = {**self.case, "person": {**self.case["person"], "id": person}, "claims": claims}
        return evolve(self, case=case)


@define
class PersonDrawer:
    """Draws persons of a world; `margins` are those that were given."""

    world: World
    chance: Random
    margins: Mapping[str, Margin]
    _fields: dict[str, tuple[Field, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._fields = {scope: self.world.fields(scope) for scope in ("person", "claim", "region")}

    def margin_of(self, name: str) -> Margin:
        """The margin that was given, or an even one, or a small one of what is rare."""
        given, values = self.margins.get(name), self.world.margins[name]
        if given is None and name in RARE:
            return rare_margin(values, 0 if self.margins else RARE[name])
        return given or even_margin(values)

    def draw(self, quotas: Mapping[str, Quotas] | None = None) -> Drawn:
        """A person; without quotas each value that has a share is as likely as another."""
        taken: list[tuple[str, str]] = []
        identity = self._value("identities", quotas, taken)
        second = self._value(SECOND, quotas, taken)
        held = [*self._held(identity), *(self._held(second) if second != identity else [])]
        person: dict[str, Any] = {"id": "SYN", "identities": held}
        for known in self._fields["person"]:
            person[known.name] = self._fill(known, quotas, taken)
        claims = sorted(
            (self._claim(quotas, taken) for _ in range(int(self._value("claims", quotas, taken)))),
            key=lambda claim: str(claim["date"]),
        )
        named = [{"id": str(at), **claim} for at, claim in enumerate(claims, start=1)]
        for claim in tuple(named):
            named += self._take_back(claim, self._value(REFUNDS, quotas, taken))
        case: dict[str, Any] = {"year": self.world.year, "person": person, "claims": named}
        return Drawn({"policy": self.world.policy.name, **case}, tuple(taken))

    def region(self) -> dict[str, Any]:
        """The figures of the place, one for all."""
        return {
            known.name: bool(self.chance.randrange(2))
            if known.kind == "flag"
            else self._fill(known, None, [])
            for known in self._fields["region"]
        }

    def _value(
        self, name: str, quotas: Mapping[str, Quotas] | None, taken: list[tuple[str, str]]
    ) -> str:
        if quotas is None:
            shares = self.margin_of(name).shares
            value = self.chance.choice([value for value, share in shares.items() if share])
        else:
            value = quotas[name].draw(self.chance)
        taken.append((name, value))
        return value

    def _held(self, identity: str) -> list[Any]:
        """For most the whole year, for some from a day in it on."""
        if identity == NOBODY:
            return []
        first = date.fromordinal(self.world.days[0]).isoformat()
        start = first if self.chance.randrange(4) else self._day()
        held = {"id": identity, "from": start, "to": None}
        grades = self.world.grades.get(identity)
        return [held if grades is None else {**held, "grade": 1 + self.chance.randrange(grades)}]

    def _take_back(self, claim: Mapping[str, Any], what: str) -> list[dict[str, Any]]:
        """The refund of a claim, on its day or later in the year."""
        if what == NOBODY:
            return []
        day = max(self._day(), str(claim["date"]))
        days = dict.fromkeys(("date", "admitted", "settled"), day)
        refund = {**claim, **days, "id": f"{claim['id']}r", "reverses": claim["id"]}
        if what == "part":
            # As much of the bill as of what counts of it, so that no more is left of either.
            amount = parse_money(claim["in_policy"]) // 2
            refund |= {"in_policy": format_money(amount), "total": format_money(amount)}
        return [refund]

    def _fill(
        self, known: Field, quotas: Mapping[str, Quotas] | None, taken: list[tuple[str, str]]
    ) -> Any:
        if values_of(known):
            value = self._value(known.name, quotas, taken)
            if known.kind == "flag":
                return value == "yes"
            return int(value) if known.kind == "count" else value
        match known.kind:
            case "money":
                return format_money(self._amount())
            case "count":
                return self.chance.randrange(13)
            case "date" if known.name == "born":
                return self._day(before=self.chance.randrange(95))
            case "date":
                return self._day(before=self.chance.randrange(2))
            case _:
                return f"synthetic {self.chance.randrange(5)}"

    def _claim(
        self, quotas: Mapping[str, Quotas] | None, taken: list[tuple[str, str]]
    ) -> dict[str, Any]:
        day = self._day()
        in_policy = self._amount()
        total = in_policy + self._amount() // (1 + self.chance.randrange(9))
        claim = {"date": day, "admitted": day, "settled": day}
        claim |= {known.name: self._fill(known, quotas, taken) for known in self._fields["claim"]}
        claim |= {"in_policy": format_money(in_policy), "total": format_money(total)}
        if self.world.reads_hospital:
            claim["hospital"] = f"SYNH{1 + self.chance.randrange(HOSPITALS):03}"
        return claim

    def _day(self, before: int = 0) -> str:
        """A day of the year, so many years before."""
        first, last = self.world.days
        day = date.fromordinal(first + self.chance.randrange(max(1, last - first + 1)))
        return date(day.year - before, day.month, min(day.day, 28)).isoformat()

    def _amount(self) -> int:
        """In fen: at an edge or beside it, some way beyond it, or of any size."""
        chance, edges = self.chance, self.world.amounts
        way = chance.randrange(5)
        if edges and way < 2:
            return max(1, chance.choice(edges) + chance.choice((-1, 0, 0, 1)))
        if edges and way < 4:
            return chance.choice(edges) * (1 + chance.randrange(12)) + chance.randrange(100_000)
        return 1 + chance.randrange(int(10 ** (4 + chance.randrange(5))))
