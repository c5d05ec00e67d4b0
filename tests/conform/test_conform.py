"""A policy against its framework: satisfied, breached, silent, undetermined, departed from."""

from pathlib import Path

import pytest

import polc
from polc.compiler.pipeline import compile_text
from polc.compiler.source import Source
from polc.loader import read_used

FOLDER = Path(__file__).parent


def findings(name: str) -> list[tuple[str, str]]:
    """Severity and code of each finding, with the requirement it speaks of."""
    path = FOLDER / f"{name}.pol"
    compiled = compile_text(Source(str(path), path.read_text(encoding="utf-8")), read_used)
    return [
        (one.code, one.message.split("`")[1])
        for one in compiled.diagnostics
        if "nation" in one.message
    ]


def test_a_policy_that_meets_all() -> None:
    """Everything printed is satisfied; what is really paid is not told."""
    policy = polc.load(FOLDER / "good.pol")
    outcomes = {one.requirement: one.status for one in policy.plan.declared.conformance}
    assert outcomes.pop("paid_floor") == "undetermined"
    assert set(outcomes.values()) == {"satisfied"}
    assert len(outcomes) == 9


def test_a_policy_that_breaches() -> None:
    """Each breach is an error, silence a warning; the one departed from is neither."""
    found = findings("bad")
    breaches = {name for code, name in found if code == "breach"}
    silent = {name for code, name in found if code == "silent_on"}
    assert breaches == {
        "nation.tekun_full",
        "nation.dibao_some",
        "nation.ends",
        "nation.half",
        "nation.five",
        "nation.floor",
    }
    assert silent == {"nation.uncapped", "nation.no_waiting"}
    assert all(name != "nation.same_basic" for _, name in found)


def test_a_requirement_that_hangs_on_a_reading_stands_by_its_default() -> None:
    """`at_once` stands only under another reading than the framework's default."""
    policy = polc.load(FOLDER / "good.pol")
    names = {one.requirement for one in policy.plan.declared.conformance}
    assert "at_once" not in names


def test_a_framework_settles_nothing() -> None:
    """The refusal says what it hands down."""
    nation = polc.load(FOLDER / "nation.pol")
    with pytest.raises(polc.CaseError) as refused:
        nation.settle({"person": {"identities": []}, "year": 2022, "claims": []})
    (problem,) = refused.value.errors
    assert problem.code == "framework"
    assert "parameter `premium`" in problem.message
    assert "NA-9 定额由各地定" in problem.message


def test_a_framework_opens_no_year() -> None:
    """A ledger is refused for the same reason as a case."""
    nation = polc.load(FOLDER / "nation.pol")
    with pytest.raises(polc.CaseError) as refused:
        nation.open_year({"identities": []}, year=2022)
    assert [one.code for one in refused.value.errors] == ["framework"]


def test_a_departure_from_nothing_is_a_mistake() -> None:
    """A requirement that the framework does not have cannot be departed from."""
    text = (FOLDER / "good.pol").read_text(encoding="utf-8")
    text = text.replace(
        "conforms to nation", 'conforms to nation\ndeparts from nation.x because "y"'
    )
    compiled = compile_text(Source(str(FOLDER / "good.pol"), text), read_used)
    assert [one.code for one in compiled.diagnostics if one.severity == "error"] == ["unknown_name"]
