"""What a case came to, in the language of whoever asks.

In: the contract's JSON of a settlement, of outcomes, or a refusal. Out: the same with its sentences
in a language; None is that of the policy, whose keywords the code that they quote has anyway.
"""

from typing import Any

from polc.messages.text import Language, Text, in_language


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
