"""The notice of one settlement as an article of a page.

In: a settlement with its explanation as the plain object of the contract, told in the reader's
language, the case it was made of, the names. Out: an element: what is paid of each bill and what
the person pays, how each amount came about by which clause, what was not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from polc.markup.element import Element, element
from polc.markup.page import facts, table
from polc.messages.text import say
from polc.notice.bill import bearer_of
from polc.notice.claim_part import claim_part
from polc.notice.steps import step_tables
from polc.runtime.after_refunds import after_refunds
from polc.runtime.vocabulary import FIELDS
from polc.wording.labels import shown
from polc.wording.names import Names

Json = Mapping[str, Any]

_OWN_NAMES: Final = {"setl_id": "id"} | {
    field.alias: field.name for field in FIELDS if field.scope == "claim" and field.alias
}
"""The names of columns that a claim may have in place of those of its fields."""


def make_notice(settled: Json, case: Json, names: Names, place: int = 0) -> Element:
    """The notice; `place` is its place among those of the page, from 0."""
    given = _claims_of(case)
    steps: Sequence[Json] = settled["explanation"]
    parts: list[Element] = [
        element("h1", names.of(settled["policy"])),
        element("p", names.tell(say("notice of settlement, {year}", year=settled["year"]))),
        _person(case, names),
    ]
    for at, claim in enumerate(settled["claims"]):
        own = [step for step in steps if step["claim"] == claim["id"]]
        limits = settled["limits"]
        at_page = place * 10_000 + at
        parts.append(claim_part(claim, given.get(claim["id"], {}), own, limits, at_page, names))
    parts += _year(settled, names)
    others = [step for step in steps if not step["claim"]]
    if others:
        parts.append(element("h3", names.tell(say("how that came about"))))
        parts += step_tables(others, names)
    parts += _not_known(settled, names)
    parts += _readings(settled, names)
    parts.append(_made_with(settled, names))
    return element("article", parts)


def refused_notice(name: str, refused: Sequence[Json], names: Names) -> Element:
    """What stands for a case that was refused: why, and by which clause."""
    rows = [
        (
            error["code"],
            error.get("path") or "",
            error["message"],
            ", ".join(error.get("clauses", ())),
        )
        for error in refused
    ]
    heads = (say("code"), say("place"), say("why"), say("clause"))
    return element(
        "article",
        element("h1", names.tell(say("{name}: refused", name=name))),
        table(names.tell(say("what is wrong with the case")), tuple(map(names.tell, heads)), rows),
    )


def _claims_of(case: Json) -> dict[str, Json]:
    """The claims of the case by id, those of a household too, with each field by its own name and
    what refunds left of the cost."""
    lists = [case.get("claims"), *(member.get("claims") for member in case.get("household") or ())]
    return {
        name: claim
        for claims in lists
        for name, claim in after_refunds(map(_by_own_names, claims or ())).items()
    }


def _by_own_names(claim: Json) -> Json:
    return {_OWN_NAMES.get(key, key): value for key, value in claim.items()}


def _person(case: Json, names: Names) -> Element:
    person = case.get("person") or {}
    return facts([(names.tell(say("person")), str(person["id"]))] if person.get("id") else [])


def _year(settled: Json, names: Names) -> Iterator[Element]:
    """The person's year: its benefits, what is due for earlier claims, rights and alerts."""
    if settled["person_year"]:
        rows = [
            (names.of(name), _year_value(value, names))
            for name, value in settled["person_year"].items()
        ]
        yield element("h2", names.tell(say("person and year")))
        of_year = (names.tell(say("benefit")), names.tell(say("amount")))
        yield table(names.tell(say("what the year comes to, in yuan")), of_year, rows, right={1})
    if settled["adjustments"]:
        heads = tuple(
            map(
                names.tell,
                (say("claim"), say("of claims"), say("layer"), say("amount"), say("clause")),
            )
        )
        due = [
            (row["claim"] or "", ", ".join(row["for"]), names.of(row["benefit"]), row["amount"],
             ", ".join(row["clauses"]))
            for row in settled["adjustments"]
        ]  # fmt: skip
        yield table(names.tell(say("due for earlier claims")), heads, due, right={3})
    yield from _household(settled.get("household"), names)
    yield from _rights(settled, names)


def _year_value(value: Any, names: Names) -> str:
    told = shown(value, names.language)
    return names.of(told) if told in names.titles else told


