"""What a mapping says of targets: of which amounts of which claims the share is.

In: what TOML made of `[targets]`, a reader of its parts. Out: by target its `TargetMeasure`. A
policy says in words what a target is a share of; which of a table's rows these words mean, the
bureau says.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.batch.mapping import TargetMeasure
from polc.batch.mapping_reader import MappingReader
from polc.batch.meanings import of_choices
from polc.compiler.report.similar import suggest
from polc.messages.text import quoted, say
from polc.runtime.vocabulary import CHINESE_CHOICES

WHOLES: Final = ("in_policy", "total")
"""The amounts of a claim that a share may be of."""


def read_target_measures(
    reader: MappingReader, data: Mapping[str, Any], values: Mapping[str, str], coded: frozenset[str]
) -> dict[str, TargetMeasure]:
    """`values` are the columns of the claims that are taken as they stand, `coded` the fields of
    which the mapping has the codes."""
    found = {}
    known = reader.vocabulary.targets
    for name, entry in reader.table(data, "targets").items():
        place = f"targets.{name}"
        if name not in known:
            hint = suggest(name, known, say("see the documentation of mappings")).text
            message = say("the policy has no target `{name}`; {hint}", name=name, hint=hint)
            reader.add(place, message)
        elif not isinstance(entry, dict):
            reader.add(place, say("a `part` and a `whole` are expected"))
        else:
            found[name] = _read_measure(reader, entry, place, values, coded)
    return found


def _read_measure(
    reader: MappingReader,
    entry: Mapping[str, Any],
    place: str,
    values: Mapping[str, str],
    coded: frozenset[str],
) -> TargetMeasure:
    choices = {
        field.name: field.choices
        for field in reader.vocabulary.of("claim").values()
        if field.kind == "choice"
    }
    reader.know(entry, f"{place}.", ("part", "whole", *choices))
    part = _names(reader, entry, "part", place)
    for name in part:
        if name not in reader.vocabulary.benefits:
            benefits = reader.vocabulary.benefits
            hint = suggest(name, benefits, say("see the documentation of mappings")).text
            message = say("the policy has no layer `{name}`; {hint}", name=name, hint=hint)
            reader.add(f"{place}.part", message)
    for name in (name for name in part if entry["part"].count(name) > 1):
        reader.add(f"{place}.part", say("`{word}` stands twice", word=name))
    whole = entry.get("whole")
    if whole not in WHOLES:
        message = say("one of {names} is expected", names=quoted(WHOLES))
        reader.add(f"{place}.whole", message)
    elif whole not in values:
        message = say("the mapping names no column for `{field}`", field=str(whole))
        reader.add(f"{place}.whole", message)
    among = {}
    for name in choices.keys() & entry.keys():
        words = _names(reader, entry, name, place)
        meant = [CHINESE_CHOICES.get(word, word) for word in words]
        for word, meaning in zip(words, meant, strict=True):
            if meaning not in choices[name]:
                reader.add(f"{place}.{name}", of_choices(choices[name]).refuse(word))
        if name not in coded:
            message = say("the mapping names no column for `{field}`", field=name)
            reader.add(f"{place}.{name}", message)
        among[name] = frozenset(meant)
    return TargetMeasure(part, str(whole), dict(sorted(among.items())))


def _names(
    reader: MappingReader, entry: Mapping[str, Any], name: str, place: str
) -> tuple[str, ...]:
    """A list of words with at least one."""
    found = entry.get(name, [])
    if isinstance(found, list) and found and all(isinstance(word, str) for word in found):
        return tuple(dict.fromkeys(found))
    reader.add(f"{place}.{name}", say("a list of names is expected"))
    return ()
