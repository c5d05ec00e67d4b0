"""The claims of a case: each read whole, what was taken back left out.

In: the JSON list, or one claim of it. Out: `ClaimRead`s, or problems with their paths.
This runs for every claim of every case: a key leads straight to the function that reads it.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from polc.messages.text import Text, say
from polc.runtime.case import CaseLayout, ClaimRead, Inputs
from polc.runtime.errors import Problems
from polc.runtime.read.forms import form_of
from polc.runtime.read.idle_fields import note_idle_fields
from polc.runtime.read.near_words import note_near_words
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    read_count,
    read_money,
    read_text,
    similar_to,
)
from polc.runtime.read.take_back import take_back, without_signs
from polc.runtime.vocabulary import CODED_COLUMNS, FIELDS, GIVEN_ALIASES, in_municipality

_FIELDS: Final = tuple(field for field in FIELDS if field.scope == "claim")
_TEXT_ALIASES: Final = {"setl_id": "id"}
TEXTS: Final = {
    **{name: name for name in ("id", "visit", "continues", "reverses")},
    **{field.name: field.name for field in _FIELDS if field.kind == "text"},
    **_TEXT_ALIASES,
}
"""What no rule computes with: names and times, by the key that gives them."""

DEFAULTS: Final = {
    ("claim", field.name): field.default for field in _FIELDS if field.default is not None
}
"""What a claim has that does not say it."""


FieldReader = tuple[tuple[str, str], Callable[[Any], int]]
"""The input that a key gives, and how it is read."""

_READERS: Final[dict[str, FieldReader]] = {
    key: (("claim", field.name), form_of(field).read)
    for field in _FIELDS
    if field.kind != "text"
    for key in (field.name, field.alias)
    if key is not None
} | {key: (("paid", benefit), read_money) for key, benefit in GIVEN_ALIASES.items()}
_GIVEN: Final = frozenset(("paid", benefit) for benefit in GIVEN_ALIASES.values())
_AMOUNTS: Final = tuple(key for key, (_, read) in _READERS.items() if read is read_money)
_KNOWN: Final = (*_READERS, *TEXTS, "seq", "paid")


def read_claims(
    value: Any, layout: CaseLayout, problems: Problems, notes: list[str]
) -> tuple[tuple[ClaimRead, ...], tuple[ClaimRead, ...]]:
    """Every claim but what was taken back, in the order of the case; and all that the case gives,
    which tell its year also where nothing is left."""
    if value is None:
        return (), ()
    if not isinstance(value, list | tuple):
        problems.add("bad_value", "claims", say("a list is expected"))
        return (), ()
    found: dict[str, ClaimRead] = {}
    for position, record in enumerate(value):
        claim = read_claim(record, position, layout, problems, notes)
        if claim is None:
            continue
        if claim.id in found:
            path = f"claims[{position}].id"
            problems.add("bad_value", path, say("there are two claims `{claim}`", claim=claim.id))
        found[claim.id] = claim
    return take_back(found, layout, problems, notes), (*found.values(),)


def read_claim(
    value: Any, position: int, layout: CaseLayout, problems: Problems, notes: list[str]
) -> ClaimRead | None:
    """One claim; None after noting what is wrong."""
    path = f"claims[{position}]"
    if type(value) is not dict and not isinstance(value, Mapping):
        problems.add("bad_value", path, say("a claim is an object"))
        return None
    known = len(problems.found)
    if value.get("reverses") is not None:
        value = without_signs(value, _money_keys(layout), path, problems)
    inputs: Inputs = {}
    texts: dict[str, str] = {}
    refused = _read_fields(value, path, layout, inputs, texts, problems)
    if layout.municipality and ("claim", "place") in inputs:
        inputs["claim", "place"] = in_municipality("place", inputs["claim", "place"])
    if not _GIVEN.isdisjoint(inputs):
        _check_given(inputs, path, layout, problems)
    paid = value.get("paid")
    if paid is not None:
        _read_paid(paid, path, layout, inputs, problems)
    seq = _read_seq(value.get("seq"), path, problems)
    _check_whole(inputs, refused, path, problems, is_refund="reverses" in texts)
    if len(problems.found) > known:
        return None
    for default, figure in DEFAULTS.items():
        if default not in inputs:
            inputs[default] = figure
            if default in layout.reads:
                notes.append(note_default(path, default))
    if layout.fields:
        notes += note_near_words(value, path, layout)
        notes += note_idle_fields(inputs, "claim", path, layout)
    number = texts.get("id") or f"c{position + 1}"
    visit = texts.get("visit") or number
    days = _days(inputs, path, layout, problems)
    if days is None:
        return None
    day, identity_day = days
    return ClaimRead(
        id=number,
        position=position,
        date=inputs["claim", "date"],
        seq=seq,
        visit=visit,
        inputs=inputs,
        reverses=texts.get("reverses", ""),
        continues=texts.get("continues", ""),
        day=day,
        identity_day=identity_day,
        hospital=texts.get("hospital", ""),
    )


@lru_cache(maxsize=1024)
def note_default(path: str, target: tuple[str, str]) -> Text:
    """That a field of the claim at a place was taken as its default."""
    word = say("yes") if DEFAULTS[target] else say("no")
    return say(
        "{path}.{field} is not given and was taken as {word}",
        path=path,
        field=target[1],
        word=word,
    )


def reader_of(key: str, layout: CaseLayout) -> FieldReader | None:
    """The input that a key gives and how it is read; None for what is no input."""
    reader = _READERS.get(key)
    return _declared(key, layout) if reader is None and layout.fields else reader


def _money_keys(layout: CaseLayout) -> frozenset[str]:
    """The keys of a claim that give an amount."""
    declared = (
        word
        for field_ in layout.fields
        if field_.scope == "claim" and field_.kind == "money"
        for word in (field_.name, *field_.chinese)
    )
    return frozenset((*_AMOUNTS, *declared))


def _days(
    inputs: Inputs, path: str, layout: CaseLayout, problems: Problems
) -> tuple[int, int] | None:
    """The days that look up rules and identities."""
    if layout.one_date_only and ("claim", "admitted") not in inputs:
        plain = inputs["claim", "date"]
        return plain, plain
    found = []
    for name in (layout.rules_day, layout.identity_day):
        day = inputs.get(("claim", name))
        if day is None:
            message = say(
                "`{name}` is not given, and the policy looks up its rules by it", name=name
            )
            clauses = layout.in_force_clauses
            problems.add("missing_field", f"{path}.{name}", message, clauses)
            return None
        found.append(day)
    admitted = inputs.get(("claim", "admitted"))
    if admitted is not None and admitted > inputs["claim", "date"]:
        message = say("the day of admission is after the day of the claim")
        problems.add("bad_value", f"{path}.admitted", message)
        return None
    return found[0], found[1]


def _read_fields(
    value: Mapping[str, Any],
    path: str,
    layout: CaseLayout,
    inputs: Inputs,
    texts: dict[str, str],
    problems: Problems,
) -> set[tuple[str, str]]:
    """Reads what the vocabulary knows; the fields whose value was refused."""
    refused: set[tuple[str, str]] = set()
    for key, given in value.items():
        reader = reader_of(key, layout)
        if reader is None:
            _read_other(key, given, path, texts, layout, problems)
            continue
        if given is None:
            continue
        target, read = reader
        if target in inputs or target in refused:
            problems.add(
                "bad_value", f"{path}.{key}", say("`{field}` is given twice", field=target[1])
            )
            continue
        try:
            inputs[target] = read(given)
            if target[0] == "claim" and target[1] in TEXTS:
                texts[target[1]] = given
        except ValueRefusedError as mistake:
            refused.add(target)
            problems.add("bad_value", f"{path}.{key}", mistake.why)
    return refused


def _declared(key: str, layout: CaseLayout) -> FieldReader | None:
    """How a field that the policy declares is read."""
    for field in layout.fields:
        if field.scope == "claim" and key in (field.name, *field.chinese):
            return ("claim", field.name), form_of(field).read
    return None


def _read_other(
    key: str,
    given: Any,
    path: str,
    texts: dict[str, str],
    layout: CaseLayout,
    problems: Problems,
) -> None:
    if key in ("seq", "paid"):
        return
    name = TEXTS.get(key)
    if name is None:
        word = str(key)[:LONGEST_WORD]
        known = (*_KNOWN, *(field_.name for field_ in layout.fields if field_.scope == "claim"))
        message = (
            say(
                "what the code in `{word}` means differs from place to place: give `{field}`",
                word=word,
                field=CODED_COLUMNS[word],
            )
            if word in CODED_COLUMNS
            else say("a claim has no field `{word}`{hint}", word=word, hint=similar_to(word, known))
        )
        problems.add("unknown_field", f"{path}.{word}", message)
        return
    if given is None:
        return
    try:
        if name in texts:
            raise ValueRefusedError(say("`{field}` is given twice", field=name))
        texts[name] = read_text(given)
    except ValueRefusedError as mistake:
        problems.add("bad_value", f"{path}.{key}", mistake.why)


def _read_seq(value: Any, path: str, problems: Problems) -> int:
    if value is None:
        return 0
    try:
        return read_count(value)
    except ValueRefusedError as mistake:
        problems.add("bad_value", f"{path}.seq", mistake.why)
        return 0


def _check_whole(
    inputs: Inputs,
    refused: set[tuple[str, str]],
    path: str,
    problems: Problems,
    *,
    is_refund: bool,
) -> None:
    """What every claim has, and what its costs must be to each other."""
    for name in ("date", "in_policy"):
        needed = ("claim", name)
        if needed not in inputs and needed not in refused:
            message = say("the claim has no `{field}`", field=name)
            if is_refund and name == "in_policy":
                message = say(
                    "the refund does not say how much of `in_policy` it takes back: all that the "
                    "claim has, or a part"
                )
            elif is_refund:
                message = say("the refund has no `{field}`", field=name)
            problems.add("missing_field", f"{path}.{name}", message)
    total, in_policy = inputs.get(("claim", "total")), inputs.get(("claim", "in_policy"))
    if total is not None and in_policy is not None and total < in_policy:
        message = say("the total cost is less than the in-policy cost")
        problems.add("bad_value", f"{path}.total", message)


def _read_paid(
    value: Any, path: str, layout: CaseLayout, inputs: Inputs, problems: Problems
) -> None:
    """The amounts under `paid`; a column of the platform may not say one of them again."""
    if not isinstance(value, Mapping):
        message = say("an object of benefits and amounts is expected")
        problems.add("bad_value", f"{path}.paid", message)
        return
    for key, given in value.items():
        if key not in layout.benefits:
            _refuse_benefit(str(key)[:LONGEST_WORD], path, layout, problems)
        elif given is None:
            continue
        elif ("paid", key) in inputs:
            problems.add(
                "bad_value", f"{path}.paid.{key}", say("what `{key}` paid is given twice", key=key)
            )
        else:
            try:
                inputs["paid", key] = read_money(given)
            except ValueRefusedError as mistake:
                problems.add("bad_value", f"{path}.paid.{key}", mistake.why)


def _check_given(inputs: Inputs, path: str, layout: CaseLayout, problems: Problems) -> None:
    """Columns of the platform may speak of layers that this policy does not have."""
    for scope, benefit in sorted(inputs):
        if scope == "paid" and benefit not in layout.benefits:
            _refuse_benefit(benefit, path, layout, problems)


def _refuse_benefit(word: str, path: str, layout: CaseLayout, problems: Problems) -> None:
    message = say(
        "no benefit per claim is called `{word}`{hint}",
        word=word,
        hint=similar_to(word, layout.benefits, layout.titled),
    )
    problems.add("unknown_field", f"{path}.paid.{word}", message)