def _household(household: Json | None, names: Names) -> Iterator[Element]:
    if household is None:
        return
    rows = [
        (member["person"], names.of(name), shown(amount, names.language))
        for member in household["members"]
        for name, amount in (*member["totals"]["benefits"].items(), *member["person_year"].items())
    ]
    heads = tuple(map(names.tell, (say("person"), say("benefit"), say("amount"))))
    yield table(names.tell(say("each member")), heads, rows, right={2})
    shared = [(names.of(sum_["id"]), sum_["amount"]) for sum_ in household["shared"]]
    if shared:
        yield table(
            names.tell(say("the household together")), (heads[1], heads[2]), shared, right={1}
        )


def _rights(settled: Json, names: Names) -> Iterator[Element]:
    told = [
        names.tell(say("{right} ({claim})", right=names.of(right), claim=claim["id"]))
        for claim in settled["claims"]
        for right, has in claim["entitlements"].items()
        if has
    ]
    told += [names.of(right) for right, has in settled["entitlements"].items() if has]
    if told:
        yield element("h3", names.tell(say("rights that the person has")))
        yield element("ul", [element("li", right) for right in told])
    alerts = [
        names.tell(say("{alert}, on {day}", alert=names.of(alert["id"]), day=alert["on"]))
        for alert in settled["alerts"]
    ]
    if alerts:
        yield element("h3", names.tell(say("alerts")))
        yield element("ul", [element("li", alert) for alert in alerts])
    over = [
        names.tell(
            say("{limit} ({claim}): {excess} yuan over it; {bearer} bears it",
                limit=names.of(limit["id"]), claim=limit["claim"] or "-", excess=limit["excess"],
                bearer=bearer_of(limit, names))
        )
        for limit in settled["limits"]
    ]  # fmt: skip
    if over:
        yield element("h3", names.tell(say("limits that are passed")))
        yield element("ul", [element("li", line) for line in over])


def _not_known(settled: Json, names: Names) -> Iterator[Element]:
    """What stayed open, and what was taken because the case did not say it."""
    claims = tuple(claim["id"] for claim in settled["claims"])
    if settled["undetermined"]:
        rows = [
            (names.of_output(gap["output"], claims), names.in_text(str(gap["missing"]), claims),
             ", ".join(gap["clauses"]))
            for gap in settled["undetermined"]
        ]  # fmt: skip
        yield element("h2", names.tell(say("what was not known")))
        heads = tuple(map(names.tell, (say("result"), say("is missing"), say("clause"))))
        yield table(names.tell(say("results that stay open")), heads, rows)
    if settled["notes"]:
        yield element("h3", names.tell(say("taken because the case does not say it")))
        yield element(
            "ul", [element("li", names.in_text(str(note), claims)) for note in settled["notes"]]
        )


def _readings(settled: Json, names: Names) -> Iterator[Element]:
    """The places of the document that can be read in more than one way, and how they were."""
    if not settled["consulted"]:
        return
    rows = [
        (
            [
                element("div", reading["title"] or names.of(reading["reading"])),
                element("div", ", ".join(reading["ambiguity"]), class_="small"),
            ],
            _choice(reading, "choice_title", names),
            [element("div", _choice(choice, "title", names)) for choice in reading["alternatives"]],
        )
        for reading in settled["consulted"]
    ]  # fmt: skip
    yield element("h2", names.tell(say("how the document was read")))
    heads = tuple(map(names.tell, (say("reading"), say("read as"), say("could be read as"))))
    yield table(
        names.tell(say("places of the document that can be read in several ways")), heads, rows
    )


def _choice(choice: Json, title: str, names: Names) -> str:
    return " ".join(filter(None, (choice["letter"], choice[title] or names.of(choice["choice"]))))


def _made_with(settled: Json, names: Names) -> Element:
    supplied = [
        names.tell(say("{name} {value}", name=names.of(name), value=_plain(value)))
        for name, value in settled["parameters"].items()
    ]
    made = names.tell(
        say("settled with polc {version}, policy {policy}, fingerprint {fingerprint}",
            version=settled["polc"], policy=settled["policy"], fingerprint=settled["fingerprint"])
    )  # fmt: skip
    told = [
        element("p", names.tell(say("figures supplied: {figures}", figures="; ".join(supplied))))
    ]
    return element("footer", told if supplied else None, element("p", made), class_="small")


def _plain(value: Any) -> str:
    """A parameter in one line."""
    match value:
        case Mapping():
            return ", ".join(f"{key}: {_plain(part)}" for key, part in value.items())
        case list() | tuple():
            return ", ".join(map(_plain, value))
        case None:
            return "-"
        case _:
            return str(value)
