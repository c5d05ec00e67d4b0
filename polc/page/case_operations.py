"""Cases for the page: the form of one, its settlement, what other readings make of it.

In: a `PageRequest`. Out: plain values; amounts are those of the settlement. A refused case is an
answer too: `refused`, and of it those facts that are `missing`, by the path of their field.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.api.count_claims import count_claims
from polc.api.outcomes import TooManySettlementsError, settle_readings
from polc.api.policy import Policy
from polc.api.told import told_outcomes, told_refusal, told_settlement
from polc.inspect.blank_case import blank_case
from polc.inspect.case_form import case_form
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs
from polc.inspect.titles import all_titles_of
from polc.markup.element import write
from polc.messages.text import say
from polc.notice.make_notice import make_notice
from polc.page.asked import PageRefusal, PageRequest
from polc.runtime.errors import CaseError, Problem
from polc.wording.names import Names

MOST_CLAIMS: Final = 200
"""Claims that are explained at once: what a page can show."""
MOST_READ_OTHERWISE: Final = 2_000
"""Claims times the settlements that readings make of them."""

_MISSING: Final = ("missing_field", "missing_parameter")


def answer_inputs(asked: PageRequest) -> dict[str, Any]:
    """The form of the policy's cases, and a case that has every field."""
    plans = plans_by_reading(asked.policy().program)
    inputs = list_inputs(plans)
    head = {"policy": plans[0].policy, "title": plans[0].title}
    form = case_form(plans, inputs, asked.language)
    return {**head, "form": form, "blank": blank_case(plans, inputs)}


def answer_settle(asked: PageRequest) -> dict[str, Any]:
    """The settlement with its explanation, and its notice as HTML, or why it is refused."""
    check_count(asked)
    keywords = asked.language
    try:
        policy = asked.policy()
        keywords = policy.plan.language
        settlement = policy.settle(filled_case(asked.object("case")))
    except CaseError as mistake:
        refused = told_refusal(mistake, asked.language, keywords)["refused"]
        missing = [problem for problem in refused if problem["code"] in _MISSING]
        return {"settlement": None, "refused": refused, "missing": missing}
    told = told_settlement(settlement.to_dict(explain=True), asked.language, keywords)
    notice = write(make_notice(told, settlement.case, _names(policy, asked)))
    return {"settlement": told, "notice_html": notice, "refused": [], "missing": []}


def answer_readings(asked: PageRequest) -> dict[str, Any]:
    """Every outcome of the case, and what each other answer to a question changes."""
    claims = check_count(asked)
    keywords = asked.language
    try:
        policy = asked.policy()
        keywords = policy.plan.language
        case = filled_case(asked.object("case"))
        found = settle_readings(policy, case, MOST_READ_OTHERWISE // max(claims, 1))
    except TooManySettlementsError:
        detail = say("the readings make too many settlements; ask with fewer claims")
        raise PageRefusal("too_large", detail) from None
    except CaseError as mistake:
        return {"refused": told_refusal(mistake, asked.language, keywords)["refused"]}
    return {**told_outcomes(found.to_dict(), asked.language, keywords), "refused": []}


def filled_case(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """The case; raises `CaseError` for an empty one, told where there is one to fill in."""
    if not case:
        message = say("the case is empty; `inputs` has a blank one of the policy")
        raise CaseError((Problem("missing_field", "", message),))
    return case


def _names(policy: Policy, asked: PageRequest) -> Names:
    return Names(all_titles_of(policy.program), asked.language)


def check_count(asked: PageRequest) -> int:
    """How many claims the case has. Raises `PageRefusal` for too many."""
    claims = count_claims(asked.object("case"))
    if claims > MOST_CLAIMS:
        most = say("at most {most} claims are explained at once", most=MOST_CLAIMS)
        raise PageRefusal("too_large", most)
    return claims
