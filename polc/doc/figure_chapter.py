"""The chapter of the figures: those that the document leaves open, and those that it fixes.

In: a book. Out: elements: a table of what somebody must supply, one of what is fixed, and what is
declared without being settled: targets, deadlines, duties.
"""

from collections.abc import Iterator

from polc.compiler.model.parameters import Parameter
from polc.doc.book import Book
from polc.markup.element import Element, element
from polc.markup.page import table
from polc.messages.text import listed, say
from polc.wording.labels import label


def figure_chapter(book: Book) -> Iterator[Element]:
    """The parts of the chapter."""
    parameters = book.policy.plan.parameters
    given = [parameter for parameter in parameters if parameter.id in book.words.figures]
    open_ = [parameter for parameter in parameters if parameter.id not in book.words.figures]
    if open_:
        yield table(
            book.tell(say("figures that are open: whoever settles must supply them")),
            book.heads(say("figure"), say("kind"), say("bounds"), say("clause")),
            [
                (
                    _named(known, book),
                    _kind(known, book),
                    _bounds(known, book),
                    book.clauses(known.origin.clauses),
                )
                for known in open_
            ],
        )
    else:
        yield element("p", book.tell(say("no figure is open")))
    if given:
        yield table(
            book.tell(say("figures that are known")),
            book.heads(say("figure"), say("kind"), say("value"), say("clause")),
            [
                (
                    _named(known, book),
                    _kind(known, book),
                    _value(known, book),
                    book.clauses(known.origin.clauses),
                )
                for known in given
            ],
        )
    yield from _declared(book)


def _named(parameter: Parameter, book: Book) -> str:
    return book.names.of(parameter.id)


def _kind(parameter: Parameter, book: Book) -> str:
    told = [label(parameter.kind, book.language)]
    if parameter.keys:
        keys = listed(map(book.names.of, parameter.keys))
        told.append(book.tell(say("by {keys}", keys=keys)))
    if parameter.by_year:
        told.append(book.tell(say("by year")))
    return book.tell(listed(told))


def _bounds(parameter: Parameter, book: Book) -> str:
    from polc.doc.shown_figures import plain_words
    from polc.inspect.describe import show_value

    told = []
    if parameter.least is not None:
        least = plain_words(parameter, show_value(parameter.kind, parameter.least))
        told.append(say("at least {value}", value=least))
    if parameter.most is not None:
        most = plain_words(parameter, show_value(parameter.kind, parameter.most))
        told.append(say("at most {value}", value=most))
    if parameter.optional:
        told.append(say("may be none"))
    return book.tell(listed(told)) or "-"


def _value(parameter: Parameter, book: Book) -> list[Element]:
    parts = [element("div", book.words.figures[parameter.id])]
    if parameter.inferred:
        why = book.tell(say("inferred: {why}", why=parameter.inferred))
        parts.append(element("div", why, class_="small"))
    return parts


def _declared(book: Book) -> Iterator[Element]:
    """Targets, deadlines, duties: data, and none that settles."""
    declared = book.policy.program.declared
    rows = [
        (book.tell(what), item.title or book.names.of(item.id), book.clauses(item.origin.clauses))
        for what, items in (
            (say("target"), declared.targets),
            (say("deadline"), declared.deadlines),
            (say("duty"), declared.obligations),
        )
        for item in items
    ]
    if rows:
        yield table(
            book.tell(say("declared, and settled by no rule")),
            book.heads(say("what"), say("title"), say("clause")),
            rows,
        )
