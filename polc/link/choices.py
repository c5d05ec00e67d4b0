"""Readings chosen by whoever settles: the words they use, found in the policy.

In: reading or ambiguity id → a choice, its title or its letter. Out: reading id → choice id,
or the problems of what the policy does not have, cannot settle, or contradicts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.compiler.lower.choices import complete_choices
from polc.compiler.model.readings import ReadingSpec
from polc.messages.text import NOTHING, listed, say
from polc.runtime.errors import Problems
from polc.runtime.read.read_value import similar_to


def resolve_choices(
    policy: str,
    readings: Sequence[ReadingSpec],
    before: Mapping[str, str],
    choices: Mapping[str, Any],
    problems: Problems,
) -> dict[str, str]:
    """The choices by the ids of their readings, which are those of `policy`; `before` are the
    choices that stand already."""
    found: dict[str, str] = {}
    for name, wanted in choices.items():
        reading = next(
            (
                reading
                for reading in readings
                if name and name in (reading.id, reading.title, *reading.ambiguities)
            ),
            None,
        )
        path = f"readings.{name}"
        if reading is None:
            known = [word for reading in readings for word in (reading.id, *reading.ambiguities)]
            message = say(
                "policy `{policy}` has no reading `{name}`{hint}",
                policy=policy,
                name=name,
                hint=similar_to(str(name), known),
            )
            problems.add("unknown_reading", path, message)
            continue
        choice = next(
            (
                choice
                for choice in reading.choices
                if wanted and wanted in (choice.id, choice.title, choice.letter)
            ),
            None,
        )
        if choice is None:
            offered = listed(
                say("`{choice}` ({letter})", choice=choice.id, letter=choice.letter)
                for choice in reading.choices
            )
            problems.add(
                "unknown_choice",
                path,
                say(
                    "`{word}` is none of {choices}{hint}",
                    word=wanted,
                    choices=offered,
                    hint=NOTHING,
                ),
            )
            continue
        if not choice.settled:
            message = say(
                "`{reading}` = `{choice}` cannot be settled: {reason}",
                reading=reading.id,
                choice=choice.id,
                reason=choice.reason,
            )
            problems.add("reading_unsettled", path, message, reading.ambiguities)
            continue
        if found.get(reading.id, choice.id) != choice.id:
            problems.add(
                "bad_value",
                path,
                say("reading `{reading}` is chosen twice", reading=reading.id),
            )
        found[reading.id] = choice.id
    _, against = complete_choices(readings, {**before, **found})
    for contradiction in against:
        message = say(
            "`{by}` = `{choice}` implies `{reading}` = `{wanted}`, and `{against}` is chosen",
            by=contradiction.by,
            choice=contradiction.choice,
            reading=contradiction.reading,
            wanted=contradiction.wanted,
            against=contradiction.against,
        )
        problems.add("contradiction", f"readings.{contradiction.reading}", message)
    return found
