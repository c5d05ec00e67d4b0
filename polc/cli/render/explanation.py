"""How a settlement came about, as text: rule by rule, and the open questions it met.

In: entries of an explanation and readings as the plain objects of a settlement, a width, a
language. Out: text. Under each rule stands what the file says and what that was applied to.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.cli.terminal.columns import table, wrap
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, Text, either, listed, say
from polc.runtime.explanation import (
    ARITHMETIC,
    AS_WRITTEN,
    BASE,
    DEDUCTIBLE,
    LEFT,
    RATE_ARITHMETIC,
    TO,
    Status,
)
from polc.wording.labels import fact_label, label, shown_arithmetic, shown_fact

Json = Mapping[str, Any]

_INDENT: Final = 6
_NOT_APPLIED: Final[tuple[Status, ...]] = ("not_for", "not_when", "expired", "not entitled")
"""Statuses of rules that did not apply: what stands below says why."""

_WITH_ARITHMETIC: Final = tuple(map(str, (BASE, DEDUCTIBLE, AS_WRITTEN, LEFT, TO)))
"""Figures behind which the arithmetic stands that they come from."""

_ARITHMETIC_OF_A_RATE: Final = str(RATE_ARITHMETIC)
"""It stands behind its rate alone."""

_MADE_OF_OTHERS: Final[tuple[Status, ...]] = ("given",)
"""Statuses of amounts that no rule of the policy made."""


def explain_steps(heading: Text, steps: Sequence[Json], width: int, language: Language) -> str:
    """A row for each rule; below it the statement, and the figures it took. The heading names
    the day on which the rules of a claim were looked up; the figures of a person's year are
    those of the benefit year, whatever the day on which the person is looked at."""
    if not steps:
        return ""
    days = listed(dict.fromkeys(step["on"] for step in steps if step["on"] and step["claim"]))
    if days:
        heading = say("{heading}, by the rules of {days}", heading=heading, days=days)
    rows = [
        (step["rule"], step["amount"] or "", label(step["status"], language), clause_of(step))
        for step in steps
    ]
    lines = [visible(tell(heading, language))]
    for row, step in zip(table(rows, right={1}).splitlines(), steps, strict=True):
        lines.append(row)
        lines += [" " * _INDENT + line for line in _below(step, width - _INDENT, language)]
    return "\n".join(lines) + "\n"


def _below(step: Json, width: int, language: Language) -> list[str]:
    """`when place within in_province: place is elsewhere`; `dibao: 70% — base 15000.00`."""
    inputs = step["inputs"].items()
    if step["status"] in _NOT_APPLIED:
        why = tell(listed(_reason(name, value, language) for name, value in inputs), language)
        said = ": ".join(filter(None, (step["written"], why)))
        return wrap(visible(said), width) if said else []
    facts = tell(listed(_facts(step["inputs"], language)), language)
    written = "" if step["status"] in _MADE_OF_OTHERS else step["written"]
    said = " — ".join(filter(None, (written, facts)))
    return wrap(visible(said), width) if said else []


def _facts(inputs: Json, language: Language) -> list[str]:
    """`base 900.00 = 1000.00 − 100.00`, `rate 70%`: an arithmetic stands beside its figure."""
    facts: list[str] = []
    before = ""
    for name, value in inputs.items():
        if value == "":
            continue
        if name == _ARITHMETIC_OF_A_RATE or (name == ARITHMETIC and before in _WITH_ARITHMETIC):
            facts[-1] += f" = {shown_arithmetic(value, language)}"
        else:
            facts.append(f"{fact_label(name, language)} {shown_fact(name, value, language)}")
        before = name
    return facts


def _reason(name: str, given: Any, language: Language) -> Text:
    value = shown_fact(name, given, language)
    if name == "identities":
        if given == "none":
            return say("the person is none of them")
        return say("the person is {identities}", identities=value)
    return say("{name} is {value}", name=fact_label(name, language), value=value)


def explain_readings(consulted: Sequence[Json], width: int, language: Language) -> str:
    """A row for each reading that the case met: what was chosen, what else could be."""
    if not consulted:
        return ""
    rows = []
    for reading in consulted:
        ids = ", ".join(reading["ambiguity"]) or reading["reading"]
        told = say(
            "{title}: {chosen}; not {others}",
            title=reading["title"] or reading["reading"],
            chosen=_choice(reading, "choice_title"),
            others=either(_choice(choice, "title") for choice in reading["alternatives"]),
        )
        rows.append((ids, tell(told, language)))
    return f"{tell(say('readings consulted'), language)}\n" + table(rows, width=width)


def clause_of(step: Json) -> str:
    """Its clauses, and their place in the document."""
    return " ".join(filter(None, (", ".join(step.get("clauses", ())), step.get("cite"))))


def _choice(choice: Json, title: str) -> str:
    return " ".join(filter(None, (choice["letter"], choice[title] or choice["choice"])))
