"""What a policy asks for and says, as plain values: parameters, readings, rules, plan.

In: a plan. Out: lists and mappings that JSON can carry, amounts in the forms of a case
(`"320.00"`, `"60%"`). The text form of `polc show` is made from these too.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import all_nodes
from polc.runtime.amounts import UNLIMITED, format_money, format_rate

Plain = dict[str, Any]


def describe_parameters(plan: Plan) -> list[Plain]:
    """Every parameter: what it is, what the policy fixes (`values`, empty where the
    deployer supplies it) and what may be supplied."""
    return [
        {
            "id": parameter.id,
            "title": parameter.title,
            "kind": parameter.kind,
            "keys": list(parameter.keys),
            "by_year": parameter.by_year,
            "values": [
                {
                    "from_year": value.first,
                    "until_year": value.last,
                    "value": show_value(parameter.kind, value.value),
                }
                for value in parameter.values
            ],
            "at_least": _bound(parameter, parameter.least),
            "at_most": _bound(parameter, parameter.most),
            "optional": parameter.optional,
            "inferred": parameter.inferred or None,
            **_origin(parameter.origin),
        }
        for parameter in plan.parameters
    ]


def describe_readings(plan: Plan) -> list[Plain]:
    """Every place where the text allows several meanings, with the choices."""
    return [
        {
            "name": reading.id,
            "title": reading.title,
            "ambiguity": list(reading.ambiguities),
            "default": reading.default,
            "choices": [attrs.asdict(choice) for choice in reading.choices],
            **_origin(reading.origin),
        }
        for reading in plan.readings
    ]


def describe_rules(plan: Plan) -> list[Plain]:
    """Every rule in the order it is first evaluated: an entry for each line of the file
    that states it, so that each line of a table stands with its own clause."""
    rules: dict[str, dict[Origin, None]] = {}
    for node in all_nodes(plan):
        for origin in node.origins:
            if origin.rule:
                rules.setdefault(origin.rule, {})[origin] = None
    titles = {benefit.id: benefit.title for benefit in plan.benefits}
    return [
        {
            "rule": rule,
            "benefit": titles.get(next(iter(origins)).owner, ""),
            **_origin(origin),
            "readings": list(origin.readings),
        }
        for rule, origins in rules.items()
        for origin in _with_clauses(origins)
    ]


def describe_plan(plan: Plan) -> Plain:
    """The plan's own content, each node with the name of its type."""
    described = _plain(plan)
    assert isinstance(described, dict)
    return described


def show_value(kind: str, value: int | tuple[tuple[int, int], ...]) -> Any:
    """A figure of a parameter as a case would write it; None is no limit."""
    if isinstance(value, tuple):
        return [
            {"up_to": show_value("money", edge), "rate": format_rate(rate)} for edge, rate in value
        ]
    if value == UNLIMITED:
        return None
    match kind:
        case "money":
            return format_money(value)
        case "rate":
            return format_rate(value)
        case "date":
            return date.fromordinal(value).isoformat()
        case _:
            return value


def _bound(parameter: Parameter, bound: int | None) -> Any:
    return None if bound is None else show_value(parameter.kind, bound)


def _origin(origin: Origin) -> Plain:
    return {
        "clauses": list(origin.clauses),
        "cite": origin.cite,
        "file": origin.file,
        "line": origin.line,
    }


def _with_clauses(origins: Iterable[Origin]) -> list[Origin]:
    """Those with a clause; where no line of a rule has one, the first."""
    found = list(origins)
    return [origin for origin in found if origin.clauses] or found[:1]


def _plain(value: Any) -> Any:
    """attrs values as mappings with their `type`, tuples as lists."""
    if attrs.has(type(value)):
        parts = {
            field_.name: _plain(getattr(value, field_.name)) for field_ in attrs.fields(type(value))
        }
        return {"type": type(value).__name__.lower(), **parts}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
