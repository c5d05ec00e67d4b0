"""What the open questions of a document come to in a case, as text.

In: outcomes as the plain object of `Outcomes.to_dict()`, titles by id, a width. Out: text:
each question with what its other answers change, the results of several answers together,
the questions of no consequence. Nothing here prints.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.cli.terminal.columns import table, wrap
from polc.cli.terminal.text_width import visible

Json = Mapping[str, Any]


def as_text(name: str, found: Json, titles: Mapping[str, str], width: int = 0) -> str:
    """`name` says which case; the first outcome is that of the choices as they stand."""
    first = found["outcomes"][0]
    stands = f"refused as it stands: {_why(first)}\n"
    if "settlement" in first:
        sums = [
            (_named(output, titles), amount)
            for output, amount in _sums(first["settlement"]).items()
        ]
        stands = "as it stands\n" + table([*sums], right={1})
    parts = [
        f"{visible(name)}: what each open question comes to, in yuan, sums of the year\n",
        stands,
    ]
    questions: Sequence[Json] = found["questions"]
    costly = [question for question in questions if question["matters"]]
    if costly:
        head = "other answers, each by itself: what is paid in all, what changes\n"
        parts.append(head + "".join(_questions(costly, titles, width)))
    parts.append(_together(found, titles, width))
    idle = [question for question in questions if not question["matters"]]
    if idle:
        rows = [(*_heading(question), _answer_of(question)) for question in idle]
        parts.append("asked, and of no consequence by itself\n" + table(rows, width=width))
    if not questions and "settlement" in first:
        parts.append("no open question matters here\n")
    return "\n".join(part for part in parts if part)


def _questions(costly: Sequence[Json], titles: Mapping[str, str], width: int) -> list[str]:
    """A heading for each question, and a row for each answer; the first is as it stands."""
    lines = []
    for question in costly:
        lines += [
            f"  {part}\n" for part in wrap(visible("  ".join(_heading(question))), width or 999)
        ]
        rows = [
            (
                _lettered(question["letter"], question["choice"], question["choice_title"]),
                "",
                "as it stands",
            )
        ]
        for answer in question["answers"]:
            said = _lettered(answer["letter"], answer["choice"], answer["title"])
            pays = _signed(answer["payments"]) if answer["differences"] else ""
            rows.append((said, pays, _changes(answer, titles)))
        lines.append(table(rows, right={1}, width=width, indent=4))
    return lines


def _changes(answer: Json, titles: Mapping[str, str]) -> str:
    """What an answer changes: `tilted 倾斜救助 -64400.00, remaining +64400.00`."""
    if answer["refused"]:
        return f"the case is refused: {_why(answer)}"
    changes = [
        f"{_named(name, titles)} {_signed(by)}" for name, by in answer["differences"].items()
    ]
    changes += [f"{name} differ" for name in answer["also"]]
    return ", ".join(changes) or "nothing changes"


def _why(refusal: Json) -> str:
    """Every reason of a refusal."""
    return "; ".join(problem["message"] for problem in refusal.get("refused", ()))


def _together(found: Json, titles: Mapping[str, str], width: int) -> str:
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
        if len({_amount(outcome, name) for outcome in outcomes}) > 1
    ]
    ways: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for outcome in outcomes:
        amounts = (*(_amount(outcome, name) for name in columns), _why(outcome))
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
        return f"every combination comes to the same sums: {found['runs']} settlements\n"
    rows = [(*(_named(column, titles) for column in columns), "answers")]
    for (*sums, why), known in ways.items():
        said = " or ".join(_said(way, short) for way in known)
        rows.append((*sums, f"{said}: {why}" if why else said))
    head = f"several together: {len(ways)} different results of {found['runs']} settlements"
    if not found["complete"]:
        head += ", and there are more: fix some readings with `--reading`"
    return f"{head}\n" + table(rows, right={*range(len(columns))}, width=width)


def _said(differing: Mapping[str, str], short: Mapping[str, Json]) -> str:
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
    return " ".join(said) or "as it stands"


def _heading(question: Json) -> tuple[str, str]:
    ids = ", ".join(question["ambiguity"])
    return ids or question["reading"], f"{question['reading']} {question['title']}".rstrip()


def _answer_of(answer: Json) -> str:
    return _lettered(answer["letter"], answer["choice"], answer["choice_title"])


def _lettered(letter: str, choice: str, title: str) -> str:
    return f"{letter or choice}  {title or choice}"


def _sums(settled: Json) -> dict[str, str]:
    totals = settled["totals"]
    sums = {**totals["benefits"], **settled["person_year"], "remaining": totals["remaining"]}
    return {name: "-" if amount is None else amount for name, amount in sums.items()}


def _amount(outcome: Json, name: str) -> str:
    settled = outcome.get("settlement")
    return "refused" if settled is None else _sums(settled).get(name, "-")


def _signed(amount: str) -> str:
    return amount if amount.startswith("-") else f"+{amount}"


def _named(name: str, titles: Mapping[str, str]) -> str:
    return f"{name} {titles.get(name, '')}".rstrip()
