"""Claims read: their fields, the amounts given under `paid`, the defaults used."""

from typing import Any, Final

from polc.runtime.case import CaseLayout, ClaimRead, Inputs
from polc.runtime.errors import Problems
from polc.runtime.read_value import (
    ValueRefusedError,
    read_count,
    read_field,
    read_money,
    read_text,
    similar_to,
)
from polc.runtime.vocabulary import FIELDS, GIVEN_ALIASES

_ALIASES: Final = {field.alias: field for field in FIELDS if field.alias is not None}
_CLAIM_FIELDS: Final = {one.name: one for one in FIELDS if one.scope == "claim"} | {
    alias: field for alias, field in _ALIASES.items() if field.scope == "claim"
}
_CLAIM_WORDS: Final = ("id", "seq", "visit", "continues", "reverses", "settled", "paid", "setl_id")
_DEFAULTS: Final = {
    ("claim", one.name): one.default for one in _CLAIM_FIELDS.values() if one.default is not None
}


def read_claims(
    value: Any, layout: CaseLayout, problems: Problems, notes: list[str]
) -> tuple[ClaimRead, ...]:
    """All claims that can be read; two with one id are a problem."""
    if not isinstance(value, list):
        problems.add("bad_value", "claims", "a list is expected")
        return ()
    found = []
    seen: set[str] = set()
    for position, one in enumerate(value):
        claim = read_claim(one, position, layout, problems, notes)
        if claim is not None and claim.id in seen:
            problems.add(
                "bad_value", f"claims[{position}].id", f"there are two claims `{claim.id}`"
            )
        if claim is not None:
            seen.add(claim.id)
            found.append(claim)
    return tuple(found)


def read_claim(
    value: Any, position: int, layout: CaseLayout, problems: Problems, notes: list[str]
) -> ClaimRead | None:
    """One claim; None after noting what is wrong."""
    path = f"claims[{position}]"
    if not isinstance(value, dict):
        problems.add("bad_value", path, "a claim is an object")
        return None
    known = len(problems.found)
    inputs = _read_fields(value, path, layout, problems)
    _read_paid(value.get("paid", {}), f"{path}.paid", layout, inputs, problems)
    for needed in ("date", "in_policy"):
        if ("claim", needed) not in inputs and len(problems.found) == known:
            problems.add("missing_field", f"{path}.{needed}", f"the claim has no `{needed}`")
    total, in_policy = inputs.get(("claim", "total")), inputs.get(("claim", "in_policy"))
    if total is not None and in_policy is not None and total < in_policy:
        problems.add("bad_value", f"{path}.total", "the total cost is less than the in-policy cost")
    seq = _read_seq(value.get("seq", 0), path, problems)
    if len(problems.found) > known:
        return None
    for default, figure in _DEFAULTS.items():
        if default not in inputs:
            inputs[default] = figure
            if default in layout.reads:
                word = "yes" if figure else "no"
                notes.append(f"{path}.{default[1]} is not given and was taken as {word}")
    number = str(value.get("id", value.get("setl_id", f"c{position + 1}")))
    visit = str(value.get("visit", number))
    return ClaimRead(number, position, inputs["claim", "date"], seq, visit, inputs)


def _read_fields(
    value: dict[str, Any], path: str, layout: CaseLayout, problems: Problems
) -> Inputs:
    """The fields of the vocabulary, under their own names or the platform's."""
    inputs: Inputs = {}
    for key, given in value.items():
        field = _CLAIM_FIELDS.get(key)
        if field is None:
            if key in GIVEN_ALIASES:
                _read_paid({GIVEN_ALIASES[key]: given}, f"{path}.{key}", layout, inputs, problems)
            elif key not in _CLAIM_WORDS:
                hint = similar_to(str(key), (*_CLAIM_FIELDS, *_CLAIM_WORDS))
                problems.add(
                    "unknown_field", f"{path}.{key}", f"a claim has no field `{key}`{hint}"
                )
            continue
        if given is None:
            continue
        try:
            if field.kind == "text":
                read_text(given)
            else:
                inputs["claim", field.name] = read_field(given, field)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.args[0])
    return inputs


def _read_seq(value: Any, path: str, problems: Problems) -> int:
    try:
        return read_count(value)
    except ValueRefusedError as mistake:
        problems.add("bad_value", f"{path}.seq", mistake.args[0])
        return 0


def _read_paid(
    value: Any, path: str, layout: CaseLayout, inputs: Inputs, problems: Problems
) -> None:
    if not isinstance(value, dict):
        problems.add("bad_value", path, "an object of benefits and amounts is expected")
        return
    for key, given in value.items():
        if key not in layout.benefits:
            hint = similar_to(str(key), layout.benefits)
            problems.add(
                "unknown_field", f"{path}.{key}", f"no benefit per claim is called `{key}`{hint}"
            )
            continue
        try:
            inputs["paid", key] = read_money(given)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.args[0])
