"""The part of a notice that tells of one claim.

In: a claim of a settlement and of the case, its steps. Out: a section: the bill as a picture and as
a table, then the arithmetic.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from polc.markup.element import Element, element
from polc.markup.page import facts, table
from polc.messages.text import say
from polc.notice.bill import bill_of, fen_of
from polc.notice.steps import clause_cell, listed_names, step_tables, tell_clauses
from polc.pictures.waterfall import draw_waterfall
from polc.runtime.amounts import format_money
from polc.runtime.vocabulary import find_field
from polc.wording.labels import shown
from polc.wording.names import Names
from polc.wording.result import result_label

Json = Mapping[str, Any]
Row = tuple[str | list[Element], ...]

_SHOWN = (
    "date",
    "admitted",
    "kind",
    "place",
    "hospital",
    "hospital_level",
    "disease",
    "total",
    "in_policy",
)
"""What of the case the notice repeats."""


def claim_part(
    claim: Json,
    given: Json,
    steps: Sequence[Json],
    limits: Sequence[Json],
    place: int,
    names: Names,
) -> Element:
    """The section of the claim at a place among those of the page."""
    title = names.tell(say("claim {id}", id=claim["id"]))
    deciding = {
        step["benefit"]: step for step in steps if step["benefit"] and step["amount"] is not None
    }
    notes = {benefit: tell_clauses(step, names) for benefit, step in deciding.items()}
    bars = bill_of(claim, given, limits, notes, names)
    parts: list[Element] = [element("h2", title), _given_facts(claim, given, names)]
    if bars:
        caption = names.tell(say("from the bill to what you pay, in yuan"))
        parts.append(element("figure", draw_waterfall(bars, f"bill-{place}", caption)))
    own = claim["patient_pays"]
    if own is not None:
        told = names.tell(say("you pay {amount} yuan", amount=own))
    else:
        told = names.tell(
            say(
                "what you pay in all is not known: the case does not say the whole cost, "
                "or what decides who bears a part of it"
            )
        )
    parts += [element("p", told, class_="own"), _benefit_table(claim, deciding, steps, names)]
    if claim["not_specified"]:
        unsaid = listed_names(claim["not_specified"], names)
        parts.append(
            element(
                "p",
                names.tell(say("the document does not say: {benefits}", benefits=unsaid)),
                class_="note",
            )
        )
    parts.append(element("h3", names.tell(say("how it came about"))))
    parts += step_tables(steps, names)
    return element("section", parts)


def _given_facts(claim: Json, given: Json, names: Names) -> Element:
    """What the case says of the claim, and as whom the person is paid."""
    pairs: list[tuple[str, str]] = []
    if claim.get("person"):
        pairs.append((names.tell(say("person")), claim["person"]))
    if claim["identity"]:
        pairs.append((names.tell(say("identity")), names.of(claim["identity"])))
    for name in _SHOWN:
        field = find_field(name)
        if given.get(name) is None or field is None:
            continue
        value = given[name]
        if field.kind == "money":
            value = format_money(fen_of(str(value)))
        pairs.append((names.of(name), names.value(name, value)))
    return facts(pairs)


def _benefit_table(
    claim: Json, deciding: Mapping[str, Json], steps: Sequence[Json], names: Names
) -> Element:
    heads = (say("layer"), say("amount"), say("status"), say("clause"))
    rows: list[Row] = []
    for benefit, amount in claim["benefits"].items():
        step = deciding.get(benefit, {})
        status = result_label(step, steps, names.language)
        rows.append((names.of(benefit), shown(amount, names.language), status, clause_cell(step)))
        rows += _parts(claim.get("paid_by", {}).get(benefit, {}), names)
    rows.append((names.tell(say("remaining")), shown(claim["remaining"], names.language), "", ""))
    rows.append(
        (names.tell(say("patient pays")), shown(claim["patient_pays"], names.language), "", "")
    )
    caption = names.tell(say("what each layer pays, in yuan"))
    return table(caption, tuple(map(names.tell, heads)), rows, right={1})


def _parts(by_payer: Mapping[str, str], names: Names) -> Iterator[Row]:
    """What each of several payers pays of a benefit."""
    for payer, amount in by_payer.items():
        yield names.tell(say("paid by {payer}", payer=names.of(payer))), amount, "", ""
