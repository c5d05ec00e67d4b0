"""Who gets what by which clause, for the page to show and to print.

In: a `PageRequest`. Out: the sheet of the policy, under the readings that are chosen, as HTML.
"""

from typing import Any

from polc.api.told import told_refusal
from polc.doc.site import make_sheet
from polc.markup.element import write
from polc.page.asked import PageRequest
from polc.runtime.errors import CaseError


def answer_sheet(asked: PageRequest) -> dict[str, Any]:
    """The sheet as HTML, or why a reading or a figure is refused."""
    try:
        policy = asked.policy().with_parameters(asked.object("parameters"))
    except CaseError as mistake:
        return {"refused": told_refusal(mistake, asked.language, asked.language)["refused"]}
    return {"refused": [], "sheet_html": write(make_sheet(policy, asked.language))}
