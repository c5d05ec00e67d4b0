"""What the open questions of a document come to in a case, as text.

In: outcomes as the plain object of `Outcomes.to_dict()`, titles by id, a width. Out: text:
each question with what its other answers change, the results of several answers together,
the questions of no consequence. Nothing here prints.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.cli.terminal.columns import table, wrap
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, Text, either, listed, say

Json = Mapping[str, Any]

_PARTS: Final[Mapping[str, Text]] = {
    "claims": say("what each claim is paid"),
    "entitlements": say("what the person is entitled to"),
    "due": say("what is due"),
    "alerts": say("what is reported"),
    "limits": say("what lies above a limit"),
    "payer": say("who pays"),
    "undetermined": say("what is undetermined"),
}
"""The parts of a settlement that can differ beside its sums."""

_AS_IT_STANDS: Final = say("as it stands")


def as_text(
    name: str,
    found: Json,
    titles: Mapping[str, str],
    width: int = 0,
    language: Language = "en",
) -> str:
    """`name` says which case; the first outcome is that of the choices as they stand."""
    first = found["outcomes"][0]
    stands = tell(say("refused as it stands: {why}", why=_why(first)), language) + "\n"
    if "settlement" in first:
        sums = [
            (_named(output, titles, language), amount)
            for output, amount in _sums(first["settlement"]).items()
        ]
        stands = tell(_AS_IT_STANDS, language) + "\n" + table([*sums], right={1})
    head = say(
        "{name}: what each open question comes to, in yuan, sums of the year", name=visible(name)
    )
    parts = [tell(head, language) + "\n", stands]
    questions: Sequence[Json] = found["questions"]
    costly = [question for question in questions if question["matters"]]
    if costly:
        head = say("other answers, each by itself: what is paid in all, what changes")
        told = _questions(costly, titles, width, language)
        parts.append(tell(head, language) + "\n" + "".join(told))
    parts.append(_together(found, titles, width, language))
    idle = [question for question in questions if not question["matters"]]
    if idle:
        rows = [(*_heading(question), _answer_of(question)) for question in idle]
        head = say("asked, and of no consequence by itself")
        parts.append(tell(head, language) + "\n" + table(rows, width=width))
    if not questions and "settlement" in first:
        parts.append(tell(say("no open question matters here"), language) + "\n")
    return "\n".join(part for part in parts if part)


def _questions(
    costly: Sequence[Json], titles: Mapping[str, str], width: int, language: Language
) -> list[str]:
    """A heading for each question, and a row for each answer; the first is as it stands."""
    lines = []
    for question in costly:
        lines += [
            f"  {part}\n" for part in wrap(visible("  ".join(_heading(question))), width or 999)
        ]
        rows: list[tuple[str, ...]] = [
            (
                _lettered(question["letter"], question["choice"], question["choice_title"]),
                "",
                tell(_AS_IT_STANDS, language),
            )
        ]
        for answer in question["answers"]:
            said = _lettered(answer["letter"], answer["choice"], answer["title"])
            pays = _signed(answer["payments"]) if answer["differences"] else ""
            rows.append((said, pays, _changes(answer, titles, language)))
        lines.append(table(rows, right={1}, width=width, indent=4))
    return lines


def _changes(answer: Json, titles: Mapping[str, str], language: Language) -> str:
    """What an answer changes: `tilted 倾斜救助 -64400.00, remaining +64400.00`."""
    if answer["refused"]:
        return tell(say("the case is refused: {why}", why=_why(answer)), language)
    changes: list[object] = [
        f"{_named(name, titles, language)} {_signed(by)}"
        for name, by in answer["differences"].items()
    ]
    changes += [say("{part} differs", part=_PARTS[name]) for name in answer["also"]]
    return tell(listed(changes) or say("nothing changes"), language)


def _why(refusal: Json) -> str:
    """Every reason of a refusal."""
    return "; ".join(problem["message"] for problem in refusal.get("refused", ()))


def _together(found: Json, titles: Mapping[str, str], width: int, language: Language) -> str:
    """The different results, each with every smallest set of answers that leads to it; only
    the sums that are not the same in all of them."""
    outcomes: Sequence[Json] = found["outcomes"]
    first = outcomes[0]["readings"]
    standing = {question["reading"]: question["choice"] for question in found["questions"]} | dict(
        first
    )
    short = {question["reading"]: question for question in found["questions"]}
    columns = [
        name
        for name in _sums(
            next(outcome["settlement"] for outcome in outcomes if "settlement" in outcome)
        )
        if len({_amount(outcome, name) for outcome in outcomes if "settlement" in outcome}) > 1
    ]
    ways: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for outcome in outcomes:
        settles = "settlement" in outcome
        sums = tuple(_amount(outcome, name) for name in columns) if settles else ()
        amounts = (_why(outcome), *sums)
        differing = {
            reading: choice
            for reading, choice in outcome["readings"].items()
            if standing.setdefault(reading, choice) != choice
        }
        known = ways.setdefault(amounts, [])
        if not any(way.items() <= differing.items() for way in known):
            known[:] = [way for way in known if not differing.items() <= way.items()]
            known.append(differing)
    if len(ways) == 1 and found["complete"]:
        same = say(
            "every combination comes to the same sums: {runs}", runs=_count_runs(found["runs"])
        )
        return tell(same, language) + "\n"
    names = (_named(column, titles, language) for column in columns)
    rows = [(*names, tell(say("answers"), language))]
    refused = []
    for (why, *amounts_told), known in ways.items():
        answers = either(_said(way, short) for way in known)
        if why:
            refused.append((tell(say("{answers}: refused", answers=answers), language), why))
        else:
            rows.append((*amounts_told, tell(answers, language)))
    results = (
        say("1 result") if len(ways) == 1 else say("{count} different results", count=len(ways))
    )
    head = say(
        "several together: {results} of {runs}", results=results, runs=_count_runs(found["runs"])
    )
    if not found["complete"]:
        head = say("{head}, and there are more: fix some readings with `--reading`", head=head)
    settled = table(rows, right={*range(len(columns))}, width=width) if len(rows) > 1 else ""
    return f"{tell(head, language)}\n" + settled + table(refused, width=width)


def _count_runs(runs: int) -> Text:
    return say("1 settlement") if runs == 1 else say("{count} settlements", count=runs)


def _said(differing: Mapping[str, str], short: Mapping[str, Json]) -> Text:
    """`SZ-A11=b SZ-A24=b`, as `--reading` takes them."""
    said = []
    for reading, choice in differing.items():
        question = short.get(reading)
        letters = (
            {answer["choice"]: answer["letter"] for answer in question["answers"]}
            if question
            else {}
        )
        name = question["ambiguity"][0] if question and question["ambiguity"] else reading
        said.append(f"{name}={letters.get(choice) or choice}")
    return say("{answers}", answers=" ".join(said)) if said else _AS_IT_STANDS


def _heading(question: Json) -> tuple[str, str]:
    """Its ids in the document and its name with the title; one without ids by its name alone."""
    ids, name = ", ".join(question["ambiguity"]), question["reading"]
    if not ids:
        return name, question["title"] or name
    return ids, f"{name} {question['title']}".rstrip()


def _answer_of(answer: Json) -> str:
    return _lettered(answer["letter"], answer["choice"], answer["choice_title"])


def _lettered(letter: str, choice: str, title: str) -> str:
    return f"{letter or choice}  {title or choice}"


def _sums(settled: Json) -> dict[str, str]:
    totals = settled["totals"]
    sums = {**totals["benefits"], **settled["person_year"], "remaining": totals["remaining"]}
    return {name: "-" if amount is None else amount for name, amount in sums.items()}


def _amount(outcome: Json, name: str) -> str:
    return _sums(outcome["settlement"]).get(name, "-")


def _signed(amount: str) -> str:
    return amount if amount.startswith("-") else f"+{amount}"


def _named(name: str, titles: Mapping[str, str], language: Language) -> str:
    if name == "remaining" and name not in titles:
        return tell(say("remaining"), language)
    return f"{name} {titles.get(name, '')}".rstrip()
