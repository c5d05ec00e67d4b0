"""`polc check --format sarif`: what code hosts read.

The whole corpus, the library and a file that is not there were once held against the schema
of the standard by Microsoft's `Sarif.Multitool validate` 5.7.0; here is what it asks for.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.invoke import ROOT, run


def log_of(*paths: object) -> dict[str, Any]:
    """The one run."""
    log = json.loads(run("check", *paths, "--format", "sarif").stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    found = log["runs"][0]
    assert isinstance(found, dict)
    return found


WRONG = sorted((ROOT / "tests" / "corpus").glob("*.pol"))


@pytest.mark.parametrize("paths", [WRONG[::6], pytest.param(WRONG, marks=pytest.mark.long)])
def test_every_wrong_program(paths: list[Path]) -> None:
    """Each result names a rule that is there, a level of the standard, a message, and a place
    whose lines and columns begin with 1 and do not run backwards."""
    found = log_of(*paths)
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert found["results"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            region = place["physicalLocation"]["region"]
            start = (region["startLine"], region["startColumn"])
            assert (1, 1) <= start <= (region["endLine"], region["endColumn"])
            assert place["physicalLocation"]["artifactLocation"]["uri"]


def test_a_file_that_does_not_parse() -> None:
    """It has results like any other, and the run was a success."""
    found = log_of(ROOT / "tests" / "corpus" / "missing_brace.pol")
    assert [result["ruleId"] for result in found["results"]] == ["unclosed_bracket"]
    assert found["invocations"][0]["executionSuccessful"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is a notification of a run that was none."""
    found = log_of(tmp_path / "none.pol")
    assert found["results"] == []
    (invocation,) = found["invocations"]
    assert not invocation["executionSuccessful"]
    assert "there is no file" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_a_repair_is_a_replacement() -> None:
    """`1,800` in columns 23 to 28 becomes `1800`."""
    found = log_of(ROOT / "tests" / "corpus" / "comma_in_number.pol")
    mended = next(result for result in found["results"] if "fixes" in result)
    (replacement,) = mended["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "1800"
    region = replacement["deletedRegion"]
    assert (region["startColumn"], region["endColumn"]) == (23, 28)
    assert found["columnKind"] == "unicodeCodePoints"


def test_the_title_of_a_rule() -> None:
    """The rule says in words what its code means."""
    (rule,) = log_of(ROOT / "tests" / "corpus" / "comma_in_number.pol")["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "a comma inside a number"
