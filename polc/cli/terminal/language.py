"""The language in which a command speaks: that of the file, or the one asked for.

In: `--language` or POLC_LANGUAGE, and texts with the language of the policy they are about. Out:
the texts in that language.
"""

from typing import Any, Final

import click

from polc.messages.text import Language, Text, in_language

LANGUAGE_VARIABLE: Final = "POLC_LANGUAGE"

language_option: Final = click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default=None,
    envvar=LANGUAGE_VARIABLE,
    help="Language of the messages; by default POLC_LANGUAGE, else that of each file.",
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


def tell(said: Text, language: Language) -> Text:
    """A sentence of the command line, which quotes no code of a file."""
    return in_language(said, language, language)
