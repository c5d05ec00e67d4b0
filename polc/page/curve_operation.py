"""What the person bears as the cost of a claim grows, for the page.

In: a `PageRequest` with a case. Out: the curve with its pieces as HTML, or why the case is refused.
"""

from typing import Any

from attrs import evolve

from polc.api.told import told_refusal
from polc.doc.book import open_book
from polc.doc.burden_chapter import burden_chapter
from polc.markup.element import element, write
from polc.page.asked import PageRequest
from polc.page.case_operations import check_count, filled_case
from polc.runtime.errors import CaseError


def answer_curve(asked: PageRequest) -> dict[str, Any]:
    """The curve of the last claim of the case."""
    check_count(asked)
    keywords = asked.language
    try:
        policy = asked.policy()
        keywords = policy.plan.language
        case = filled_case(asked.object("case"))
        book = evolve(open_book(policy, asked.language), known=frozenset())
        parts = [*burden_chapter(book, case)]
    except CaseError as mistake:
        return {"refused": told_refusal(mistake, asked.language, keywords)["refused"]}
    return {"refused": [], "curve_html": write(element("div", parts))}
