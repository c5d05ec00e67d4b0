"""Requirements of what is paid in the end, held against a policy's own examples.

In: a policy. Out: its conformance, and warnings; a requirement `as paid` is breached where an
example of the policy pays less (or more), and stays undetermined where none does: examples
prove nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from polc.compiler.conform.places import Places
from polc.compiler.diagnostics import Diagnostic
from polc.compiler.plan.declared import Conformance, Effective
from polc.messages.text import Text, listed, say
from polc.runtime.amounts import RATE_UNIT, format_money, round_half_up
from polc.runtime.errors import CaseError
from polc.runtime.read_value import read_money

if TYPE_CHECKING:
    from polc.policy import Policy

_APPLIED: Final = frozenset({"paid", "not specified"})
"""What became of a claim that the benefit is for."""

_LIMITED: Final = "limited"
"""A limit that held the payment is another matter than its rate."""


def find_conformance(policy: "Policy") -> tuple[Conformance, ...]:
    """Each requirement with its status, the counterexample as the reason."""
    declared = policy.plan.declared.conformance
    return tuple(_held_against_examples(policy, one) for one in declared)


def tell_effective(found: Iterable[Conformance], places: Places) -> Iterator[Diagnostic]:
    """A warning for each requirement of what is paid in the end that is not departed from."""
    for one in found:
        if one.effective is None or one.departure:
            continue
        source, span = places.of(one.rule, one.framework)
        named = say("`{word}`", word=f"{one.framework}.{one.requirement}")
        if one.origin.clauses:
            clauses = listed(one.origin.clauses)
            named = say("{named} ({clauses})", named=named, clauses=clauses)
        if one.status == "breached":
            code = "breached_in_example"
            message = say("the policy breaches {named}: {reason}", named=named, reason=one.reason)
        else:
            code = "requirement_undetermined"
            message = say(
                "the policy cannot be held against {named}: {reason}",
                named=named,
                reason=one.reason,
            )
        yield Diagnostic(code, message, source, span, "warning")


def _held_against_examples(policy: "Policy", one: Conformance) -> Conformance:
    if one.effective is None:
        return one
    found = next(_counterexamples(policy, one.effective), None)
    return one if found is None else evolve(one, status="breached", reason=found)


def _counterexamples(policy: "Policy", wanted: Effective) -> Iterator[Text]:
    examples = sorted(policy.program.examples, key=lambda one: bool(one.case.get("readings")))
    for example in examples:
        try:
            settled = policy.settle(dict(example.case)).to_dict()
        except CaseError:
            continue
        yield from _of_claims(wanted, example.title, example.case, settled)


def _of_claims(
    wanted: Effective, title: str, case: Mapping[str, Any], settled: Mapping[str, Any]
) -> Iterator[Text]:
    bills = {one["id"]: one for one in case.get("claims", ())}
    for claim in settled["claims"]:
        steps = [
            one
            for one in settled["explanation"]
            if one["claim"] == claim["id"] and one["benefit"] == wanted.benefit
        ]
        decided = next((one for one in steps if one["amount"] is not None), None)
        base = _base(wanted.benefit, bills.get(claim["id"], {}), claim)
        if decided is None or base is None or base <= 0:
            continue
        classes = [one["inputs"]["class"] for one in steps if "class" in one["inputs"]]
        held = classes[0] if classes else claim["identity"]
        limited = any(one["status"] == _LIMITED for one in steps)
        if limited or decided["status"] not in _APPLIED or held not in wanted.people:
            continue
        paid = _fen(claim["benefits"][wanted.benefit])
        if paid is None or _holds(wanted.op, paid, round_half_up(wanted.value * base, RATE_UNIT)):
            continue
        yield say(
            "in example `{example}` claim `{claim}` is paid {paid} of {base} yuan",
            example=title,
            claim=claim["id"],
            paid=format_money(paid),
            base=format_money(base),
        )


def _base(benefit: str, bill: Mapping[str, Any], claim: Mapping[str, Any]) -> int | None:
    """What the earlier layers left of the in-policy cost, in fen."""
    left = _fen(bill.get("in_policy"))
    for name, amount in claim["benefits"].items():
        if name == benefit or left is None:
            return left
        paid = _fen(amount)
        left = None if paid is None else left - paid
    return None


def _holds(op: str, paid: int, wanted: int) -> bool:
    match op:
        case "at_least":
            return paid >= wanted
        case "at_most":
            return paid <= wanted
        case "over":
            return paid > wanted
        case _:
            return paid == wanted


def _fen(amount: Any) -> int | None:
    return None if amount is None else read_money(amount)
