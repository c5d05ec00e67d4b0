"""A reform as parts for a person: heads, lines side by side, tables of figures.

In: a `Reform`, a language. Out: `Part`s, in words before any figure; the text of a command and the
page of a browser are made of the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from polc.batch.count_reasons import tell_reasons
from polc.messages.text import Language, Text, in_language, listed, say
from polc.records.frozen import frozen
from polc.reform.compare_people import NOBODY, PeopleCompared, band_words
from polc.reform.compare_rules import RuleChange
from polc.reform.reform import Reform
from polc.reform.side import Side
from polc.reform.statements import SideStatement

Told = Callable[[Text], str]
"""Says a sentence in the language of the reader."""

_MOST_STEPS: Final = 3
"""So many steps of a rule are told that is computed otherwise; all are in the JSON."""


@frozen
class Pair:
    """Something of each side: what it is of, the old, the new (empty: it has none)."""

    head: str
    old: str
    new: str


@frozen
class Figures:
    """A table: its columns, its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Part:
    """A part with its head: pairs, figures, or lines."""

    head: str
    pairs: tuple[Pair, ...] = ()
    figures: tuple[Figures, ...] = ()
    lines: tuple[str, ...] = ()


def tell_reform(reform: Reform, language: Language) -> tuple[Part, ...]:
    """The parts, those that are empty left out."""

    def told(words: Text) -> str:
        return str(in_language(words, language, language))

    return tuple(_parts(reform, told, language))


def _parts(reform: Reform, told: Told, language: Language) -> Iterator[Part]:
    yield Part(
        told(say("what is compared")),
        pairs=(Pair("", *_name_sides(reform, told)),),
    )
    said = [pair for change in reform.said for pair in _tell_statement(change, told)]
    if said:
        yield Part(told(say("what the rules say")), pairs=tuple(said))
    figures = [
        Pair(_head(change.title or change.id, change.clauses),
             _or_open(change.old, told, there=change.only_in != "new"),
             _or_open(change.new, told, there=change.only_in != "old"))
        for change in reform.figures
    ]  # fmt: skip
    if figures:
        yield Part(told(say("figures, readings and documents")), pairs=tuple(figures))
    computed = reform.computed
    if computed:
        yield _tell_computed(reform, told)
    if not (said or figures or computed):
        yield Part(told(say("what the rules say")), lines=(told(say("nothing differs")),))
    if reform.people:
        yield from _tell_people(reform.people, told, language)


def _name_sides(reform: Reform, told: Told) -> Iterator[str]:
    """What each side is, and where both are called alike from which file."""
    names = [_name(side, told) for side in (reform.old, reform.new)]
    for side, name in zip((reform.old, reform.new), names, strict=True):
        apart = reform.old.source != reform.new.source and names[0] == names[1]
        yield told(say("{side} ({file})", side=name, file=side.source)) if apart else name


def _name(side: Side, told: Told) -> str:
    plan = side.policy.plan
    words = say("{policy} {title}, edition {edition}", policy=plan.policy, title=plan.title,
                edition=str(plan.edition))  # fmt: skip
    if side.year is not None:
        words = say("{side}, year {year}", side=words, year=str(side.year))
    return told(words)


def _tell_statement(change: RuleChange, told: Told) -> Iterator[Pair]:
    old, new = (_written(statement) for statement in (change.old, change.new))
    clauses = [statement.clauses for statement in (change.old, change.new) if statement]
    head = _head(f"{change.rule} {change.title}".strip(), *dict.fromkeys(clauses))
    if change.what == "said otherwise":
        head = told(say("{rule}, written otherwise and computed alike", rule=head))
    yield Pair(head, old, new)


def _written(statement: SideStatement | None) -> str:
    return statement.written if statement else ""


