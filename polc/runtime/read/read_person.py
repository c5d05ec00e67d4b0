"""The person of a case and the figures of the region.

In: the JSON objects. Out: a `PersonRead` and the region's inputs, or problems with their
paths.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.messages.text import NOTHING, Text, say
from polc.runtime.case import CaseLayout, HeldIdentity, Inputs, PersonRead
from polc.runtime.errors import Problems
from polc.runtime.read.forms import form_of
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    read_count,
    read_date,
    read_text,
    similar_to,
)
from polc.runtime.read.spelling import is_same_name
from polc.runtime.said_otherwise import NOBODY
from polc.runtime.vocabulary import FIELDS, SCOPE_NAMES, Field, in_municipality

_PERSON_FIELDS: Final = {field.name: field for field in FIELDS if field.scope == "person"}
_REGION_FIELDS: Final = {field.name: field for field in FIELDS if field.scope == "region"}


def read_region(value: Any, layout: CaseLayout, problems: Problems) -> Inputs:
    """The figures of the place; none where the case has no region."""
    if value is None:
        return {}
    return _read_group(value, "region", region_fields(layout), (), problems)


def person_fields(layout: CaseLayout) -> Mapping[str, Field]:
    """The fields that a person may have, by the keys that give them."""
    return _with_declared(_PERSON_FIELDS, layout)


def region_fields(layout: CaseLayout) -> Mapping[str, Field]:
    """The fields that a region may have, by the keys that give them."""
    return _with_declared(_REGION_FIELDS, layout)


def _with_declared(fields: Mapping[str, Field], layout: CaseLayout) -> Mapping[str, Field]:
    """The vocabulary's fields and those that the policy declares."""
    scope = next(iter(fields.values())).scope
    own = [field_ for field_ in layout.fields if field_.scope == scope]
    return {**fields, **{word: field for field in own for word in (field.name, *field.chinese)}}


def _read_group(
    value: Any, path: str, fields: Mapping[str, Field], others: tuple[str, ...], problems: Problems
) -> Inputs:
    """The fields of a person or a region."""
    inputs: Inputs = {}
    if not isinstance(value, Mapping):
        problems.add("bad_value", path, say("an object is expected"))
        return inputs
    for key, given in value.items():
        field = fields.get(key)
        if field is None:
            if key not in others:
                hint = similar_to(str(key), (*fields, *others))
                problems.add(
                    "unknown_field",
                    f"{path}.{key}",
                    say(
                        "a {scope} has no field `{word}`{hint}",
                        scope=SCOPE_NAMES[path],
                        word=key,
                        hint=hint,
                    ),
                )
            continue
        if given is None:
            continue
        if (field.scope, field.name) in inputs:
            said = say("`{field}` is given twice", field=field.name)
            problems.add("bad_value", f"{path}.{key}", said)
            continue
        try:
            inputs[field.scope, field.name] = form_of(field).read(given)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.why)
    return inputs


def read_person(
    value: Any, layout: CaseLayout, problems: Problems, region: Inputs | None = None
) -> PersonRead | None:
    """The person with the region's figures; None after noting what is wrong."""
    if value is None:
        problems.add("missing_field", "person", say("the case has no `person`"))
        return None
    if not isinstance(value, Mapping):
        problems.add("bad_value", "person", say("an object is expected"))
        return None
    others = ("id", "identities", "psn_no")
    fields = person_fields(layout)
    inputs = _read_group(value, "person", fields, others, problems)
    if layout.municipality and ("person", "insured_at") in inputs:
        place = inputs["person", "insured_at"]
        inputs["person", "insured_at"] = in_municipality("insured_at", place)
    recognised = inputs.get(("person", "recognised"))
    identities = value.get("identities")
    held = _read_identities([] if identities is None else identities, layout, recognised, problems)
    return PersonRead(
        id=_read_id(value, problems),
        held=held,
        inputs=inputs | (region or {}),
        equivalences=layout.equivalences,
        unnamed=identities is None,
    )


