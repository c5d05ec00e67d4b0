"""How the amounts of a claim came about, step by step.

In: entries of an explanation as the plain objects of a settlement, the names. Out: tables: for each
benefit a row for each rule with what it took, what it comes to, and its clause.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from polc.markup.element import Element, element
from polc.markup.page import table
from polc.messages.text import Text, joined, listed, say
from polc.runtime.explanation import (
    ARITHMETIC,
    AS_WRITTEN,
    BASE,
    COUNTED,
    DEDUCTIBLE,
    LEFT,
    RATE,
    RATE_ARITHMETIC,
    TO,
    Status,
)
from polc.wording.names import Names

Json = Mapping[str, Any]

_NOT_APPLIED: Final[tuple[Status, ...]] = ("not_for", "not_when", "expired", "not entitled")
_WITH_ARITHMETIC: Final = tuple(map(str, (BASE, DEDUCTIBLE, AS_WRITTEN, LEFT, TO)))


def step_tables(steps: Sequence[Json], names: Names) -> Iterator[Element]:
    """A table for each benefit, then one of rights, alerts and limits."""
    by_benefit: dict[str, list[Json]] = {}
    for step in steps:
        by_benefit.setdefault(step["benefit"] or "", []).append(step)
    heads = tuple(
        map(
            names.tell,
            (say("step"), say("status"), say("what it took"), say("amount"), say("clause")),
        )
    )
    for benefit, own in by_benefit.items():
        caption = names.of(benefit) if benefit else names.tell(say("rights, alerts and limits"))
        yield table(caption, heads, [_row(step, benefit, names) for step in own], right={3})


def _row(step: Json, benefit: str, names: Names) -> tuple[str | list[Element], ...]:
    rule = step["rule"]
    name = names.tell(say("result")) if rule == benefit else names.rule(rule)
    told = names.tell(joined(tell_facts(step, names)))
    return (
        name,
        names.status(step["status"]),
        told,
        step["amount"] or "",
        clause_cell(step),
    )


def clause_cell(step: Json) -> list[Element]:
    """Its clauses, and their place in the document below; an amount that was given has none."""
    if step.get("status") == "given":
        return []
    ids = ", ".join(step.get("clauses", ()))
    parts = [element("div", ids)] if ids else []
    cite = step.get("cite")
    return [*parts, element("div", cite, class_="small")] if cite else parts


def tell_facts(step: Json, names: Names) -> Iterator[Text]:
    """`base 900.00 = 1000.00 − 100.00`; of a rule that did not apply why."""
    inputs = step["inputs"]
    if step["status"] in _NOT_APPLIED:
        for name, value in inputs.items():
            yield _reason(name, value, names)
        return
    told = list(_product(inputs))
    before = ""
    for name, value in inputs.items():
        fact, shown = names.fact(name, value)
        if not shown:
            continue
        if name == str(RATE_ARITHMETIC) or (name == str(ARITHMETIC) and before in _WITH_ARITHMETIC):
            told[-1] += f" = {shown}"
        else:
            told.append(f"{fact} {shown}")
        before = name
    yield from (say("{fact}", fact=fact) for fact in told)


def _product(inputs: Json) -> Iterator[str]:
    """`15000.00 × 70%`, where an amount is a rate of what is counted."""
    counted, rate = inputs.get(str(COUNTED)), inputs.get(str(RATE))
    if counted is not None and rate is not None and rate.endswith("%"):
        yield f"{counted} × {rate}"


def _reason(name: str, given: Any, names: Names) -> Text:
    fact, value = names.fact(name, given)
    if name == "identities":
        if given == "none":
            return say("the person is none of them")
        return say("the person is {identities}", identities=value)
    return say("{name} is {value}", name=fact, value=value)


def tell_clauses(step: Json, names: Names) -> str:
    """Its clauses in one line; of an amount that was given that it was, for no rule came to it."""
    if step["status"] == "given":
        return names.tell(say("given with the case"))
    return " ".join(filter(None, (", ".join(step.get("clauses", ())), step.get("cite"))))


def listed_names(ids: Sequence[str], names: Names) -> str:
    """The titles of several."""
    return names.tell(listed(map(names.of, ids)))
