"""Random cases for a compiled policy: what it declares is given, misgiven or left out.

In: a policy and chance. Out: the case as JSON, the parameters and readings inside it.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from polc.api.policy import Policy
from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Plan
from polc.runtime.days import months_after
from polc.runtime.vocabulary import FIELDS, Field

_MONEY = ("0.00", "0.01", "10.01", "100.00", "500.00", "1000.00", "1800.00", "3000.00", "9999.99")


def random_case(chance: Random, policy: Policy) -> dict[str, Any]:
    """A person with a year of claims."""
    plan = policy.plan
    year = chance.choice((2022, 2022, 2022, 2023, 2025))
    case: dict[str, Any] = {"year": year, "person": _person(chance, plan, year)}
    if chance.random() < 0.7:
        case["region"] = _fields(chance, plan, "region", year, 0.15)
    parameters = {
        parameter.id: _parameter(chance, plan, parameter)
        for parameter in plan.parameters
        if (not parameter.values or chance.random() < 0.1) and chance.random() < 0.95
    }
    if parameters:
        case["parameters"] = parameters
    layers = [benefit.id for benefit in plan.benefits if benefit.per == "claim"]
    if chance.random() < 0.3:
        parts = ("paid", "line", "borne")
        case["opening"] = {
            layer: _money(chance)
            if chance.random() < 0.4
            else {part: _money(chance) for part in chance.sample(parts, 2)}
            for layer in chance.sample(layers, 1)
        }
    case["claims"] = [
        _claim(chance, plan, year, layers, place) for place in range(chance.randint(1, 6))
    ]
    _keep_to_one_chain(case["claims"])
    return case


def _keep_to_one_chain(claims: list[dict[str, Any]]) -> None:
    """Of the bills of a visit mostly the first alone says what it continues: one that says another
    chain of referrals is refused."""
    known: set[str] = set()
    for claim in sorted(claims, key=lambda claim: (claim["date"], claim.get("seq", 0))):
        if claim.get("visit") in known and Random(repr(claim)).random() < 0.9:
            claim.pop("continues", None)
        known.add(claim.get("visit", ""))


def random_readings(chance: Random, policy: Policy) -> dict[str, str]:
    """A choice for some readings."""
    return {
        reading.id: chance.choice(reading.choices).id
        for reading in policy.program.readings
        if chance.random() < 0.4
    }


def reversed_pairs(chance: Random, case: dict[str, Any]) -> dict[str, Any]:
    """The same case with a claim more and another that takes it back."""
    claims = list(case["claims"])
    extra = {**chance.choice(claims), "id": "taken_back"}
    back = {**extra, "id": "reversal", "reverses": "taken_back"}
    return {**case, "claims": [*claims, extra, back]}


def _money(chance: Random) -> str:
    if chance.random() < 0.4:
        return chance.choice(_MONEY)
    return f"{chance.randrange(60_000)}.{chance.randrange(100):02}"


def _day(chance: Random, year: int) -> str:
    first = date(year, 1, 1)
    return (
        first + timedelta(days=chance.choice((0, 31, 90, 151, 364, chance.randrange(365))))
    ).isoformat()


def _person(chance: Random, plan: Plan, year: int) -> dict[str, Any]:
    used = [identity.id for identity in plan.identities[: 9 if len(plan.identities) > 9 else None]]
    found = []
    for name in chance.sample(used, chance.randint(0, 3)):
        held: dict[str, Any] = {"id": name}
        if chance.random() < 0.4:
            held["from"] = _day(chance, chance.choice((year - 1, year)))
        if chance.random() < 0.3:
            held["to"] = max(held.get("from", ""), _day(chance, year))
        if name == "veteran":
            held["grade"] = chance.randint(1, 6)
        found.append(held)
    fields = _fields(chance, plan, "person", year, 0.2)
    # Of a stream of their own: all else of a case is as it was before there were days of birth.
    apart = Random(repr((year, found)))
    if apart.random() < 0.95:
        fields["born"] = _day(apart, year - apart.choice((1, 6, 14, 18, 60, 82)))
    if "recognised" in fields and chance.random() < 0.7:
        fields["recognised"] = f"{year - 2}-05-01"
    return {"id": "p", "identities": found, **fields}


def _fields(chance: Random, plan: Plan, scope: str, year: int, missing: float) -> dict[str, Any]:
    known = [
        field
        for field in (*FIELDS, *plan.fields)
        if field.scope == scope and field.kind != "text" and field.name != "born"
    ]
    return {field.name: _value(chance, field, year) for field in known if chance.random() > missing}


def _value(chance: Random, field: Field, year: int) -> Any:
    match field.kind:
        case "money":
            return _money(chance)
        case "count":
            return chance.randint(1, 3)
        case "flag":
            return chance.random() < 0.5
        case "date":
            return _day(chance, year)
        case _:
            return chance.choice(field.choices)


def _claim(chance: Random, plan: Plan, year: int, layers: list[str], place: int) -> dict[str, Any]:
    day = _day(chance, year)
    begins = plan.dates.year_begins
    if begins > 1:
        day = date.fromordinal(
            months_after(date.fromisoformat(day).toordinal(), begins - 1)
        ).isoformat()
    claim = _fields(chance, plan, "claim", year, 0.04)
    claim |= {"id": f"k{place}", "date": day, "kind": claim.get("kind", "inpatient")}
    claim |= {"admitted": day, "settled": day, "in_policy": _money(chance)}
    total = int(claim["in_policy"].replace(".", "")) + chance.randrange(100_000)
    claim["total"] = f"{total // 100}.{total % 100:02}"
    if chance.random() < 0.1:
        del claim["total"]
    if "in_policy_last_year" in claim and Random(repr(claim)).random() < 0.5:
        claim["admitted"] = f"{year - 1}-12-20"
    if any(sum_.scope == "hospital" for sum_ in plan.accumulators):
        claim.setdefault("hospital", f"h{Random(repr(claim)).randrange(2)}")
    if chance.random() < 0.3:
        claim["visit"] = f"v{chance.randrange(2)}"
    if place and chance.random() < 0.2:
        claim["continues"] = f"k{chance.randrange(place)}"
    if chance.random() < 0.1:
        claim["seq"] = chance.randrange(3)
    if chance.random() < 0.12:
        share = chance.choice((0, 1, 10, 100))
        given = int(claim["in_policy"].replace(".", "")) * share // 100
        claim["paid"] = {chance.choice(layers): f"{given // 100}.{given % 100:02}"}
    return claim


def _parameter(chance: Random, plan: Plan, parameter: Parameter) -> Any:
    def figure() -> Any:
        if parameter.optional and chance.random() < 0.3:
            return None
        match parameter.kind:
            case "money":
                return chance.choice(("1.00", "150.00", "500.55", "3000.00"))
            case "rate":
                return chance.choice(("1%", "33.33%", "60%", "85%"))
            case "date":
                return chance.choice(("2021-03-01", "2022-01-01", "2022-05-31"))
            case "bands":
                edge = chance.choice(("100.00", "3000.00"))
                return [{"up_to": edge, "rate": "50%"}, {"up_to": None, "rate": "70%"}]
            case _:
                return chance.randint(0, 5)

    def table(keys: tuple[str, ...]) -> Any:
        if not keys:
            return figure()
        counts = {"hospital_level": ("1", "2", "3"), "tier": ("1", "2")}
        known = {field.name: field.choices for field in (*FIELDS, *plan.fields)}
        words = counts.get(keys[0]) or known[keys[0]]
        return {word: table(keys[1:]) for word in words if chance.random() < 0.97}

    value = table(parameter.keys)
    if chance.random() < 0.2 and parameter.falling is None and parameter.not_rising is None:
        return {"2022": value, "2023": table(parameter.keys), "2025": value}
    return value
