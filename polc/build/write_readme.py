"""How a source is called: its README.

In: a program, a target, a language. Out: Markdown. What a table of the source has already is not
said again: names of identities, payers and refusals.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from polc.build.calling import show_call
from polc.build.name_file import name_file
from polc.build.tell_inputs import KINDS, SCOPES, tell_input
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.source.program import SourceFigure, SourceProgram, Target
from polc.messages.text import Language, Text, in_language, listed, quoted, say
from polc.runtime.benefit_year import year_of_day
from polc.runtime.days import FOREVER
from polc.runtime.read.read_value import FIRST_YEAR, LAST_YEAR

_FULL_STOP: Final = "。"
"""What the catalogue leaves to the end of a Chinese sentence."""


def write_readme(program: SourceProgram, target: Target, language: Language) -> str:
    """The README of the program's file for a target."""

    def tell(said: Text) -> str:
        told = in_language(said, language, language)
        whole = language == "zh" and said.endswith(".")
        return f"{told}{_FULL_STOP}" if whole else told

    plan = program.plan
    file = name_file(program, target)
    head = f"# {plan.policy} {' '.join(plan.title.split())} · {file}"
    parts: list[str] = [head, "", *_paragraphs(map(tell, _about(program, file)))]
    parts += _section(tell(say("How it is called")))
    parts += [f"```{target}", *show_call(program, target, _year_of(program)), "```", ""]
    parts += _bullets(map(tell, _calling(program, target)))
    parts += _section(tell(say("What stands for what")))
    parts += _bullets(map(tell, _values(plan)))
    parts += _section(tell(say("Inputs")))
    columns = (say("name"), say("kind"), say("what it is"), say("where it is missing"))
    rows = (
        (
            f"`{known.name}`",
            tell(KINDS[known.kind]),
            tell(tell_input(known, plan)),
            tell(_where_missing(program, known.scope, known.field, known.default)),
        )
        for known in program.inputs
    )
    parts += _table(map(tell, columns), rows)
    parts += _section(tell(say("Running sums")))
    if program.sums:
        parts += _bullets(map(tell, _sums()))
        sums = (
            (f"`{known.name}`", tell(_held(known.title)), tell(SCOPES[known.scope]))
            for known in program.sums
        )
        heads = (say("name"), say("what it holds"), say("begins anew with each"))
        parts += _table(map(tell, heads), sums)
    else:
        parts += [tell(say("There are none.")), ""]
    parts += _section(tell(say("Figures of the policy")))
    if program.figures:
        parts += _bullets(map(tell, _figures()))
        figures = (
            (f"`{known.name}`", tell(KINDS[known.kind]), f"`{known.slot}`", tell(_years_of(known)))
            for known in program.figures
        )
        of_figures = (say("name"), say("kind"), say("parameter"), say("years that have it"))
        parts += _table(map(tell, of_figures), figures)
    else:
        parts += [tell(say("None is asked for.")), ""]
    parts += _section(tell(say("What it does not do")))
    parts += _bullets(map(tell, _left_out(plan)))
    return "\n".join(parts).rstrip() + "\n"


def _year_of(program: SourceProgram) -> int:
    """The first benefit year in which a claim is settled."""
    first, last = _days_in_force(program)
    return year_of_day(first or last or FOREVER, program.plan.dates.year_begins)


def _section(title: str) -> list[str]:
    return [f"## {title}", ""]


def _paragraphs(said: Iterable[str]) -> Iterator[str]:
    for sentence in said:
        yield from (sentence, "")


def _bullets(said: Iterable[str]) -> list[str]:
    return [*(f"- {sentence}" for sentence in said), ""]


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    columns = list(heads)
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(cell.replace('|', ' ') for cell in row)} |" for row in rows]
    return [*lines, ""]


def _about(program: SourceProgram, file: str) -> Iterator[Text]:
    plan = program.plan
    yield say(
        "`{file}` was written by polc {version} from edition {edition} of the policy `{policy}`; "
        "its fingerprint is `{fingerprint}`. It has no dependencies. Do not change it: build it "
        "again.",
        file=file,
        version=program.version,
        edition=plan.edition,
        policy=plan.policy,
        fingerprint=program.fingerprint,
    )
    if plan.readings:
        chosen = [f"{reading.id}={reading.chosen}" for reading in plan.readings]
        yield say(
            "Where the document can be read in several ways: {chosen}.", chosen=quoted(chosen)
        )


def _days_in_force(program: SourceProgram) -> tuple[int | None, int | None]:
    """The first and the last day of which a claim is settled, under the parameters as given."""
    (claim,) = (function for function in program.functions if function.what == "claim")
    return claim.in_force


def _in_force(program: SourceProgram) -> Iterator[Text]:
    first, last = _days_in_force(program)
    if first is not None:
        yield say("A claim of a day before {day} is refused.", day=date.fromordinal(first))
    if last is not None:
        yield say("A claim of a day after {day} is refused.", day=date.fromordinal(last))


