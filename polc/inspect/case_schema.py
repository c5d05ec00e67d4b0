"""What a case of a policy must and may say, as JSON Schema.

In: a plan and the inputs of its cases. Out: a schema (draft 2020-12) of the case object, as
strict about names as the settlement is: what it does not know is refused. It asks for what
every case needs; what else a rule asks for depends on the person and the claim.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, assert_never

from polc.compiler.model.readings import ReadingSpec
from polc.compiler.plan.plan import Plan
from polc.inspect.inputs import Input, InputKind, Scope
from polc.inspect.parameter_schema import Schema, or_none, parameter_schema
from polc.link.layout import words_of_identities
from polc.link.parameters import names_of_parameters
from polc.messages.text import joined, listed, say
from polc.runtime.amounts import MONEY_PATTERN
from polc.runtime.read.forms import COUNT, DATE, FLAG, MOMENT, MONEY, TEXT, YEAR, Form
from polc.runtime.read.read_opening import OPENING_PARTS

_PLAIN: Final[Mapping[InputKind, Form[Any]]] = {
    "money": MONEY,
    "count": COUNT,
    "flag": FLAG,
    "date": DATE,
    "text": TEXT,
    "time": MOMENT,
    "year": YEAR,
}
_PAID: Final[Schema] = {
    **MONEY.schema,
    "description": say("what was paid; the line starts at 0"),
}
_UNSIGNED: Final[Schema] = {key: MONEY.schema[key] for key in ("pattern", "minimum")}
_SIGNED: Final[Schema] = {
    "pattern": f"^-?(?:{MONEY_PATTERN})$",
    "minimum": -MONEY.schema["maximum"],
}


def case_schema(plan: Plan, inputs: tuple[Input, ...]) -> Schema:
    """The schema of a case of this policy."""
    claim = _object(plan, inputs, "claim")
    paid = [input_ for input_ in inputs if input_.scope == "paid"]
    for input_ in paid:
        claim["properties"] |= {alias: _field(plan, input_) for alias in input_.aliases}
    claim["properties"]["paid"] = or_none(_object(plan, inputs, "paid"))
    claim["allOf"] = [
        {"anyOf": [_said(key) for key in (input_.name, *input_.aliases)]}
        for input_ in inputs
        if input_.scope == "claim" and input_.needed
    ]
    _allow_refunds(claim)
    case = _object(plan, inputs, "case")
    case["properties"] |= {
        "parameters": or_none(
            _closed(
                {
                    name: parameter_schema(parameter, plan.fields)
                    for name, parameter in names_of_parameters(plan).items()
                }
            )
        ),
        "readings": or_none(_closed(_readings(plan.readings))),
        "region": or_none(_object(plan, inputs, "region")),
        "person": _object(plan, inputs, "person"),
        "opening": or_none(_opening(plan, inputs, shared=False)),
        "claims": or_none({"type": "array", "items": claim}),
    }
    if _shares(plan):
        return _of_household(case, plan, inputs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{plan.policy} {plan.title}".rstrip(),
        **case,
        "required": ["person"],
        # The year of a case is given, or that of its claims.
        "anyOf": [
            _said("year"),
            {"required": ["claims"], "properties": {"claims": {"type": "array", "minItems": 1}}},
        ],
    }


def _shares(plan: Plan) -> bool:
    """Whether some running sum is of a whole household."""
    return any(sum_.scope == "household" for sum_ in plan.running_sums)


def _of_household(case: Schema, plan: Plan, inputs: tuple[Input, ...]) -> Schema:
    """The schema of a case whose members have what that of one person has, and what they have
    together beside them."""
    properties = dict(case["properties"])
    member = _closed({name: properties.pop(name) for name in ("person", "opening", "claims")})
    members = {"type": "array", "items": {**member, "required": ["person"]}, "minItems": 1}
    properties |= {
        "household": members,
        "opening": or_none(_opening(plan, inputs, shared=True)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{plan.policy} {plan.title}".rstrip(),
        **_closed(properties),
        "required": ["household"],
    }


def _allow_refunds(claim: Schema) -> None:
    """The amounts of a claim that reverses another may have a minus, those of others not."""
    groups = [claim["properties"]]
    groups += [part["properties"] for part in [claim["properties"]["paid"]] if "properties" in part]
    unsigned = []
    for properties in groups:
        amounts = [key for key, form in properties.items() if _is_amount(form)]
        unsigned.append(dict.fromkeys(amounts, _UNSIGNED))
        for key in amounts:
            properties[key] = {**properties[key], **_SIGNED}
    own, *paid = unsigned
    if paid:
        own["paid"] = {"properties": paid[0]}
    claim["allOf"].append({"if": {"not": _said("reverses")}, "then": {"properties": own}})


def _is_amount(form: Schema) -> bool:
    return bool(form.get("pattern") == MONEY.schema["pattern"])


def _said(key: str) -> Schema:
    """The key is there, and not as null."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _object(plan: Plan, inputs: Iterable[Input], scope: Scope) -> Schema:
    return _closed(
        {
            key: _field(plan, input_)
            for input_ in inputs
            if input_.scope == scope
            for key in (input_.name, *(() if scope == "paid" else input_.aliases))
        }
    )


