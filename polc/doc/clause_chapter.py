"""The chapter of the clauses: each beside the rules that encode it, and what these come to.

In: a book. Out: elements: a table for each document, a row for each clause, with what the file says
there and that in words; where no rule does, why.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from polc.compiler.model.origin import Origin
from polc.doc.book import Book, anchor_of
from polc.doc.told_lines import Line, tell_lines
from polc.inspect.clauses import Clause, Status, origins_in
from polc.markup.element import Element, Part, element
from polc.markup.page import table
from polc.messages.text import Text, joined, say

STATUSES: Final[dict[Status, Text]] = {
    "rule": say("rule"),
    "declared": say("declared"),
    "input": say("input"),
    "framework": say("framework"),
    "narrative": say("narrative"),
    "unspecified": say("unspecified"),
}

_DECLARATIONS: Final = {"count": say("counted as"), "departs": say("departed from")}
"""What a line without a name of its own declares, by the rule that it is."""


def clause_chapter(book: Book) -> Iterator[Element]:
    """The parts of the chapter."""
    clauses = book.policy.clauses
    if not clauses:
        yield element("p", book.tell(say("no statement of this policy cites a clause")))
        return
    told = tell_lines(book.policy.program, book.words)
    written = _written(book)
    documents: dict[str, list[Clause]] = {}
    for clause in clauses:
        documents.setdefault(clause.locator.partition(" ")[0], []).append(clause)
    heads = book.heads(
        say("clause"), say("status"), say("what the file says, and what that comes to")
    )
    for number, own in sorted(documents.items(), key=lambda pair: not pair[0]):
        name = number or book.tell(say("no document named"))
        rows = [_row(clause, told, written, book) for clause in own]
        yield table(book.tell(say("clauses of {document}", document=name)), heads, rows)


def _row(
    clause: Clause, told: Mapping[Line, tuple[Text, ...]], written: Mapping[Line, str], book: Book
) -> tuple[list[Part], str, list[Part]]:
    place = clause.locator.partition(" ")[2]
    head: list[Part] = [
        element("div", clause.id, id=anchor_of(clause.id), class_="clauses"),
        element("div", place, class_="small"),
    ]
    return head, book.tell(STATUSES[clause.status]), _encoded(clause, told, written, book)


def _encoded(
    clause: Clause, told: Mapping[Line, tuple[Text, ...]], written: Mapping[Line, str], book: Book
) -> list[Part]:
    """The lines that cite the clause, each with its words; else why there is none."""
    parts: list[Part] = []
    seen: set[tuple[str, str]] = set()
    for place in clause.places:
        line = (place.rule, place.file, place.line)
        said = written.get(line, "")
        words = book.tell(joined(told.get(line, ())))
        if (said, words) in seen or not (said or words):
            continue
        seen.add((said, words))
        named = _head(place.rule, words, book)
        parts.append(
            element(
                "div",
                element("p", element("strong", named) if named else None, words),
                element("code", said) if said else None,
            )
        )
    if clause.reason:
        parts.append(element("p", clause.reason))
    if clause.path:
        path = book.names.of(clause.path.rpartition(".")[2])
        parts.append(element("p", book.tell(say("comes with the case: {field}", field=path))))
    return parts


def _head(rule: str, words: str, book: Book) -> str:
    """What the words are of, where they do not say so; of a line without words its name."""
    owner = rule.partition(".")[0]
    name = book.names.of(owner)
    if not words and owner in _DECLARATIONS:
        return book.tell(_DECLARATIONS[owner])
    if not words:
        return name if owner == rule else f"{name} · {book.names.rule(rule)}"
    if owner not in book.names.titles or words.startswith(name):
        return ""
    return book.tell(say("{name}: ", name=name))


def _written(book: Book) -> dict[Line, str]:
    """What stands on each line that is cited."""
    found: dict[Line, str] = {}
    program = book.policy.program
    # Lines that hold for a time are one statement, which quotes all; each is told as it stands.
    origins: Iterable[Origin] = sorted(origins_in(program), key=lambda origin: not origin.clauses)
    for origin in origins:
        if origin.written:
            found.setdefault((origin.rule, origin.file, origin.line), origin.written)
    for cited in program.cited:
        found.setdefault(
            (cited.origin.rule, cited.origin.file, cited.origin.line), cited.origin.written
        )
    return found
