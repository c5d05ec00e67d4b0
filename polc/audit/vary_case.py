"""The case of a claim as it might have been seen by who settled it: with others' facts.

In: a person's year, one of its claims. Out: cases in which something else is so, each with the
words for it: what the claim says, what the person is, which claims came before. Nothing is said
here about what they come to.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from polc.compiler.plan.plan import Plan
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.amounts import format_money
from polc.runtime.vocabulary import FIELDS

Case = dict[str, Any]

CauseKind = Literal[
    "follows", "rounding", "identity", "reading", "facts", "order", "deductible", "cap", "rate",
    "not due", "nothing recorded", "negative", "digits", "taken back", "taken back later",
    "unknown", "not looked for",
]  # fmt: skip
"""Why an amount differs, as far as it can be told."""

LEVELS: Final = (1, 2, 3)
"""The levels that hospitals have."""


@frozen
class Variation:
    """A case in which something else is so, of which kind and in words."""

    kind: CauseKind
    words: Text
    case: Case


def cut_case(
    case: Mapping[str, Any],
    before: Sequence[str],
    claim: str,
    given: Mapping[str, Any],
    left_out: Container[str] = (),
) -> Case:
    """The case up to a claim, with the claims `before` it and what was taken back of them, without
    the refunds that are `left_out`; `given` are by claim the amounts, in fen, that are taken as
    they were recorded, less what was taken back."""
    kept = {*before, claim}
    claims = []
    for found in case["claims"]:
        of = found.get("reverses")
        if of in kept and found["id"] not in left_out:
            # What was recorded is what is left: nothing more is taken of it.
            paid = dict.fromkeys(given.get(of, {}), format_money(0))
        elif found["id"] in kept:
            paid = {name: format_money(fen) for name, fen in given.get(found["id"], {}).items()}
        else:
            continue
        claims.append({**found, "paid": {**found.get("paid", {}), **paid}} if paid else found)
    return {**case, "claims": claims}


def vary_identities(case: Case, plan: Plan) -> Iterator[Variation]:
    """Without each of what the person is, with each of what the policy knows, and with all of it
    the whole year."""
    person = case["person"]
    held = list(person.get("identities", ()))
    titles = {identity.id: identity.title or identity.id for identity in plan.identities}
    names = [_name_of(identity) for identity in held]
    if any(isinstance(identity, Mapping) for identity in held):
        whole = list(dict.fromkeys(names))
        yield _with_identities(case, whole, say("as if the identities had been held all year"))
    if held:
        yield _with_identities(case, [], say("as if the person had no identity"))
    for name in dict.fromkeys(names) if len(set(names)) > 1 else ():
        rest = [identity for identity in held if _name_of(identity) != name]
        words = say("as if the person were not {identity}", identity=titles.get(name, name))
        yield _with_identities(case, rest, words)
    for name, title in titles.items():
        if name not in names:
            words = say("as if the person were {identity} alone", identity=title)
            yield _with_identities(case, [name], words)


def vary_facts(
    case: Case, claim: str, plan: Plan, reads: Container[tuple[str, str]]
) -> Iterator[Variation]:
    """With each other value of what a claim says out of a few, of what the policy `reads`."""
    own = {field.name for field in plan.fields}
    fields = [field for field in FIELDS if field.name not in own] + list(plan.fields)
    said = next(found for found in case["claims"] if found["id"] == claim)
    for field in fields:
        if field.scope != "claim" or (field.scope, field.name) not in reads:
            continue
        values: Sequence[Any] = ()
        match field.kind:
            case "choice" if not field.open:
                values = field.choices
            case "flag":
                values = (True, False)
            case "count" if field.name == "hospital_level":
                values = LEVELS
        now = said.get(field.name)
        for value in values:
            if value == now or (now is None and value == field.default):
                continue
            shown = value if isinstance(value, str) else str(value).lower()
            words = say("as if `{field}` were `{value}`", field=field.name, value=shown)
            claims = [
                {**found, field.name: value}
                if claim in (found["id"], found.get("reverses"))
                else found
                for found in case["claims"]
            ]
            yield Variation("facts", words, {**case, "claims": claims})


def order_by(
    claims: Sequence[Mapping[str, Any]], rows: Mapping[str, int], claim: str
) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Other orders in which the claims of a year may have been settled, as the claims that came
    before this one: by the day they were settled, by that of admission, by their rows."""
    for field, words in (
        ("settled", say("as if settled in the order of `settled`")),
        ("admitted", say("as if settled in the order of `admitted`")),
    ):
        if all(found.get(field) for found in claims):
            yield (
                words,
                _before(claims, {found["id"]: str(found[field]) for found in claims}, claim),
            )
    by_row = {found["id"]: f"{rows[found['id']]:020}" for found in claims}
    yield say("as if settled in the order of the table's rows"), _before(claims, by_row, claim)


def put_before(case: Case, before: Sequence[str], claim: str) -> Case:
    """The case in which those claims come before it: one of a later day is taken to the day of the
    claim, which keeps its own."""
    day = next(found["date"] for found in case["claims"] if found["id"] == claim)
    moved = [
        {**found, "date": min(found["date"], day)} if found["id"] in before else found
        for found in case["claims"]
    ]
    ordered = sorted(moved, key=lambda found: (found["date"], found["id"] == claim))
    return {**case, "claims": [{**found, "seq": at} for at, found in enumerate(ordered, start=1)]}


def _before(
    claims: Sequence[Mapping[str, Any]], keys: Mapping[str, str], claim: str
) -> tuple[str, ...]:
    return tuple(found["id"] for found in claims if keys[found["id"]] < keys[claim])


def _with_identities(case: Case, identities: list[Any], words: Text) -> Variation:
    return Variation(
        "identity", words, {**case, "person": {**case["person"], "identities": identities}}
    )


def _name_of(identity: Any) -> str:
    return str(identity["id"]) if isinstance(identity, Mapping) else str(identity)
