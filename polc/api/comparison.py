"""One case under several policies: the same person and bills in several places.

In: policies, a case as the contract has it; what the policies are given in common. Out:
`Comparison`, a settlement or a refusal for each. A parameter, a reading or a declared field
goes to the policies that have it; a parameter or a reading that none has refuses the case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from polc.api.case import case_object
from polc.api.policy import Policy
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import quoted, say
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError, Problems
from polc.runtime.read.check_opening import GROUPS
from polc.runtime.read.read_value import LONGEST_WORD, similar_to
from polc.runtime.tell.result import Settlement

Names = frozenset[str]


@frozen
class Compared:
    """What a case comes to under one policy: a settlement, or why it is refused. `name` is
    what the policy is called in the comparison."""

    name: str
    outcome: Settlement | CaseError


@frozen
class Comparison:
    """The outcomes in the order of the policies."""

    compared: tuple[Compared, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: row by row what each policy comes to, then each settlement whole.
        A policy that has no such row, or refuses the case, has null in it."""
        settled = {
            compared.name: compared.outcome.to_dict()
            for compared in self.compared
            if isinstance(compared.outcome, Settlement)
        }
        claims = [
            claim["id"]
            for settlement in list(settled.values())[:1]
            for claim in settlement["claims"]
        ]
        names = [compared.name for compared in self.compared]
        return {
            "policies": names,
            "claims": [
                {"id": claim, "rows": _rows(names, settled, partial(_claim_rows, claim))}
                for claim in claims
            ],
            "totals": _rows(names, settled, _total_rows),
            "person_year": _rows(names, settled, _year_rows),
            "outcomes": [compared.outcome.to_dict() for compared in self.compared],
        }


