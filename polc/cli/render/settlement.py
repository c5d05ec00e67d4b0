"""A settlement as text: what each claim was paid, layer by layer, with the clause.

In: a settlement as the plain object of `Settlement.to_dict()`, amounts as decimal
strings, the titles of what it names, a language. Out: text, columns aligned where Chinese
stands beside Latin. Nothing here prints or computes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from polc.cli.render.explanation import clause_of, explain_readings, explain_steps
from polc.cli.terminal.columns import WITHOUT, table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, Text, listed, say
from polc.runtime.amounts import format_money
from polc.wording.labels import shown
from polc.wording.result import result_label

Json = Mapping[str, Any]


def as_text(
    settled: Json,
    titles: Mapping[str, str],
    language: Language = "en",
    *,
    explain: bool,
    width: int = WITHOUT,
) -> str:
    """The whole settlement; `titles` are those of benefits and identities, by id.

    With `explain` each claim is followed by the rules that led to its amounts, in `width`
    columns.
    """
    steps: Sequence[Json] = settled["explanation"]
    parts = [f"{_named(settled['policy'], titles)}  {settled['year']}\n"]
    of_claims: dict[str, list[Json]] = {}
    for step in steps:
        of_claims.setdefault(step["claim"], []).append(step)
    for claim in settled["claims"]:
        own = of_claims.get(claim["id"], [])
        parts.append(_claim(claim, own, titles, language))
        if explain:
            parts.append(explain_steps(say("how it came about"), own, width, language))
    sums = [(_named(name, titles), value) for name, value in settled["person_year"].items()]
    adjusted = [
        row
        for adjustment in settled["adjustments"]
        for row in _adjustment(adjustment, titles, language)
    ]
    unsaid = [
        (
            claim["id"],
            tell(listed(_named(name, titles) for name in claim["not_specified"]), language),
        )
        for claim in settled["claims"]
        if claim["not_specified"]
    ]
    parts += [
        _listed(say("not specified, or built on what is not"), unsaid, language),
        _listed(
            say("person and year"),
            [(name, shown(value, language)) for name, value in sums],
            language,
            right={1},
        ),
        _listed(say("due for earlier claims"), adjusted, language, right={3}),
        *_household(settled.get("household"), titles, language),
    ]
    if explain:
        others = [step for step in steps if not step["claim"]]
        parts.append(explain_steps(say("how that came about"), others, width, language))
    alerts = [
        (alert["id"], tell(say("on {day}", day=alert["on"]), language))
        for alert in settled["alerts"]
    ]
    gaps = [gap_as_row(gap, language) for gap in settled["undetermined"]]
    parts += [
        _listed(say("alerts"), alerts, language),
        _listed(say("undetermined"), gaps, language),
        explain_readings(settled["consulted"], width, language) if explain else "",
        _listed(say("notes"), [(note,) for note in settled["notes"]], language),
    ]
    return "\n".join(part for part in parts if part)


def _household(
    household: Json | None, titles: Mapping[str, str], language: Language
) -> Iterator[str]:
    """What each member is paid, and what the members have together."""
    if household is None:
        return
    benefits = [
        (visible(member["person"]), _named(name, titles), amount)
        for member in household["members"]
        for name, amount in (
            *member["totals"]["benefits"].items(),
            *((name, value) for name, value in member["person_year"].items()),
        )
    ]
    paid = [(person, name, shown(amount, language)) for person, name, amount in benefits]
    yield _listed(say("each member"), paid, language, right={2})
    shared = [
        (sum_["id"], sum_["amount"], tell(listed(_moved(sum_, language)), language))
        for sum_ in household["shared"]
    ]
    yield _listed(say("the household together"), shared, language, right={1})


def _moved(shared: Json, language: Language) -> Iterator[str]:
    """What a sum began with, and what of it each member moved."""
    if shared["opening"] != format_money(0):
        yield tell(say("before {amount}", amount=shared["opening"]), language)
    for person, amount in shared["by_member"].items():
        yield visible(f"{person} {amount}")


def refusal_as_text(name: str, refused: Sequence[Json], language: Language = "en") -> str:
    """The errors of a case that was refused; `name` says which case."""
    lines: list[str] = [tell(say("{name}: refused", name=visible(name)), language)]
    for error in refused:
        cited = ", ".join(error.get("clauses", ()))
        clause = f" ({cited})" if cited else ""
        where = f"{error['path']}: " if error.get("path") else ""
        lines.append(visible(f"  {error['code']}: {where}{error['message']}{clause}"))
    return "\n".join(lines) + "\n"


def _claim(
    claim: Json, steps: Sequence[Json], titles: Mapping[str, str], language: Language
) -> str:
    identity = claim.get("identity")
    held = f"  {_named(identity, titles)}" if identity else ""
    person = f"  {visible(claim['person'])}" if "person" in claim else ""
    heads = (say("layer"), say("amount"), say("status"), say("clause"))
    rows: list[tuple[str, ...]] = [tuple(tell(head, language) for head in heads)]
    for benefit, amount in claim["benefits"].items():
        step = _deciding_step(benefit, steps)
        status = result_label(step, steps, language)
        rows.append((_named(benefit, titles), shown(amount, language), status, clause_of(step)))
        rows += [
            (f"  {said}", shown(part, language), "", "")
            for said, part in _parts(claim.get("paid_by", {}).get(benefit, {}), titles, language)
        ]
    for head, name in ((say("remaining"), "remaining"), (say("patient pays"), "patient_pays")):
        rows.append((tell(head, language), shown(claim[name], language), "", ""))
    rows += _counted_before(claim.get("shared", {}), language)
    return f"{claim['id']}{person}{held}\n" + table(rows, right={1})


def _counted_before(shared: Json, language: Language) -> list[tuple[str, ...]]:
    """Of what a household has together what other members had moved before the claim."""
    return [
        (
            tell(say("{sum} of other members", sum=name), language),
            before["by_others"],
            visible(
                tell(
                    listed(f"{person} {fen}" for person, fen in before["others"].items()), language
                )
            ),
            "",
        )
        for name, before in shared.items()
        if before["by_others"] != format_money(0)
    ]


def _each_of(amounts: Mapping[str, str]) -> list[str]:
    return [f"{person} {amount}" for person, amount in amounts.items()]


def _deciding_step(benefit: str, steps: Sequence[Json]) -> Json:
    """The one step of a layer that carries its amount: the rule that decided it."""
    own = (step for step in steps if step["benefit"] == benefit)
    return next((step for step in own if step["amount"] is not None), {})


def _parts(
    by_payer: Mapping[str, str], titles: Mapping[str, str], language: Language
) -> list[tuple[str, str]]:
    """`paid by county`, how much: of each payer that pays something."""
    return [
        (tell(say("paid by {payer}", payer=_named(payer, titles)), language), amount)
        for payer, amount in by_payer.items()
        if amount != format_money(0)
    ]


def _adjustment(
    adjustment: Json, titles: Mapping[str, str], language: Language
) -> list[tuple[str, ...]]:
    """What is due for earlier claims; below it what each of several payers pays of it."""
    earlier = tell(say("for {claims}", claims=listed(adjustment["for"])), language)
    named = _named(adjustment["benefit"], titles)
    amount = shown(adjustment["amount"], language)
    parts = _parts(adjustment.get("paid_by", {}), titles, language)
    return [
        (adjustment["claim"], earlier, named, amount, ", ".join(adjustment["clauses"])),
        *(("", "", f"  {said}", shown(part, language), "") for said, part in parts),
    ]


def gap_as_row(gap: Json, language: Language) -> tuple[str, ...]:
    """Which result is not known, for want of what, and the clauses that it hangs on."""
    missing = tell(say("{input} is missing", input=gap["missing"]), language)
    return gap["output"], missing, ", ".join(gap["clauses"])


def _listed(
    heading: Text,
    rows: Sequence[tuple[str, ...]],
    language: Language,
    right: frozenset[int] | set[int] = frozenset(),
) -> str:
    return f"{tell(heading, language)}\n" + table(rows, right=right) if rows else ""


def _named(id_: str, titles: Mapping[str, str]) -> str:
    title = titles.get(id_, "")
    return f"{id_} {title}".rstrip()