def _calling(program: SourceProgram, target: Target) -> Iterator[Text]:
    yield say(
        "A function gives 0, or why it refuses: the row of its table of refusals, with a code, "
        "what it is about and the clauses. Where it refuses, nothing was settled and no sum moved."
    )
    yield say(
        "It refuses whatever is missing where a rule asks for it, also where polc finds out that "
        "it cannot matter: it never comes to another amount."
    )
    of_year = [function.name for function in program.functions if function.what == "year"]
    if of_year:
        yield say(
            "{functions} give one result each of a benefit of the person's year, of the person on "
            "the day that the benefit looks at: {days}.",
            functions=quoted(of_year),
            days=_days_of(program),
        )
    yield from _in_force(program)
    if target == "c":
        yield say(
            "Whoever needs the declarations alone defines `{name}` before including the file. The "
            "compiler must have integers of 128 bits: `gcc` and `clang` on machines of 64 bits do.",
            name=f"{program.prefix.upper()}_DECLARATIONS",
        )
    if target == "java":
        yield say("The file is UTF-8, for `Java 17` or later.")


def _days_of(program: SourceProgram) -> Text:
    of_year = {function.benefit for function in program.functions if function.what == "year"}
    return quoted(
        f"{benefit.id}: {benefit.as_of}"
        for benefit in program.plan.benefits
        if benefit.id in of_year
    )


def _values(plan: Plan) -> Iterator[Text]:
    yield say(
        "Money is a whole number of fen: 5000000 is 50000.00 yuan. A rate is a whole number of "
        "millionths: 1000000 is 100%."
    )
    yield say("A day is a number: 1 is 1 January of the year 1, 738886 is 2024-01-01.")
    yield say("A flag is 0 or 1. A choice is the row of its table of words, from 0.")
    yield say(
        "Identities are bits: row `n` of the table of identities is the bit `2^n`. A payer is the "
        "row of its table, 0 is nobody."
    )
    yield say(
        "What is not given is -2^63, and never 0. A limit that there is not, or a day that never "
        "comes, is 2^62."
    )
    if plan.municipality:
        yield say("The city is a province: a place in the province is given as one in the city.")
    if plan.equivalences:
        told = [
            f"{_names(held, plan)} → {_names(treated, plan)}" for held, treated in plan.equivalences
        ]
        yield say("Who holds one identity holds another too: {which}.", which=quoted(told))
    graded = [identity.id for identity in plan.identities if identity.grades is not None]
    if graded:
        yield say(
            "Of these identities only some grades count: {identities}.", identities=quoted(graded)
        )


def _names(bits: int, plan: Plan) -> str:
    held = (identity.id for place, identity in enumerate(plan.identities) if bits >> place & 1)
    return " ".join(held)


def _where_missing(program: SourceProgram, scope: str, name: str, default: int | None) -> Text:
    demanded = any(
        (scope, name) in function.must_be_given or (scope == "system" and function.what == "claim")
        for function in program.functions
    )
    if demanded:
        return say("refused")
    if scope == "paid":
        return say("worked out by the rules")
    if default is not None:
        return say("refused where a rule asks for it; polc takes {value}", value=default)
    return say("refused where a rule asks for it")


def _held(title: Text) -> Text:
    """What a sum holds: the policy's own title as it is, names in a title of polc's as code; its
    own words (`this year`) stay words."""
    if title.template == "{word}":
        return title
    return Text(
        title.template,
        {
            part: _held(named) if isinstance(named, Text) else f"`{named}`"
            for part, named in title.arguments.items()
        },
    )


def _sums() -> Iterator[Text]:
    yield say(
        "Claims are settled in the order of their days. What a function gives is what the next "
        "claim begins with."
    )
    yield say(
        "A sum is 0 at the beginning of the benefit year, or what the year opens with; one of a "
        "stay, a chain of referrals, a month, a quarter or a hospital is 0 with each of these, and "
        "must be kept for it. One of a household is of all its members."
    )


def _figures() -> Iterator[Text]:
    yield say(
        "The figures of a benefit year are in the source. One that is missing there may be put "
        "into the structure, within what the policy allows; bands are the number of a table of the "
        "source, and are supplied when it is built (`--param`)."
    )


def _years_of(known: SourceFigure) -> Text:
    """The benefit years of which the source has the figure."""
    if not known.course:
        return say("none: it is open")
    spans: list[tuple[int, int]] = []
    for first, last, _ in known.course:
        if spans and spans[-1][1] + 1 == first:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    if spans == [(FIRST_YEAR, LAST_YEAR)]:
        return say("all")
    return listed(f"{first}–{last}" for first, last in spans)


def _left_out(plan: Plan) -> Iterator[Text]:
    yield say(
        "It does not read a case: whether what is given contradicts itself, and that the claims of "
        "a year come to no more than ten thousand million yuan, is asked before."
    )
    yield say(
        "It takes nothing back. It has no input for a claim that takes an earlier one back, and a "
        "bill below zero is refused as `bad_value`: the claims of a year are settled again from "
        "its beginning without the one that is taken back."
    )
    if plan.reports:
        told = quoted(report.id for report in plan.reports)
        yield say("Rights, alerts and limits of shares are not in it: {reports}.", reports=told)
    if plan.windows:
        told = quoted(window.id for window in plan.windows)
        yield say(
            "Claims that a window takes as they were paid are refused, not settled: {windows}.",
            windows=told,
        )
    if any(steps.earlier is not None for steps in plan.steps.benefits):
        yield say(
            "What a claim makes due for earlier ones is a result; among which of them it is "
            "divided is not said."
        )