def _read_id(value: Mapping[str, Any], problems: Problems) -> str:
    found = ""
    for key in ("id", "psn_no"):
        given = value.get(key)
        if given is None:
            continue
        if found:
            problems.add("bad_value", f"person.{key}", say("the person's id is given twice"))
        try:
            found = read_text(given)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"person.{key}", mistake.why)
    return found


_LAST_DAY: Final = ("until", "end", "ending", "至", "止", "截止", "结束日期")
_FIRST_DAY: Final = ("start", "since", "begin", "自", "起", "开始日期", "认定日期", "recognised")
"""What is written for the days of an identity."""


def _why_no_list(value: Any) -> Text:
    if isinstance(value, str) and value:
        listed = f'["{value[:LONGEST_WORD]}"]'
        return say("a list is expected: write `{written}`", written=listed)
    return say("a list is expected")


def _who_is_meant(word: str, layout: CaseLayout) -> Text:
    """`; did you mean …?` of what is no identity; of an ordinary person that there is none."""
    if word.lower() in NOBODY:
        return say("; an ordinary person has an empty list: `[]`")
    same = next((known for known in layout.bits if is_same_name(word, known)), None)
    return say("; did you mean `{found}`?", found=same) if same else NOTHING


def _which_day_is_meant(key: str) -> Text:
    if key in _LAST_DAY:
        return say("; its last day is `to`")
    if key in _FIRST_DAY:
        return say("; its first day is `from`")
    return similar_to(key, ("from", "to", "grade"))


def _read_identities(
    value: Any, layout: CaseLayout, recognised: int | None, problems: Problems
) -> tuple[HeldIdentity, ...]:
    if not isinstance(value, list):
        problems.add("bad_value", "person.identities", _why_no_list(value))
        return ()
    found = []
    for place, entry in enumerate(value):
        path = f"person.identities[{place}]"
        record = {"id": entry} if isinstance(entry, str) else entry
        if isinstance(record, Mapping) and record.get("id") in (None, ""):
            problems.add("bad_value", f"{path}.id", say("choose an identity"))
            continue
        if not isinstance(record, Mapping) or not isinstance(record.get("id"), str):
            problems.add(
                "bad_value",
                path,
                say("an identity is its id, or an object with `id`, `from`, `to`"),
            )
            continue
        bit = layout.bits.get(record["id"])
        if bit is None:
            hint = _who_is_meant(record["id"], layout)
            problems.add(
                "unknown_identity",
                f"{path}.id",
                say("there is no identity `{word}`{hint}", word=record["id"], hint=hint),
            )
            continue
        days: dict[str, int | None] = {"from": recognised, "to": None}
        for key, given in record.items():
            if key in days and given is not None:
                try:
                    days[key] = read_date(given)
                except ValueRefusedError as mistake:
                    problems.add("bad_value", f"{path}.{key}", mistake.why)
            elif key not in (*days, "id", "grade"):
                hint = _which_day_is_meant(str(key))
                problems.add(
                    "unknown_field",
                    f"{path}.{key}",
                    say("an identity has no field `{word}`{hint}", word=key, hint=hint),
                )
        start, end = days["from"], days["to"]
        if recognised is not None and start is not None and start < recognised:
            problems.add("bad_value", f"{path}.from", say("this day is earlier than `recognised`"))
        if start is not None and end is not None and end < start:
            problems.add("bad_value", f"{path}.to", say("this day is earlier than `from`"))
        if _grade_counts(record, bit, path, layout, problems):
            idle = record.get("grade") is not None and bit not in layout.grades
            found.append(HeldIdentity(bit, start, end, idle_grade=idle))
    return tuple(found)


def _grade_counts(
    record: Mapping[str, Any], bit: int, path: str, layout: CaseLayout, problems: Problems
) -> bool:
    """Whether an identity of this grade is one that the policy means."""
    grade: int | None = None
    if record.get("grade") is not None:
        try:
            grade = read_count(record["grade"])
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.grade", mistake.why)
            return False
    wanted = layout.grades.get(bit)
    if wanted is None:
        return True
    if grade is None:
        message = say("`{identity}` counts by its grade, and none is given", identity=record["id"])
        problems.add("missing_field", f"{path}.grade", message)
        return False
    low, high, others = wanted
    return (low <= grade <= high) != others
