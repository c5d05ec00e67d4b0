"""A case settled by the product and by the typed reference, held against each other.

In: a policy, a case. Out: how it came out (`settled`, the code of a refusal, or what is not
covered); an `AssertionError` with what differs.
"""

from collections.abc import Iterator
from typing import Any, Final

from polc.api.policy import Policy
from polc.runtime.errors import CaseError
from tests.typed_reference.figures import NotCoveredError
from tests.typed_reference.settle import CaseRefusedError, settle

RESULTS: Final = (
    "claims",
    "totals",
    "adjustments",
    "person_year",
    "entitlements",
    "alerts",
    "limits",
)


def compare(policy: Policy, case: dict[str, Any]) -> str:
    """Amounts, flags, payers, rights, alerts, what is undetermined; of a case that is refused
    the codes, and that both refuse it. `cautious` where the product does not know what is the
    same for every figure tried, and nothing else differs."""
    outcome, differing = _compare(policy, case, frozenset())
    if not differing:
        return outcome
    asked = asked_by(policy, case)
    # Each result is that of the reference which tries figures, or of the one which asks.
    _, still = _compare(policy, case, asked) if asked else ("", differing)
    unknown = _unknown_places(policy, case)
    both = [
        text
        for path, text in differing.items()
        if path in still and path.lstrip(".") not in unknown
    ]
    assert not both, "\n".join(both)
    return "cautious"


def _unknown_places(policy: Policy, case: dict[str, Any]) -> frozenset[str]:
    """The results that the product says are undetermined."""
    try:
        settlement = policy.settle(case)
    except CaseError:
        return frozenset({"refused"})
    return frozenset(gap["output"] for gap in settlement.results()["undetermined"])


def asked_by(policy: Policy, case: dict[str, Any]) -> frozenset[str]:
    """What the product asks for in this case, as the reference names it."""
    try:
        lacking = [gap["missing"] for gap in policy.settle(case).results()["undetermined"]]
    except CaseError as mistake:
        paths = [error.path.rpartition(".") for error in mistake.errors]
        scopes = ("claim" if scope.startswith("claims[") else scope for scope, _, _ in paths)
        names = zip(scopes, (name for _, _, name in paths), strict=True)
        return frozenset(
            name if scope == "parameters" else f"{scope}.{name}" for scope, name in names
        )
    return frozenset(field.rpartition(" ")[2] for field in lacking)


def _compare(
    policy: Policy, case: dict[str, Any], asked: frozenset[str]
) -> tuple[str, dict[str, str]]:
    """How it came out, and what differs by its place."""
    try:
        expected = settle(policy.program, case, policy.readings, policy.parameters, asked)
    except NotCoveredError as why:
        return f"not covered: {why}", {}
    except CaseRefusedError as refused:
        try:
            return _refused_too(policy, case, refused), {}
        except AssertionError as mistake:
            return "", {"refused": str(mistake)}
    try:
        found = _results(policy, case)
    except AssertionError as mistake:
        return "", {"refused": str(mistake)}
    unlike = set(found.pop("undetermined")) ^ set(expected.pop("undetermined"))
    places = {output: f"{output}: only one of both says undetermined" for output in unlike}
    return "settled", {**places, **dict(find_differences(found, expected))}


def _results(policy: Policy, case: dict[str, Any]) -> dict[str, Any]:
    try:
        found = policy.settle(case).results()
    except CaseError as refused:
        raise AssertionError(f"the reference settles it: {refused}") from refused
    for claim in found["claims"]:
        claim.pop("window", None)
    # Of which of the earlier bills a payment is, the reference does not say.
    found["adjustments"] = [
        due for due in found["adjustments"] if due["amount"] != "0.00" or "paid_by" in due
    ]
    for adjustment in found["adjustments"]:
        for name in ("for", "clause", "clauses"):
            del adjustment[name]
    for claim in found["claims"]:
        # What others had counted is told beside the amounts, in which it shows.
        claim.pop("shared", None)
    undetermined = sorted(gap["output"] for gap in found["undetermined"])
    return {**{name: found[name] for name in RESULTS}, "undetermined": undetermined}


def _refused_too(policy: Policy, case: dict[str, Any], refused: CaseRefusedError) -> str:
    """The reference tells what each claim lacks first; the product tells all."""
    try:
        policy.settle(case)
    except CaseError as mistake:
        told = {(error.code, error.path) for error in mistake.errors}
    else:
        raise AssertionError(f"the reference refuses it: {refused.found}")
    for position, code, name in refused.found:
        path = _path_of(position, code, name)
        same = (code, path) in told if path else code in {known for known, _ in told}
        assert same, f"reference {code} {name} of claim {position}, product {told}"
    return refused.found[0][1]


def _path_of(position: int, code: str, name: str) -> str:
    """The place in the case where the product says that something is missing; empty where the
    reference does not know it."""
    scope, _, field = name.partition(".")
    if position < 0 or " " in name:
        return ""
    if code == "missing_field":
        return f"claims[{position}].{field}" if scope == "claim" else name
    return f"parameters.{name}" if code == "missing_parameter" else ""


def find_differences(found: Any, expected: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Where two results differ, and in words: path, what the product says, what the reference
    says."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in [*found, *(key for key in expected if key not in found)]:
            yield from find_differences(found.get(key), expected.get(key), f"{path}.{key}")
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for at, (here, there) in enumerate(zip(found, expected, strict=True)):
            yield from find_differences(here, there, f"{path}[{at}]")
    elif found != expected:
        yield path, f"{path}: product {found}, reference {expected}"