def _tell_computed(reform: Reform, told: Told) -> Part:
    """Step by step where nothing else says why; else the names of the rules."""
    head = told(say("written alike, computed otherwise"))
    reasons = bool(reform.said) or any(change.what == "reading" for change in reform.figures)
    if reasons and reform.old.year == reform.new.year:
        names = dict.fromkeys(change.rule for change in reform.computed)
        return Part(head, lines=(told(say("through these: {rules}", rules=listed(names))),))
    pairs = (pair for change in reform.computed for pair in _tell_steps(change))
    return Part(head, pairs=tuple(pairs))


def _tell_steps(change: RuleChange) -> Iterator[Pair]:
    old, new = change.steps()
    assert change.new is not None
    head = _head(f"{change.rule} {change.title}".strip(), change.new.clauses)
    head = f"{head}: {change.new.written}"
    yield Pair(head, "\n".join(old[:_MOST_STEPS]), "\n".join(new[:_MOST_STEPS]))


def _head(title: str, *clauses: Sequence[str]) -> str:
    """A title with its clauses; where the sides have others, first those of the old."""
    named = " → ".join(", ".join(names) for names in clauses if names)
    return f"{title} ({named})" if named else title


def _or_open(figure: str, told: Told, *, there: bool) -> str:
    if not there:
        return told(say("is not there"))
    return figure or told(say("not supplied"))


def _tell_people(people: PeopleCompared, told: Told, language: Language) -> Iterator[Part]:
    columns = tuple(map(told, (say("old"), say("new"), say("difference"))))
    titles = {**people.old.policy.titles, **people.new.policy.titles}
    named = {**titles, NOBODY: told(say("none"))}
    yield Part(
        told(say("what it costs, in yuan")),
        figures=(
            _sums(told(say("layer")), columns, people.totals(), titles, total=told(say("in all"))),
            _sums(told(say("identity")), columns, people.by_identity(), named),
        ),
        lines=tuple(_tell_counts(people, told, language)),
    )
    bands = tuple(
        (told(words), str(people.bands[band]), str(people.band_sums.get(band, Decimal("0.00"))))
        for band, words in band_words()
        if people.bands[band]
    )
    heads = tuple(map(told, (say("by how much"), say("persons"), say("difference"))))
    yield Part(told(say("who gains and who loses")), figures=(Figures(heads, bands),))
    largest = tuple(
        (change.person, str(change.year), str(sum(change.old.values(), Decimal("0.00"))),
         str(sum(change.new.values(), Decimal("0.00"))), str(change.change))
        for change in people.largest
    )  # fmt: skip
    if largest:
        heads = (told(say("person")), told(say("year")), *columns)
        yield Part(told(say("the largest changes")), figures=(Figures(heads, largest),))


def _tell_counts(people: PeopleCompared, told: Told, language: Language) -> Iterator[str]:
    yield told(
        say("{persons} persons, {years} years, {claims} claims", persons=str(people.persons),
            years=str(people.years), claims=str(people.claims))
    )  # fmt: skip
    if people.why_by_row is None:
        yield told(say("settled row after row: {count} persons", count=str(people.by_row)))
    else:
        yield told(say("all settled row after row, slowly: {why}", why=people.why_by_row))
    if people.refused_rows:
        yield told(say("rows refused: {count}", count=str(people.refused_rows)))
    for reason in tell_reasons(people.reasons, language):
        yield told(say("  {reason}", reason=reason))
    for code, often in sorted(people.refused_new.items()):
        yield told(say("years that a side refuses: {count}, `{code}`", count=str(often), code=code))
    for name, often in sorted(people.undetermined.items()):
        yield told(
            say("`{name}` stays open in {count} years, which no sum has", name=name,
                count=str(often))
        )  # fmt: skip


def _sums(
    head: str,
    columns: tuple[str, ...],
    sums: Mapping[str, list[Decimal]],
    titles: Mapping[str, str],
    total: str = "",
) -> Figures:
    rows = [
        (titles.get(name) or name, str(old), str(new), str(new - old))
        for name, (old, new) in sums.items()
    ]
    if total:
        old, new = (sum((pair[at] for pair in sums.values()), Decimal("0.00")) for at in (0, 1))
        rows.append((total, str(old), str(new), str(new - old)))
    return Figures((head, *columns), tuple(rows))
