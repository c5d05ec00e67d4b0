"""Requirements of what is paid in the end, held against a policy's own examples.

In: a policy. Out: its conformance, and warnings; a requirement `as paid` is breached where an
example of the policy pays less (or more), and stays undetermined where none does: examples
prove nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from polc.compiler.conform.places import Places
from polc.compiler.model.declared import Conformance, Effective
from polc.compiler.pipeline import Example
from polc.compiler.report.diagnostics import Diagnostic
from polc.inspect.settles import Settles
from polc.messages.text import Text, listed, say
from polc.runtime.after_refunds import after_refunds
from polc.runtime.amounts import RATE_UNIT, format_money, round_half_up
from polc.runtime.errors import CaseError
from polc.runtime.explanation import CLASS, Entry, Words
from polc.runtime.read.read_value import read_money
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.result import Settlement

_APPLIED: Final = frozenset({"paid", "not specified"})
"""What became of a claim that the benefit is for."""

_LIMITED: Final = "limited"
"""A limit that held the payment is another matter than its rate."""


def find_conformance(policy: Settles) -> tuple[Conformance, ...]:
    """Each requirement with its status, the counterexample as the reason."""
    declared = policy.program.declared.conformance
    if not any(requirement.effective for requirement in declared):
        return declared
    settled = tuple(_settle_examples(policy))
    return tuple(_held_against(settled, requirement) for requirement in declared)


def report_effective(found: Iterable[Conformance], places: Places) -> Iterator[Diagnostic]:
    """A warning for each requirement of what is paid in the end that is not departed from."""
    for conformance in found:
        if conformance.effective is None or conformance.departure:
            continue
        source, span = places.of(conformance.rule, conformance.framework)
        named = say("`{word}`", word=f"{conformance.framework}.{conformance.requirement}")
        if conformance.origin.clauses:
            clauses = listed(conformance.origin.clauses)
            named = say("{named} ({clauses})", named=named, clauses=clauses)
        if conformance.status == "breached":
            code = "breached_in_example"
            message = say(
                "the policy breaches {named}: {reason}", named=named, reason=conformance.reason
            )
        else:
            code = "requirement_undetermined"
            message = say(
                "the policy cannot be held against {named}: {reason}",
                named=named,
                reason=conformance.reason,
            )
        yield Diagnostic(
            code=code,
            message=message,
            source=source,
            span=span,
            severity="warning",
            subject=f"{conformance.framework}.{conformance.requirement}",
        )


def _settle_examples(policy: Settles) -> Iterator[tuple[Example, Settlement]]:
    """The examples under the policy's own choices that can be settled."""
    for example in policy.program.examples:
        if example.case.get("readings"):
            continue
        try:
            yield example, policy.settle(dict(example.case))
        except CaseError:
            continue


def _held_against(
    settled: Iterable[tuple[Example, Settlement]], requirement: Conformance
) -> Conformance:
    if requirement.effective is None:
        return requirement
    for example, settlement in settled:
        found = next(_counterexamples(requirement.effective, example, settlement), None)
        if found is not None:
            return evolve(requirement, status="breached", reason=found)
    return requirement


def _counterexamples(wanted: Effective, example: Example, settled: Settlement) -> Iterator[Text]:
    members = example.case.get("household", (example.case,))
    bills = {
        name: claim
        for member in members
        for name, claim in after_refunds(member.get("claims", ())).items()
    }
    identities = {
        claim["id"]: {identity["id"] for identity in member["person"].get("identities", ())}
        for member in members
        for claim in member.get("claims", ())
    }
    for claim in settled.claims:
        held = identities.get(claim.id, set())
        base = _base(wanted.benefit, bills.get(claim.id, {}), claim)
        paid = claim.paid_fen[wanted.benefit]
        if base is None:
            continue
        due = round_half_up(wanted.value * base, RATE_UNIT)
        if _holds(wanted.op, paid, due) or not _is_meant(wanted, claim, held, settled.entries):
            continue
        yield say(
            "in example `{example}` claim `{claim}` is paid {paid} of {base} yuan",
            example=example.title,
            claim=claim.id,
            paid=format_money(paid),
            base=format_money(base),
        )


def _is_meant(
    wanted: Effective, claim: ClaimResult, held: Iterable[str], explanation: Iterable[Entry]
) -> bool:
    """Whether the benefit is for this claim of one of these people, and no limit held it. The
    class that counted tells who it is, else the highest ranked identity, else any `held`."""
    steps = [
        entry
        for entry in explanation
        if entry.claim == claim.id and entry.benefit == wanted.benefit
    ]
    decided = next((entry for entry in steps if entry.amount is not None), None)
    if decided is None or decided.status not in _APPLIED:
        return False
    classes = [entry.find(CLASS) for entry in steps if entry.step == "class"]
    counted = [found.text for found in classes[:1] if isinstance(found, Words)]
    counted = counted or ([claim.identity] if claim.identity else list(held))
    meant = any(identity in wanted.people for identity in counted)
    return meant and all(entry.status != _LIMITED for entry in steps)


def _base(benefit: str, bill: Mapping[str, Any], claim: ClaimResult) -> int | None:
    """What the earlier layers left of the in-policy cost, in fen."""
    left = _fen(bill.get("in_policy"))
    for name, paid in claim.paid_fen.items():
        if name == benefit or left is None:
            return left
        left -= paid
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
