"""`Policy.clauses`: clause by clause the rules, or why there is none."""

from pathlib import Path

import pytest

import polc
from polc.inspect.clauses import Clause
from tests.inspect.duties import DUTIES

POLICY = polc.load(Path(__file__).parent / "clauses.pol")
BY_ID = {clause.id: clause for clause in POLICY.clauses}


def test_clauses_stand_in_the_order_of_their_numbers() -> None:
    """AB-10 comes after AB-9, AB-3b after AB-3."""
    numbers = ["1", "2", "3", "3b", *map(str, range(4, 15))]
    assert [clause.id for clause in POLICY.clauses] == [f"AB-{number}" for number in numbers]


@pytest.mark.parametrize(
    ("clause", "status", "rules"),
    [
        ("AB-1", "rule", ("layers",)),
        ("AB-2", "rule", ("rank",)),
        ("AB-10", "rule", ("poor",)),
        ("AB-3b", "rule", ("basic.when",)),
        ("AB-13", "rule", ("basic.rate",)),
        ("AB-14", "rule", ("basic.rate",)),
    ],
)
def test_rules_of_a_clause(clause: str, status: str, rules: tuple[str, ...]) -> None:
    """A group that a rule uses, the rank, the layers change results as a line does."""
    assert (BY_ID[clause].status, BY_ID[clause].rules) == (status, rules)


def test_a_rule_counts_before_what_is_declared() -> None:
    """AB-4 is the cap's, with its parameter, and the obligation's too: it is a rule."""
    clause = BY_ID["AB-4"]
    assert (clause.status, set(clause.rules), clause.declared) == (
        "rule",
        {"yearly", "basic.cap"},
        ("follow_up",),
    )


@pytest.mark.parametrize(
    ("clause", "declared"), [("AB-12", "follow_up"), ("AB-5", "unread"), ("AB-11", "idle")]
)
def test_declared(clause: str, declared: str) -> None:
    """An obligation, and a parameter or a group that no rule reads, change no result."""
    assert (BY_ID[clause].status, BY_ID[clause].declared) == ("declared", (declared,))


@pytest.mark.parametrize(
    ("clause", "status", "path", "reason"),
    [
        ("AB-6", "narrative", "", "原则"),
        ("AB-7", "input", "person.identities", "民政部门认定"),
        ("AB-8", "framework", "", "由市级规定"),
        ("AB-9", "unspecified", "", "标准未列明"),
        ("AB-3", "input", "claim.night", "夜间急诊"),
    ],
)
def test_without_a_rule(clause: str, status: str, path: str, reason: str) -> None:
    """`no rule` gives its own status and reason; a declared field is an input."""
    found = BY_ID[clause]
    assert (found.status, found.path, found.reason, found.rules) == (status, path, reason, ())


def test_the_locator_is_as_printed() -> None:
    """The document's number, the section's place and the line's point."""
    assert BY_ID["AB-13"].locator == "甲〔2022〕1号 五1"


def test_every_place_is_told() -> None:
    """AB-4 stands on three lines of the file, each with what it is part of."""
    told = {(place.rule, place.line) for place in BY_ID["AB-4"].places}
    assert told == {("yearly", 9), ("follow_up", 17), ("basic.cap", 26)}


def test_a_policy_without_clauses() -> None:
    """A policy that cites nothing has none."""
    bare = 'policy bare "无"\nlayers basic\nbenefit basic "基本" per claim { rate 50% }\n'
    assert polc.compile(bare).clauses == ()


def test_the_form_of_json() -> None:
    """The keys that `docs/json.md` names; what does not apply is null or empty."""
    clause = Clause(id="AB-1", locator="甲 一", status="narrative", reason="原则")
    assert clause.to_dict() == {
        "clause": "AB-1",
        "locator": "甲 一",
        "status": "narrative",
        "rules": [],
        "declared": [],
        "reason": "原则",
        "input": None,
        "places": [],
    }


def test_clauses_without_a_rule() -> None:
    """Each clause has its status, its place in the document and the reason."""
    found = {account.clause: account for account in DUTIES.plan.declared.accounts}
    assert list(found) == ["PS-1", "PS-2", "PS-3", "PS-4"]
    assert (found["PS-2"].status, found["PS-2"].cite) == ("narrative", "甲〔2023〕1号 一")
    assert (found["PS-3"].path, found["PS-3"].reason) == ("person.identities", "民政部门认定")
    assert found["PS-4"].status == "unspecified"


@pytest.mark.parametrize("lines", [("", ' "2"'), (' "2"', "")], ids=["after", "before"])
def test_the_most_precise_locator_counts(lines: tuple[str, str]) -> None:
    """Of two lines of one clause one says its point; that is the clause's, in either order."""
    policy = polc.compile(
        'policy bare "无"\nsource ab "甲〔2022〕1号" issued 2022-01-01\nlayers basic\n'
        'section ab "三" {\n  benefit basic "基本" per claim {\n'
        f"    rate 50%{lines[0]} AB-1\n    cap 10 yuan per year{lines[1]} AB-1\n  }}\n}}\n"
    )
    assert [clause.locator for clause in policy.clauses] == ["甲〔2022〕1号 三2"]