def _opening(plan: Plan, inputs: Iterable[Input], *, shared: bool) -> Schema:
    """Benefits and kinds of care, and by name the pools, the tallies and the lines: of the sums
    that a household has together, or of the others."""
    others = {
        ".".join(sum_.own)
        for sum_ in plan.running_sums
        if sum_.own is not None and (sum_.scope == "household") != shared
    }
    inputs = [input_ for input_ in inputs if input_.name not in others]
    own = [sum_ for sum_ in plan.accumulators if (sum_.scope == "household") == shared]
    properties = dict(_object(plan, inputs, "opening")["properties"])
    groups: dict[str, Schema] = {"pools": {}, "tallies": {}, "lines": {}}
    for key in tuple(properties):
        group, _, name = key.partition(".")
        if group in groups:
            groups[group][name] = properties.pop(key)
    lines = (
        name
        for accumulator in own
        for name, part in (*accumulator.opens, *filter(None, (accumulator.own,)))
        if part == "line"
    )
    groups["lines"] = {name: dict(MONEY.schema) for name in lines}
    return _closed(
        {**properties, **{group: or_none(_closed(names)) for group, names in groups.items()}}
    )


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _field(plan: Plan, input_: Input) -> Schema:
    """The value's form, what it is called, what it is when absent and who reads it."""
    form = _form(plan, input_)
    said = [form.get("description", "")]
    said += [say("read by {rules}", rules=listed(input_.rules))] if input_.rules else []
    shown: Schema = {"title": input_.title}
    if input_.default is not None:
        shown["default"] = bool(input_.default) if input_.kind == "flag" else input_.default
    if any(said):
        shown["description"] = joined(filter(None, said))
    # A null is a value left out; an opening's sums are there or not.
    return {**(form if input_.kind == "sums" else or_none(form)), **shown}


def _form(plan: Plan, input_: Input) -> Schema:
    match input_.kind:
        case "choice":
            return {"enum": list(input_.choices)}
        case "policy":
            return {"enum": [plan.policy]}
        case "settings":
            return {"type": "object"}
        case "identities":
            return _identities(plan)
        case "sums":
            return _sums(plan, input_.name)
        case "money" | "count" | "flag" | "date" | "text" | "time" | "year":
            return dict(_PLAIN[input_.kind].schema)
        case never:
            assert_never(never)


def _sums(plan: Plan, name: str) -> Schema:
    """What was paid, or the parts; of rows each by its key, where they have sums of their own."""
    parts: dict[str, Schema] = {part: dict(MONEY.schema) for part in OPENING_PARTS}
    for part in OPENING_PARTS:
        rows = {
            row.removeprefix(f"{part}."): dict(MONEY.schema)
            for accumulator in plan.running_sums
            if accumulator.unopened and accumulator.own is not None
            for of, row in (accumulator.own, *accumulator.own_also)
            if of == name and row.startswith(f"{part}.")
        }
        if rows:
            parts[part] = {"anyOf": [dict(MONEY.schema), _closed(rows)]}
    return {"anyOf": [_PAID, _closed(parts)]}


def _identities(plan: Plan) -> Schema:
    known = {"enum": list(words_of_identities(plan))}
    held: dict[str, Any] = _closed(
        {
            "id": known,
            "from": or_none(
                {**DATE.schema, "description": say("the first day; without one, `recognised`")}
            ),
            "to": or_none({**DATE.schema, "description": say("the last day")}),
            "grade": or_none({**COUNT.schema}),
        }
    )
    return {"type": "array", "items": {"anyOf": [known, {**held, "required": ["id"]}]}}


def _readings(readings: Iterable[ReadingSpec]) -> Schema:
    """Every name of a reading, with the ids, the letters and the titles of its choices."""
    found: Schema = {}
    for reading in readings:
        choices = [
            word
            for choice in reading.choices
            for word in (choice.id, choice.letter, choice.title)
            if word
        ]
        for name in (reading.id, *reading.ambiguities, reading.title):
            if name:
                found[name] = {
                    "enum": choices,
                    "title": reading.title,
                    "default": reading.default,
                }
    return found
