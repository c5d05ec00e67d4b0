"""The site of a policy: its chapters, each a page, and all of them on one page for the printer.

In: a policy, a language, another version where there is one. Out: pages by their file's name, as
HTML, or the chapter of who gets what as a sheet; nothing here writes a file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from attrs import evolve

from polc.api.policy import Policy
from polc.doc.book import Book, open_book
from polc.doc.burden_chapter import burden_chapter
from polc.doc.change_chapter import change_chapter
from polc.doc.clause_chapter import clause_chapter
from polc.doc.figure_chapter import figure_chapter
from polc.doc.reading_chapter import reading_chapter
from polc.doc.reading_costs import Follow
from polc.doc.standing_chapter import conformance_chapter, coverage_chapter
from polc.doc.told_lines import in_force_words
from polc.doc.who_chapter import who_chapter
from polc.markup.element import Element, element
from polc.markup.page import facts, page
from polc.messages.text import Language, Text, listed, say
from polc.records.frozen import frozen

PRINTED: Final = "print"
"""The page that has all chapters."""

_INDEX: Final = "index"


@frozen
class Chapter:
    """A page of the site: the name of its file without `.html`, its head, its parts."""

    name: str
    head: Text
    told: Callable[[Book], Iterator[Element]]


def chapters_of(old: Policy | None, case: Mapping[str, Any] | None = None) -> tuple[Chapter, ...]:
    """The chapters, that of the changes where another version is there, that of what is borne where
    a case is."""
    found: tuple[Chapter, ...] = (
        Chapter("who", say("who gets what"), who_chapter),
        Chapter("clauses", say("clause by clause"), clause_chapter),
        Chapter("figures", say("figures and what is open"), figure_chapter),
        Chapter("readings", say("how the document is read"), reading_chapter),
        Chapter("conformance", say("what binds the policy"), conformance_chapter),
        Chapter("coverage", say("what the examples cover"), coverage_chapter),
    )
    if case is not None:
        borne = Chapter("burden", say("what a person bears"), partial(burden_chapter, case=case))
        found = (*found, borne)
    if old is None:
        return found
    changes = Chapter(
        "changes", say("what another version says otherwise"), partial(change_chapter, old=old)
    )
    return (*found, changes)


def make_site(
    policy: Policy,
    language: Language,
    old: Policy | None = None,
    case: Mapping[str, Any] | None = None,
    follow: Follow = lambda _done, _total: None,
) -> Mapping[str, str]:
    """The pages by the name of their file; `follow` is told how many choices of readings are
    settled, of how many. Raises `CaseError` for a case that is refused."""
    book = open_book(policy, language, follow)
    chapters = chapters_of(old, case)
    pages = {f"{_INDEX}.html": _page(book, chapters, _INDEX, _front(book, chapters))}
    for chapter in chapters:
        parts = [element("h2", book.tell(chapter.head)), *chapter.told(book)]
        pages[f"{chapter.name}.html"] = _page(book, chapters, chapter.name, parts)
    pages[f"{PRINTED}.html"] = _printed(evolve(book, whole=True), chapters)
    return pages


def make_sheet(policy: Policy, language: Language) -> Element:
    """Who gets what by which clause, with the figures, as an article by itself: without links, and
    without settling an example."""
    book = evolve(open_book(policy, language), known=frozenset())
    return element(
        "article",
        element("h1", book.names.of(policy.name)),
        *_about(book),
        element("h2", book.tell(say("who gets what"))),
        *who_chapter(book),
        element("h2", book.tell(say("figures and what is open"))),
        *figure_chapter(book),
        _foot(book),
    )


def _page(book: Book, chapters: Sequence[Chapter], own: str, parts: Sequence[Element]) -> str:
    """A page with its links to the others."""
    title = book.names.of(book.policy.name)
    head = next((book.tell(chapter.head) for chapter in chapters if chapter.name == own), "")
    skip = element("a", book.tell(say("to the text")), href="#text", class_="skip")
    links = [(_INDEX, say("overview")), *((chapter.name, chapter.head) for chapter in chapters)]
    links.append((PRINTED, say("all on one page")))
    items = [
        element(
            "li",
            element(
                "a",
                book.tell(shown),
                href=f"{name}.html",
                aria_current="page" if name == own else None,
            ),
        )
        for name, shown in links
    ]
    around = [
        skip,
        element("header", element("h1", title)),
        element("nav", element("ul", items), aria_label=book.tell(say("chapters"))),
        element("main", parts, id="text"),
        _foot(book),
    ]
    return page(f"{title} – {head}" if head else title, book.language, around)


def _printed(book: Book, chapters: Sequence[Chapter]) -> str:
    """All chapters on one page."""
    title = book.names.of(book.policy.name)
    contents = [
        element("li", element("a", book.tell(chapter.head), href=f"#{chapter.name}"))
        for chapter in chapters
    ]
    body = [
        element("header", element("h1", title)),
        *_about(book),
        element("ol", contents),
        *(
            element(
                "section",
                element("h2", book.tell(chapter.head), id=chapter.name),
                chapter.told(book),
                class_="chapter",
            )
            for chapter in chapters
        ),
    ]
    return page(title, book.language, [element("main", body), _foot(book)])


def _front(book: Book, chapters: Sequence[Chapter]) -> list[Element]:
    items = [
        element("li", element("a", book.tell(chapter.head), href=f"{chapter.name}.html"))
        for chapter in chapters
    ]
    return [
        element("h2", book.tell(say("overview"))),
        *_about(book),
        element("h3", book.tell(say("chapters"))),
        element("ul", items),
    ]


def _about(book: Book) -> Iterator[Element]:
    """What the policy is, and under which readings and figures it is told."""
    plan = book.policy.plan
    documents = [
        book.tell(say("{number}, issued {day}", number=source.number, day=source.issued or "-"))
        for source in plan.sources
    ]
    dates = plan.dates
    open_ = [parameter for parameter in plan.parameters if parameter.id not in book.words.figures]
    other = [reading for reading in plan.readings if reading.chosen != reading.default]
    pairs: list[tuple[str, list[Element] | str]] = [
        (book.tell(say("policy")), f"{plan.policy} {plan.title}"),
        (book.tell(say("edition")), str(plan.edition)),
        (book.tell(say("documents")), [element("div", document) for document in documents] or "-"),
        (book.tell(say("in force")), book.tell(in_force_words(dates.start, dates.end))),
        (book.tell(say("clauses")), str(len(book.policy.clauses))),
        (book.tell(say("figures that are open")), str(len(open_))),
        (book.tell(say("places that can be read in several ways")), str(len(plan.readings))),
        (book.tell(say("examples")), str(len(book.policy.program.examples))),
    ]
    if other:
        told = listed(reading.title or book.names.of(reading.id) for reading in other)
        pairs.append((book.tell(say("read otherwise than the file does")), book.tell(told)))
    yield facts(pairs)


def _foot(book: Book) -> Element:
    policy = book.policy
    told = say(
        "made with polc from the file itself, edition {edition}, fingerprint {fingerprint}",
        edition=policy.plan.edition,
        fingerprint=policy.fingerprint,
    )
    return element("footer", element("p", book.tell(told)), class_="small")
