"""Texts of policies checked, and codes explained.

In: a text of a policy, or the code of a message. Out: what `polc check` says of the text, the page
of the code, as JSON. A text that is sent reaches no file of the machine: what it uses is looked for
in the standard library alone.
"""

from typing import Any, Final

from polc.api.loader import read_used, stdlib_names
from polc.compiler.pipeline import compile_text
from polc.compiler.report.similar import suggest
from polc.compiler.report.source import SourceText
from polc.explain.find_page import codes, find_page
from polc.explain.refusal_page import find_refusal_page, refusal_codes
from polc.explain.speak_example import speak_example
from polc.inspect.plain_diagnostic import plain_diagnostic
from polc.messages.text import Language, say
from polc.serve.asked import Asked
from polc.serve.limits import MOST_TEXT
from polc.serve.problems import Refusal

NAME: Final = "policy.pol"
"""What messages call the text."""


def check_text(text: str, language: Language | None) -> dict[str, Any]:
    """What is wrong with a policy."""
    if len(text.encode("utf-8", "replace")) > MOST_TEXT:
        raise Refusal("too_large", say("a policy has at most {most} bytes", most=MOST_TEXT))
    source = SourceText(NAME, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    compiled = compile_text(source, _read_library)
    program = compiled.program
    return {
        "compiles": program is not None,
        "policy": None if program is None else program.policy,
        "diagnostics": [plain_diagnostic(found, language) for found in compiled.diagnostics],
    }


def _read_library(name: str, _by: str) -> SourceText | None:
    return read_used(name, stdlib_names()[0])


def explain_code(code: str, language: Language) -> dict[str, Any]:
    """The page of a diagnostic, or of a code with which cases are refused."""
    page, refusal = find_page(code), find_refusal_page(code)
    if page is not None:
        shown = speak_example(page, language)
        return {
            "code": code,
            "title": page.titles[language],
            "meaning": page.meaning[language],
            "matters": page.matters[language],
            "example": shown.example or page.told[language],
            "repaired": shown.repaired,
        }
    if refusal is not None:
        return {
            "code": code,
            "title": refusal.titles[language],
            "meaning": refusal.meaning[language],
            "way_out": refusal.way_out[language],
            "refused": refusal.refused,
            "settled": refusal.settled,
        }
    known = (*codes(), *refusal_codes())
    hint = suggest(code, known, say("`polc explain` lists the codes")).text
    raise Refusal("no_page", hint)


def answer_check_text(asked: Asked) -> dict[str, Any]:
    """`POST /check`."""
    text = asked.object(("text",), ("text",))["text"]
    if not isinstance(text, str):
        raise Refusal("bad_request", say("`text` is the text of a policy"))
    return check_text(text, asked.language or asked.service.language)


def answer_explain_code(asked: Asked) -> dict[str, Any]:
    """`GET /explain/{code}`."""
    return explain_code(asked.path["code"], asked.spoken())
