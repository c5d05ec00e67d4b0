"""Terms person by person, to the tables that they are another way of writing.

In: what each class of people has of a benefit (`for dibao: no deductible, rate 70%`). Out: the
people, and a table by identity for each term. A row of a table has the place and the clause of
the line that says it. Classes that do not say the same terms raise `WritingError`.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.build_people import build_people
from polc.compiler.syntax.builders.build_terms import add_to_term, build_term
from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.class_conditions import (
    hang_on_conditions,
    join_conditions,
    limited_by,
)
from polc.compiler.syntax.builders.class_terms import TERM_WORDS, ClassTerms
from polc.compiler.syntax.builders.class_units import join_units, table_of_classes
from polc.compiler.syntax.builders.read_tree import Branch, WritingError, first, has, span_of
from polc.compiler.syntax.nodes.people import LimitedPeople, ReachingPeople
from polc.compiler.syntax.nodes.statements import (
    BenefitStatementSyntax,
    ForSyntax,
    Period,
    Term,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import (
    NO_CITATION,
    Citation,
    Key,
    Number,
    Value,
)
from polc.messages.text import say
from polc.records.evolve import evolve

_RULES: Final[dict[str, Term]] = {
    "deductible_term": "deductible",
    "rate_term": "rate",
    "cap_term": "cap",
    "pay_term": "pay",
}
_NONE: Final = ("NO_CAP", "NO_DEDUCTIBLE")


@frozen
class _Told:
    """What one class says of a term, with the line that it stands on."""

    line: ClassTerms
    term: TermSyntax


@frozen
class _Slot:
    """A term that each class says; of caps of several periods that of one of them."""

    term: Term
    period: Period | None = None

    def is_said_by(self, written: TermSyntax) -> bool:
        """`no cap` alone is none of any period."""
        of_period = self.period is None or written.period in (None, self.period)
        return written.term == self.term and of_period


def spread_classes(classes: Sequence[ClassTerms], *, named: bool) -> list[BenefitStatementSyntax]:
    """The statements that the lines of the classes are: the people too, where they are `named`
    by no other line and one of the lines is not for everybody else."""
    if not classes:
        return []
    rest = any(key.otherwise for line in classes for key in line.keys)
    if not named or rest:
        _refuse_reaching(classes)
    whole = join_conditions(classes, _value_under)
    limited = tuple(people for line in whole for people in limited_by(line, classes))
    if limited and (not named or rest):
        message = say("this class has terms under a condition, and none where it does not hold")
        hint = say("write a line of the class without the condition too")
        raise WritingError(message, limited[0].span, "class_terms_differ", hint)
    people = [_people_of(whole, limited)] if named and not rest else []
    return [*people, *_tables_of(whole)]


def _refuse_reaching(classes: Sequence[ClassTerms]) -> None:
    """Whom the benefit is for is said elsewhere: there a recognition reaches back, or nowhere."""
    for line in classes:
        for people in line.reaching:
            message = say("that a recognition reaches back is said where all people are named")
            hint = say(
                "write it after the name in the `for` that names everybody whom the benefit is for"
            )
            raise WritingError(message, people.span, "class_without_name", hint)


def build_class(tree: Branch) -> ClassTerms:
    """`for dibao: no deductible, rate 70%, cap 50000 yuan per year  XY-4.2a`."""
    span, rest = span_of(tree), first(tree, "OTHERWISE")
    reaching: tuple[ReachingPeople, ...] = ()
    condition: Value | None = None
    if rest is not None:
        keys: tuple[Key, ...] = (Key(otherwise=True, span=span_of(rest)),)
    else:
        people = build_people(tree)
        names, reaching = people.names, people.reaching
        if len(people.limited) == 1 and not (names or reaching):
            (limited,) = people.limited
            names, condition = limited.people, limited.condition
            reaching = limited.reaching
        elif people.limited or not names:
            hint = say(
                "name the classes, each with its condition on a line of its own, or write "
                "`otherwise: …` for everybody else"
            )
            message = say("a class that has terms of its own is named")
            raise WritingError(message, span, "class_without_name", hint)
        keys = tuple(Key(name, span=name.span) for name in names)
    return ClassTerms(keys, _build_terms(tree), build_cites(tree), reaching, condition, span=span)


def _build_terms(tree: Branch) -> tuple[TermSyntax, ...]:
    """The terms of a line. Without a comma between them the period behind `no cap` is that of a
    term after it that has none: `no cap per year deductible 100 yuan`."""
    found: list[TermSyntax] = []
    before: Branch | Token | None = None
    for part in tree.children:
        if not isinstance(part, Token) and part.data in _RULES:
            term = build_term(part, _RULES[part.data])
            limited = term.term in ("deductible", "cap") and not has(part, *_NONE)
            if limited and term.period is None and before is not None and _is_no_cap(before):
                term = evolve(term, period=found[-1].period)
                found[-1] = evolve(found[-1], period=None)
            found.append(term)
        elif not isinstance(part, Token) and part.data in ("once_term", "units_term"):
            found[-1] = add_to_term(found[-1], part)
        before = part
    return tuple(found)


def _is_no_cap(part: Branch | Token) -> bool:
    """Whether it begins with `no cap`, behind which a period may stand."""
    begin = None if isinstance(part, Token) else part.children[0]
    return isinstance(begin, Token) and begin.type == "NO_CAP"


def _value_under(lines: Sequence[ClassTerms]) -> tuple[TermSyntax, ...]:
    """The terms of a class that has several lines: each is asked in turn, the last without a
    condition is the rest."""
    return tuple(
        _under_conditions([_said_by(line, slot) for line in lines], slot)
        for slot in _slots_of(lines)
    )


def _under_conditions(said: Sequence[_Told], slot: _Slot) -> TermSyntax:
    model = _model_of(said)
    if all(_is_left_out(told.term) for told in said):
        return said[0].term if slot.period is None else evolve(said[0].term, period=slot.period)
    for_each = join_units([(told.line, told.term) for told in said], hang_on_conditions)
    if for_each is not None:
        return for_each
    return evolve(model, value=hang_on_conditions([(told.line, told.term.value) for told in said]))


def _people_of(classes: Sequence[ClassTerms], limited: tuple[LimitedPeople, ...]) -> ForSyntax:
    """Everybody that the lines name, those under a condition alone with it."""
    under = {name.text for people in limited for name in people.people}
    keys = (key for line in classes for key in line.keys)
    keys = (key for key in keys if key.name is None or key.name.text not in under)
    names = tuple(key.name for key in keys if key.name is not None)
    reached = (people for line in classes for people in line.reaching)
    reaching = tuple(people for people in reached if people.people.text not in under)
    return ForSyntax(
        names,
        limited,
        reaching=reaching,
        of_classes=True,
        span=_whole(classes),
        cites=_all_cited(classes),
    )


def _whole(classes: Sequence[ClassTerms]) -> Span:
    return classes[0].span.to(classes[-1].span)


def _all_cited(classes: Sequence[ClassTerms]) -> Citation:
    """What the lines cite together, each clause with its own place."""
    first_cited, *others = [line.cites for line in classes if line.cites != NO_CITATION] or [
        NO_CITATION
    ]
    clauses = dict.fromkeys(chain(first_cited.clauses, *(cites.clauses for cites in others)))
    elsewhere = (*first_cited.elsewhere, *(cites for cites in others if cites.locator))
    return Citation(
        first_cited.source, first_cited.locator, tuple(clauses), elsewhere, span=first_cited.span
    )


def _tables_of(classes: Sequence[ClassTerms]) -> list[TermSyntax]:
    """A statement for each term, in the order in which the first class says them."""
    return [_table_of(slot, classes) for slot in _slots_of(classes)]


def _slots_of(classes: Sequence[ClassTerms]) -> list[_Slot]:
    """The terms that the lines say, each once; caps by their periods where a class has several."""
    caps = [[term for term in line.terms if term.term == "cap"] for line in classes]
    apart = any(len({term.period for term in said if term.period}) > 1 for said in caps)
    found: dict[_Slot, None] = {}
    for term in (term for line in classes for term in line.terms):
        if term.term != "cap" or not apart:
            found[_Slot(term.term)] = None
        elif term.period is not None:
            found[_Slot("cap", term.period)] = None
        elif not _is_left_out(term):
            raise _says_no_period(term)
    return list(found)


def _table_of(slot: _Slot, classes: Sequence[ClassTerms]) -> TermSyntax:
    term = slot.term
    said = [_said_by(line, slot) for line in classes]
    model = _model_of(said)
    span = _whole(classes)
    for_each = join_units([(told.line, told.term) for told in said], table_of_classes)
    if for_each is not None:
        return for_each
    if term in ("deductible", "cap") and all(_is_left_out(told.term) for told in said):
        none = said[0].term.value
        cites = _all_cited(classes)
        return TermSyntax(term=term, value=none, period=slot.period, span=span, cites=cites)
    return TermSyntax(
        term=term,
        value=table_of_classes([(told.line, told.term.value) for told in said]),
        period=model.period,
        counting=model.counting,
        carried=model.carried,
        span=span,
    )


def _said_by(line: ClassTerms, slot: _Slot) -> _Told:
    said = [written for written in line.terms if slot.is_said_by(written)]
    word = TERM_WORDS[slot.term]
    if not said:
        message = say("this class says no `{term}`, and another one does", term=word)
        hint = say(
            "write what it is for each class: `no deductible` or `no cap` where there is none; "
            "what holds for all stands above the lines of the classes"
        )
        if slot.period is not None:
            message = say("this class has no cap of a period for which another one has one")
            hint = say(
                "write each of them for each class: `no cap per stay` where there is none of a "
                "period, `no cap` where there is none at all"
            )
        raise WritingError(message, line.span, "class_terms_differ", hint)
    if len(said) > 1:
        message = say("this class says `{term}` twice", term=word)
        raise WritingError(message, said[1].span, "key_twice")
    return _Told(line, said[0])


def _model_of(said: Sequence[_Told]) -> TermSyntax:
    """The first that says a period; the others have the same, or no such limit at all."""
    timed = [told.term for told in said if told.term.period is not None]
    model = next(
        (term for term in timed if not _is_left_out(term)), timed[0] if timed else said[0].term
    )
    for told in said:
        if told.term.period in (None, model.period) and _is_left_out(told.term):
            continue
        if told.term.period is None and told.term.term in ("deductible", "cap"):
            raise _says_no_period(told.term)
        if _counted(told.term) != _counted(model):
            message = say(
                "the classes differ in how `{term}` is counted", term=TERM_WORDS[model.term]
            )
            hint = say("write the term as a line of its own for each period, or one benefit each")
            raise WritingError(message, told.term.span, "class_terms_differ", hint)
    return model


def _says_no_period(term: TermSyntax) -> WritingError:
    message = say("`{term}` says no period here", term=TERM_WORDS[term.term])
    hint = say("write `per year`, `per stay` or `per claim` after it")
    return WritingError(message, term.span, "missing_period", hint)


def _counted(term: TermSyntax) -> tuple[object, ...]:
    """How a term is counted: its period, its mode, from which day on it is carried over."""
    return (term.period, term.counting, term.carried)


def _is_left_out(term: TermSyntax) -> bool:
    """Whether it is `no deductible`, `no cap`, or a figure that says the same."""
    value = term.value
    if not isinstance(value, Number):
        return False
    return value.kind == "none" or (term.term == "deductible" and value.value == 0)
