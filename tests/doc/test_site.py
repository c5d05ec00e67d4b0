"""The site of a policy: what its pages say, and that every link of it leads somewhere."""

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from syrupy.assertion import SnapshotAssertion

import polc
from polc.doc.book import Book, open_book
from polc.doc.clause_chapter import clause_chapter
from polc.doc.figure_chapter import figure_chapter
from polc.doc.reading_costs import costs_of
from polc.doc.site import make_site
from polc.doc.who_chapter import who_chapter
from polc.doc.who_gets_what import shares_of
from polc.markup.element import element
from polc.messages.text import Language
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from tests.doc.towns import chinese_old_town, chinese_town, town
from tests.notice.told_notice import text_of
from tests.stdlib_texts import stdlib_policy

LIBRARY = ("chongqing", "national", "pengshui", "suizhou", "zhangye")


class Links(HTMLParser):
    """The ids of a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            elif name in ("href", "src"):
                self.links.append(value or "")


def broken_links(pages: Mapping[str, str]) -> list[str]:
    """Every link that leads to no page, or to no place of one, and every id that stands twice."""
    read = {name: Links(text) for name, text in pages.items()}
    wrong = []
    for name, page in read.items():
        wrong += [f"{name}: id {found} twice" for found, often in page.ids.items() if often > 1]
        for link in page.links:
            target, _, anchor = link.partition("#")
            found = read.get(target or name)
            if found is None or (anchor and anchor not in found.ids):
                wrong.append(f"{name}: {link}")
    return wrong


@pytest.fixture(scope="module", name="pages")
def made() -> Mapping[str, str]:
    """The site of the town, with what its older version says otherwise, in Chinese."""
    return make_site(chinese_town(), "zh", chinese_old_town())


def test_every_link_leads_somewhere(pages: Mapping[str, str]) -> None:
    """From each page to each other, to the clauses; on the printed page within it."""
    assert broken_links(pages) == []
    assert sum(len(Links(text).links) for text in pages.values()) > 60


def test_a_page_needs_nothing_from_elsewhere(pages: Mapping[str, str]) -> None:
    """No script, no picture that is loaded, no address of another site."""
    for text in pages.values():
        assert not Links(text).tags & {"script", "img", "iframe", "link", "form"}
        assert "://" not in text


def test_each_chapter_is_a_page(pages: Mapping[str, str]) -> None:
    """And all of them are on the page that is printed."""
    assert set(pages) == {
        "index.html", "who.html", "clauses.html", "figures.html", "readings.html",
        "conformance.html", "coverage.html", "changes.html", "print.html",
    }  # fmt: skip
    for name in set(pages) - {"index.html", "print.html"}:
        body = pages[name].partition("<h2>")[2].partition("</h2>")[0]
        assert f">{body}</h2>" in pages["print.html"]


def test_without_another_version_there_are_no_changes() -> None:
    """Nor a link to them."""
    assert "changes.html" not in make_site(town(), "en")


def test_a_title_is_text(pages: Mapping[str, str]) -> None:
    """It has markup in it."""
    assert all("<b>" not in text for text in pages.values())
    assert "某镇&lt;b&gt;" in pages["index.html"]


def chapters(book: Book) -> str:
    """What the chapters of who gets what, of the clauses and of the figures say."""
    parts = [*who_chapter(book), *clause_chapter(book), *figure_chapter(book)]
    return text_of(element("main", parts))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_chapters_say(language: Language, snapshot: SnapshotAssertion) -> None:
    """In both languages, of the file in that language."""
    policy = town() if language == "en" else chinese_town()
    assert chapters(open_book(policy, language)) == snapshot


def test_a_chinese_site_has_no_english(pages: Mapping[str, str]) -> None:
    """Latin letters are clauses, and names that the file gives."""
    names = {
        "basic",
        "help",
        "yearly",
        "basic_rate",
        "line",
        "annual",
        "stay",
        "town",
        "polc",
        "in",
    }
    known = names | {"tekun", "dibao"} | {field.name for field in FIELDS}
    for name, text in pages.items():
        body = re.sub(r"<style>.*?</style>|<code>.*?</code>|<[^>]*>", " ", text, flags=re.DOTALL)
        words = set(
            re.findall(r"[A-Za-z]{2,}[A-Za-z0-9_]*", body.replace(chinese_town().fingerprint, ""))
        )
        assert words - known - {"lt", "gt", "amp"} == set(), name


@pytest.mark.parametrize(
    ("people", "deductible", "rate"),
    [
        (("tekun",), "起付线：1000元", "100%"),
        (("dibao",), "起付线：1000元", "70%"),
    ],
)
def test_who_gets_what(people: tuple[str, ...], deductible: str, rate: str) -> None:
    """Each class with its own row of the table, and the clause of that line."""
    book = open_book(chinese_town(), "zh")
    program = book.policy.program
    benefit = next(known for known in program.benefits if known.id == "help")
    share = next(
        share for share in shares_of(benefit, program, book.words) if share.people == people
    )
    assert share.deductible[0].told.startswith(deductible)
    assert share.deductible[0].clauses == ("T-4a",)
    assert [(term.told, term.clauses) for term in share.rate] == [(f"比例：{rate}", ("T-4b",))]


def test_who_gets_what_of_a_document() -> None:
    """Assistance of Suizhou, 二(五)1 and 2: 100% for the first two classes, 70% for those on the
    allowance, without a deductible; above 1,800 yuan 70% for those returned to poverty, 60% for
    those watched over; all within 40,000 yuan a year."""
    book = open_book(stdlib_policy("suizhou"), "zh")
    program = book.policy.program
    benefit = next(known for known in program.benefits if known.id == "assistance")
    told = [
        (share.people, share.deductible[0].told, share.rate[0].told, share.rate[0].clauses)
        for share in shares_of(benefit, program, book.words)
    ]
    watched = ("unstable", "marginal", "sudden_hardship")
    assert told == [
        (("tekun", "orphan"), "不设起付线", "比例：100%", ("SZ-2.5.2.2a",)),
        (("dibao",), "不设起付线", "比例：70%", ("SZ-2.5.2.2b",)),
        (("returned_to_poverty",), "起付线：1800元、每年", "比例：70%", ("SZ-2.5.2.2c",)),
        (watched, "起付线：1800元、每年", "比例：60%", ("SZ-2.5.2.2d",)),
    ]
    caps = {term.told for share in shares_of(benefit, program, book.words) for term in share.cap}
    assert caps == {"计入年度救助限额：每年40000元"}


def test_what_a_reading_costs() -> None:
    """The second stay comes to 700 yuan less where the deductible is each stay's: 70% of 1,000."""
    cost = costs_of(town(), lambda _done, _total: None)["line", "stay"]
    assert cost is not None
    assert (cost.differing, cost.refused) == (1, 0)
    assert {name: str(moved) for name, moved in cost.change.items()} == {"help": "-700.00"}
    assert cost.largest == "两次住院"
    assert str(cost.before - cost.after) == "700.00"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", LIBRARY)
