"""The chapter of who gets what.

In: a book. Out: elements: for each benefit its conditions, then a table of classes with deductible,
rate and cap, each with its clauses; rights and alerts behind them.
"""

from collections.abc import Iterable, Iterator, Sequence

from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    ForStatement,
    NotForStatement,
    OnceStatement,
    PaidByStatement,
    PaysWhenStatement,
    RivalStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import BaseStatement
from polc.doc.book import Book
from polc.doc.meant_people import NOBODY, classes_of
from polc.doc.who_gets_what import Entitled, Term, shares_of
from polc.markup.element import Element, Part, element
from polc.markup.page import table
from polc.messages.text import say
from polc.wording.statements import tell_statement

_CONDITIONS = (
    ForStatement
    | NotForStatement
    | WhenStatement
    | PaysWhenStatement
    | CountsWhenStatement
    | BaseStatement
    | OnceStatement
    | RivalStatement
    | PaidByStatement
)


def who_chapter(book: Book) -> Iterator[Element]:
    """The parts of the chapter."""
    yield element(
        "p", book.tell(say("by the readings chosen; what is open is named, see the figures"))
    )
    program = book.policy.program
    for benefit in sorted(program.benefits, key=lambda known: (known.per != "claim", known.layer)):
        yield from _benefit(benefit, book)
    for report in program.reports:
        yield from _report(report, book)


def _benefit(benefit: TypedBenefit, book: Book) -> Iterator[Element]:
    yield element("h3", book.names.of(benefit.id))
    if benefit.per != "claim":
        yield element("p", book.tell(say("for the person and the year")))
    yield from _conditions(benefit.statements, book)
    shares = shares_of(benefit, book.policy.program, book.words)
    if not shares:
        yield element("p", book.tell(say("nothing is said of what it pays")))
        return
    several = len({share.kind for share in shares}) > 1
    heads = [say("classes"), say("deductible"), say("rate or amount"), say("cap")]
    if several:
        heads.insert(1, say("kind of care"))
    yield table(
        book.tell(say("who gets what of {benefit}", benefit=book.names.of(benefit.id))),
        book.heads(*heads),
        [_row(share, several, book) for share in shares],
    )


def _row(share: Entitled, several: bool, book: Book) -> list[Sequence[Part]]:
    row: list[Sequence[Part]] = [[people_words(share.people, book)]]
    if several:
        row.append([share.kind])
    return [*row, *(_cell(terms, book) for terms in (share.deductible, share.rate, share.cap))]


def people_words(people: Sequence[str], book: Book) -> str:
    """The classes by their titles; all of them are everyone."""
    if len(people) == len(classes_of(book.policy.program)):
        return book.tell(say("everyone"))
    nobody = book.tell(say("whoever is none of the identities"))
    return (
        "、".join(book.names.of(person) if person != NOBODY else nobody for person in people)
        if (book.language == "zh")
        else ", ".join(book.names.of(person) if person != NOBODY else nobody for person in people)
    )


def _cell(terms: Iterable[Term], book: Book) -> list[Part]:
    told: list[Part] = [
        element("p", term.told, " ", element("span", book.clauses(term.clauses), class_="small"))
        for term in terms
    ]
    return told or ["-"]


def _conditions(statements: Iterable[TypedStatement], book: Book) -> Iterator[Element]:
    """For whom and when it is paid, of what."""
    items = [
        element(
            "li",
            book.tell(tell_statement(line, book.words)),
            " ",
            element("span", book.clauses(line.origin.clauses), class_="small"),
        )
        for line in statements
        if isinstance(line, _CONDITIONS) and stands(line.where, book.words.chosen)
    ]
    if items:
        yield element("ul", items)


def _report(report: TypedReport, book: Book) -> Iterator[Element]:
    yield element("h3", book.names.of(report.id))
    items = [
        element(
            "li",
            book.tell(tell_statement(line, book.words)),
            " ",
            element("span", book.clauses(line.origin.clauses), class_="small"),
        )
        for line in report.statements
        if stands(line.where, book.words.chosen)
    ]
    if items:
        yield element("ul", items)
