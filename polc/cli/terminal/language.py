"""The language in which a command speaks: the one asked for, else that of the file.

In: `--language`, else POLC_LANGUAGE, else the locale, and texts with the language of the policy
they are about. Out: the texts in that language.
"""

import os
import re
from collections.abc import Sequence
from typing import Any, Final

import click

from polc.messages.text import Language, Text, in_language
from polc.messages.text import tell as tell  # the commands' own

LANGUAGE_VARIABLE: Final = "POLC_LANGUAGE"

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set says which language the messages of programs have."""

_ASKED: Final = re.compile(r"--language[= ](\S*)")


def locale_language() -> Language | None:
    """The language of the locale, as `zh_CN.UTF-8` is Chinese; None where it says none of ours,
    as `C` does."""
    name = next(filter(None, map(os.environ.get, _LOCALE_VARIABLES)), "")
    match re.split(r"[_.@-]", name.lower())[0]:
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return None


def asked_language(words: Sequence[str]) -> Language:
    """The language of a command line that is not understood, or not yet: of its words, else of
    the environment, else of the locale, else English."""
    asked = _ASKED.findall(" ".join(words)) or [os.environ.get(LANGUAGE_VARIABLE)]
    if asked[-1] in ("en", "zh"):
        return "zh" if asked[-1] == "zh" else "en"
    return locale_language() or "en"


def _choose_language(
    _context: click.Context, _param: click.Parameter, asked: Language | None
) -> Language | None:
    """The one asked for, else that of the locale; None: that of each file."""
    return asked or locale_language()


language_option: Final = click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default=None,
    envvar=LANGUAGE_VARIABLE,
    callback=_choose_language,
    help="Language of the messages, `en` or `zh`: else that of POLC_LANGUAGE, of the locale, of "
    "each file.",
)


def told_refusal(mistake: Any, language: Language | None, policy: Language) -> dict[str, Any]:
    """A refused case as the contract's JSON, told in the language or in the policy's."""
    return {**mistake.in_language(language or policy, policy).to_dict()}


def told_settlement(
    settled: dict[str, Any], language: Language | None, policy: Language
) -> dict[str, Any]:
    """A settlement as the contract's JSON, what it lacks told in the language or in the
    policy's."""
    for gap in settled["undetermined"]:
        gap["missing"] = in_language(gap["missing"], language or policy, policy)
    settled["notes"] = [
        in_language(note, language or policy, policy) if isinstance(note, Text) else note
        for note in settled["notes"]
    ]
    return settled


def told_outcomes(found: dict[str, Any], language: Language, policy: Language) -> dict[str, Any]:
    """The outcomes of all readings: settlements and refusals told in the language."""
    answers = [answer for question in found["questions"] for answer in question["answers"]]
    for outcome in (*found["outcomes"], *answers):
        for problem in outcome.get("refused") or ():
            problem["message"] = in_language(problem["message"], language, policy)
        if "settlement" in outcome:
            told_settlement(outcome["settlement"], language, policy)
    return found