def test_every_policy_of_the_library_is_told(name: str, language: Language) -> None:
    """Who gets what, its clauses and its figures; every clause that somebody may link to has a
    place."""
    book = open_book(stdlib_policy(name), language)
    told = chapters(book)
    for clause in book.policy.clauses:
        assert clause.id in told


def test_a_chinese_chapter_of_the_library_has_no_english_sentence() -> None:
    """Each is said by words of the catalogue and titles: no field and no place by its English
    name."""
    words = {*(field.name for field in FIELDS if "_" in field.name), *CHINESE_CHOICES.values()}
    book = open_book(stdlib_policy("suizhou"), "zh")
    told = text_of(element("main", list(who_chapter(book))))
    assert set(re.findall(r"[a-z_]{4,}", told)) & words == set()


@pytest.mark.long
@pytest.mark.parametrize("name", LIBRARY)
def test_the_sites_of_the_library(name: str) -> None:
    """Whole, with every link."""
    assert broken_links(make_site(stdlib_policy(name), "zh")) == []


def test_a_policy_of_nothing_has_a_site() -> None:
    """A file of one line: no clause, no benefit, no reading, no example."""
    policy = polc.compile('policy bare "x" edition 1\nin force from 2023-01-01\n', name="bare")
    assert broken_links(make_site(policy, "en")) == []


def test_lines_for_a_time_have_their_clauses() -> None:
    """Of lines that hold for a time each clause is linked, and a line is told once; a table by the
    hospital's level says that its numbers are levels."""
    text = (
        'policy town "某镇" edition 1\nsource d "文件" issued 2025-12-01\n'
        'in force from 2026-01-01 cite d "一" TN-0\nlayers basic\n'
        'benefit basic "基本医保" per claim {\n'
        "  deductible per stay { 1: 200 yuan; otherwise: 500 yuan } by hospital_level "
        'cite d "二" TN-1\n'
        '  rate 70% cite d "三" TN-2\n  rate 75% from 2026-07-01 cite d "四" TN-3\n}\n'
    )
    book = open_book(polc.compile(text, name="town"), "en")
    who = text_of(element("main", list(who_chapter(book))))
    assert "hospital level 1: 200 yuan" in who
    assert "TN-3 , TN-2" in who
    clauses = text_of(element("main", list(clause_chapter(book))))
    row = next(line for line in clauses.splitlines() if line.startswith("TN-2"))
    assert "70%" in row
    assert "75%" not in row