def _rows(
    names: Sequence[str],
    settled: Mapping[str, Mapping[str, Any]],
    rows_of: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Every row that some policy has, in the order of the layers."""
    found = {name: rows_of(settlement) for name, settlement in settled.items()}
    order: list[str] = []
    for rows in found.values():
        at = 0
        for row in rows:
            if row in order:
                at = order.index(row) + 1
            else:
                order.insert(at, row)
                at += 1
    return [
        {"row": row, "amounts": {name: found.get(name, {}).get(row) for name in names}}
        for row in order
    ]


def _claim_rows(id_: str, settled: Mapping[str, Any]) -> Mapping[str, Any]:
    claim = next(settled_claim for settled_claim in settled["claims"] if settled_claim["id"] == id_)
    return {
        **claim["benefits"],
        "remaining": claim["remaining"],
        "patient_pays": claim["patient_pays"],
    }


def _total_rows(settled: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**settled["totals"]["benefits"], "remaining": settled["totals"]["remaining"]}


def _year_rows(settled: Mapping[str, Any]) -> Mapping[str, Any]:
    rows: Mapping[str, Any] = settled["person_year"]
    return rows


def compare(
    policies: Sequence[Policy],
    case: Any,
    *,
    parameters: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    names: Sequence[str] = (),
) -> Comparison:
    """Settles the case under each policy; `names` are what they are called in the result,
    else their ids. The case's own parameters and readings count before those given here.
    Raises `CaseError` for one that no policy has, `ValueError` where two have one name."""
    data = case_object(case)
    names = names or [policy.name for policy in policies]
    if len({*names}) != len(policies):
        raise ValueError("each policy needs a name of its own")
    given = {
        "parameters": _merged(parameters, data.get("parameters")),
        "readings": _merged(readings, data.get("readings")),
    }
    _refuse_unknown(policies, names, given)
    return Comparison(
        tuple(
            Compared(name, _settle(policy, policies, data, given))
            for name, policy in zip(names, policies, strict=True)
        )
    )


def _merged(common: Mapping[str, Any] | None, own: Any) -> Any:
    """What is no object stays: settling refuses it."""
    if own is None:
        return dict(common or {})
    return {**(common or {}), **own} if isinstance(own, Mapping) else own


def _refuse_unknown(
    policies: Sequence[Policy], names: Sequence[str], given: Mapping[str, Any]
) -> None:
    problems = Problems()
    named = quoted(names)
    for part, known_of in (("parameters", _parameters), ("readings", _readings)):
        known = frozenset[str]().union(*map(known_of, policies))
        values = given[part]
        for name in values if isinstance(values, Mapping) else ():
            if name in known:
                continue
            word = str(name)[:LONGEST_WORD]
            hint = similar_to(word, sorted(known))
            if part == "parameters":
                message = say(
                    "none of {policies} has a parameter `{name}`{hint}",
                    policies=named,
                    name=word,
                    hint=hint,
                )
                problems.add("unknown_parameter", f"{part}.{word}", message)
            else:
                message = say(
                    "none of {policies} has a reading `{name}`{hint}",
                    policies=named,
                    name=word,
                    hint=hint,
                )
                problems.add("unknown_reading", f"{part}.{word}", message)
    problems.refuse()


def _settle(
    policy: Policy, policies: Sequence[Policy], data: Mapping[str, Any], given: Mapping[str, Any]
) -> Settlement | CaseError:
    """The case as this policy knows it, settled."""
    own = {**data, "policy": policy.name}
    own["parameters"] = _only(given["parameters"], _parameters(policy))
    own["readings"] = _only(given["readings"], _readings(policy))
    foreign = _foreign(policy, policies, _benefits)
    own["opening"] = _opening(data.get("opening"), foreign, policy, policies)
    for scope in ("person", "region"):
        own[scope] = _without(data.get(scope), _foreign(policy, policies, _fields(scope)))
    fields = _foreign(policy, policies, _fields("claim"))
    if isinstance(data.get("claims"), Sequence) and not isinstance(data["claims"], str):
        own["claims"] = [_claim(record, fields, foreign) for record in data["claims"]]
    own = {name: value for name, value in own.items() if value is not None or name in data}
    try:
        return policy.settle(own)
    except CaseError as refused:
        return refused


def _opening(given: Any, foreign: Names, policy: Policy, policies: Sequence[Policy]) -> Any:
    """The opening without the benefits, pools, tallies and lines that only others have."""
    found = _without(given, foreign)
    if not isinstance(found, Mapping):
        return found
    return {
        key: _without(value, _foreign(policy, policies, _opened(key))) if key in GROUPS else value
        for key, value in found.items()
    }


def _opened(group: str) -> Callable[[Policy], Names]:
    def names(policy: Policy) -> Names:
        return frozenset(
            name
            for accumulator in policy.plan.accumulators
            for of, name in _openings_of(accumulator)
            if of == group
        )

    return names


def _openings_of(accumulator: Accumulator) -> Iterator[tuple[str, str]]:
    """What an opening calls a running sum, by its group."""
    if accumulator.own is not None:
        group, name = accumulator.own
        yield (group, name) if group in GROUPS else ("lines", group)
    for benefit, part in accumulator.opens:
        if part == "line":
            yield "lines", benefit


def _claim(claim: Any, fields: Names, benefits: Names) -> Any:
    claim = _without(claim, fields)
    if isinstance(claim, Mapping) and "paid" in claim:
        return {**claim, "paid": _without(claim["paid"], benefits)}
    return claim


def _only(values: Any, known: Names) -> Any:
    if not isinstance(values, Mapping):
        return values
    return {name: value for name, value in values.items() if name in known}


def _without(values: Any, names: Names) -> Any:
    if not isinstance(values, Mapping):
        return values
    return {name: value for name, value in values.items() if name not in names}


def _foreign(
    policy: Policy, policies: Sequence[Policy], names_of: Callable[[Policy], Names]
) -> Names:
    """What others have and this one has not."""
    return frozenset[str]().union(*map(names_of, policies)) - names_of(policy)


def _parameters(policy: Policy) -> Names:
    return frozenset(
        name
        for parameter in policy.program.parameters
        for name in (parameter.id, parameter.title)
        if name
    )


def _readings(policy: Policy) -> Names:
    return frozenset(
        name
        for reading in policy.program.readings
        for name in (reading.id, reading.title, *reading.ambiguities)
        if name
    )


def _benefits(policy: Policy) -> Names:
    return frozenset(benefit.id for benefit in policy.program.benefits)


def _fields(scope: str) -> Callable[[Policy], Names]:
    def names(policy: Policy) -> Names:
        return frozenset(
            name
            for field_ in policy.plan.fields
            if field_.scope == scope
            for name in (field_.name, *field_.chinese, field_.alias)
            if name
        )

    return names
