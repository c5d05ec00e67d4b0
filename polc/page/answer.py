"""What the page in a browser asks of polc, answered.

In: a request, one JSON object as text. Out: one JSON object as text, always: what cannot be
answered is a `problem` with its code, title and detail. Nothing is read or written but
what the request brings and the standard library, and nothing here computes an amount.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from polc.messages.text import Language, Text, in_language, say
from polc.page.asked import PageRefusal, PageRequest, read_request
from polc.page.case_operations import answer_inputs, answer_readings, answer_settle
from polc.page.curve_operation import answer_curve
from polc.page.identity_operations import answer_identities
from polc.page.sheet_operation import answer_sheet
from polc.page.text_operations import (
    answer_check,
    answer_format,
    answer_hover,
    answer_policies,
)

OPERATIONS: Final[Mapping[str, Callable[[PageRequest], dict[str, Any]]]] = {
    "policies": answer_policies,
    "check": answer_check,
    "hover": answer_hover,
    "format": answer_format,
    "inputs": answer_inputs,
    "settle": answer_settle,
    "readings": answer_readings,
    "identities": answer_identities,
    "curve": answer_curve,
    "sheet": answer_sheet,
}


def answer(request: str) -> str:
    """The answer to a request, told in the language that it names."""
    language: Language = "en"
    try:
        asked = read_request(request)
        language = asked.language
        told = _answer(asked)
    except PageRefusal as problem:
        told = _tell(problem, language)
    except Exception:  # the page is told, and stays as it is
        detail = say("this is a mistake of polc, and none of the policy or the case")
        told = _tell(PageRefusal("internal_error", detail), language)
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def tell_problem(request: str, problem: PageRefusal) -> str:
    """What is said in place of an answer, in the language that the request names."""
    try:
        language = read_request(request).language
    except PageRefusal:
        language = "en"
    return json.dumps(_tell(problem, language), ensure_ascii=False)


def _answer(asked: PageRequest) -> dict[str, Any]:
    operation = OPERATIONS.get(asked.text("operation"))
    if operation is None:
        known = ", ".join(OPERATIONS)
        raise PageRefusal("unknown_operation", say("the operations are {known}", known=known))
    return operation(asked)


def _tell(problem: PageRefusal, language: Language) -> dict[str, Any]:
    def tell(said: Text) -> str:
        return str(in_language(said, language, language))

    title, detail = tell(problem.title), tell(problem.detail)
    return {"problem": {"code": problem.code, "title": title, "detail": detail}}
