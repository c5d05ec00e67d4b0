"""The chapter of the readings: where the document can be read in several ways, and what each costs.

In: a book. Out: elements: for each reading its choices, the one chosen, and what the examples come
to under the others.
"""

from collections.abc import Iterator

from polc.compiler.model.readings import Choice, ReadingSpec
from polc.doc.book import Book
from polc.doc.reading_costs import Cost
from polc.markup.element import Element, Part, element
from polc.markup.page import table
from polc.messages.text import say


def reading_chapter(book: Book) -> Iterator[Element]:
    """The parts of the chapter."""
    readings = book.policy.plan.readings
    if not readings:
        yield element(
            "p", book.tell(say("the policy names no place that can be read in several ways"))
        )
        return
    yield element(
        "p",
        book.tell(
            say(
                "each example is settled once under the choices marked as chosen, once under the "
                "other; amounts in yuan"
            )
        ),
    )
    for reading in readings:
        yield from _reading(reading, book)


def _reading(reading: ReadingSpec, book: Book) -> Iterator[Element]:
    title = reading.title or book.names.of(reading.id)
    yield element("h3", title)
    ids = ", ".join(reading.ambiguities)
    clauses = book.clauses(reading.origin.clauses)
    if ids or clauses:
        yield element("p", ids, " " if ids else None, clauses, class_="small")
    heads = book.heads(
        say("choice"),
        say("examples that differ"),
        say("benefits in all"),
        say("the example that differs most"),
    )
    rows = [
        _choice(reading, choice, book.found.costs.get((reading.id, choice.id)), book)
        for choice in reading.choices
    ]
    yield table(book.tell(say("choices of: {reading}", reading=title)), heads, rows)


def _reason(choice: Choice, book: Book) -> str | None:
    """Why it is chosen, behind that it is."""
    return book.tell(say(": {reason}", reason=choice.reason)) if choice.reason else None


def _choice(
    reading: ReadingSpec, choice: Choice, cost: Cost | None, book: Book
) -> tuple[list[Part], ...]:
    letter = f"({choice.letter}) " if choice.letter else ""
    head: list[Part] = [element("div", f"{letter}{choice.title or book.names.of(choice.id)}")]
    if choice.id == reading.chosen:
        told = book.tell(say("chosen"))
        head.append(element("div", element("strong", told), _reason(choice, book)))
        return head, ["-"], ["-"], ["-"]
    if choice.reason:
        head.append(element("div", choice.reason, class_="small"))
    if not choice.settled:
        return head, [book.tell(say("cannot be settled"))], ["-"], ["-"]
    if cost is None:
        return head, [book.tell(say("none: it changes no amount of an example"))], ["-"], ["-"]
    return head, _counted(cost, book), _change(cost, book), _largest(cost, book)


def _counted(cost: Cost, book: Book) -> list[Part]:
    parts: list[Part] = [element("div", str(cost.differing))]
    if cost.refused:
        told = say("settled under one of both alone: {count}", count=cost.refused)
        parts.append(element("div", book.tell(told), class_="small"))
    return parts


def _change(cost: Cost, book: Book) -> list[Part]:
    parts: list[Part] = [
        element("div", f"{book.names.of(name)} {'+' if moved > 0 else '−'}{abs(moved)}")
        for name, moved in cost.change.items()
        if moved
    ]
    return parts or ["-"]


def _largest(cost: Cost, book: Book) -> list[Part]:
    if not cost.largest:
        return ["-"]
    told = say("{before}, then {after}", before=cost.before, after=cost.after)
    return [element("div", cost.largest), element("div", book.tell(told))]
