"""`polc show`: what a policy asks for, says and compiles to."""

import json
from functools import cache
from typing import Any

import pytest

from tests.cli.invoke import run

PARTS = ["rules", "params", "readings", "inputs", "plan", "clauses", "case"]


@cache
def shown(what: str) -> Any:
    """A part as JSON; each part is printed once for all tests, which only read it."""
    done = run("show", "suizhou", "--what", what, "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("what", PARTS)
def test_both_forms(what: str) -> None:
    """Everything is there as text and as JSON."""
    done = run("show", "suizhou", "--what", what)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 5
    assert shown(what)


def test_readings_have_letters_and_a_default() -> None:
    """SZ-A10: (a) by the year, which is the default with a reason, (b) by the stay."""
    (reading,) = [reading for reading in shown("readings") if "SZ-A10" in reading["ambiguity"]]
    assert reading["name"] == "deductible_period"
    assert reading["default"] == "annual"
    assert [(choice["id"], choice["letter"]) for choice in reading["choices"]] == [
        ("annual", "a"),
        ("per_stay", "b"),
    ]
    assert reading["choices"][0]["reason"]


def test_parameters_say_who_supplies_them() -> None:
    """The premium is open (SZ-2.1.0); the end of the transition is inferred in the file."""
    found = {parameter["id"]: parameter for parameter in shown("params")}
    assert found["premium"]["values"] == []
    assert found["premium"]["clauses"] == ["SZ-2.1.0"]
    assert found["transition_end"]["values"][0]["value"] == "2025-12-31"
    assert found["transition_end"]["inferred"]


def test_rules_have_clauses_and_lines() -> None:
    """Each line of the rate's table stands with its clause, SZ-2.5.2.2a to d."""
    rates = [rule for rule in shown("rules") if rule["rule"] == "assistance.rate"]
    clauses = {clause for rule in rates for clause in rule["clauses"]}
    assert {f"SZ-2.5.2.2{letter}" for letter in "abc"} <= clauses
    assert all(rule["line"] > 0 for rule in rates)


def test_the_plan_names_its_nodes() -> None:
    """The JSON of the plan has the type and the id of every node."""
    plan = shown("plan")
    assert plan["policy"] == "suizhou"
    assert {"type", "id", "origin"} <= set(plan["claim"][0])


def test_clauses_stand_with_their_rules() -> None:
    """SZ-2.5.2.2b, the 70% of 低保对象, is in the rate of assistance; the place is as printed."""
    (clause,) = [clause for clause in shown("clauses") if clause["clause"] == "SZ-2.5.2.2b"]
    assert clause["status"] == "rule"
    assert clause["rules"] == ["assistance.rate"]
    assert clause["locator"] == "随医保发〔2021〕32号 二(五)2(2)"


def test_clauses_as_a_table() -> None:
    """Under the document's number a row for each clause, and the count of each status."""
    lines = run("show", "tests/inspect/clauses.pol", "--what", "clauses").stdout.splitlines()
    assert lines[0] == "甲〔2022〕1号"
    assert lines[1] == "  AB-1   一   rule         layers"
    assert lines[7] == "  AB-7   七   input        person.identities 民政部门认定"
    assert lines[-1].startswith("15 clauses: rule 7, ")
