"""`polc settle --format html`."""

import json
from pathlib import Path

from tests.cli.invoke import CASE, run


def test_a_notice_is_one_page() -> None:
    """Of one case, in the language that is asked for; a browser needs nothing else."""
    told = run("settle", "suizhou", CASE, "--format", "html", "--language", "zh")
    assert told.exit_code == 0
    assert told.stdout.startswith('<!doctype html>\n<html lang="zh">')
    assert told.stdout.endswith("</body>\n</html>\n")
    assert told.stdout.count("<article>") == 1
    assert "您负担8900.00元" in told.stdout
    for loaded in ("src=", "href=", "<script", "@import", "url("):
        assert loaded not in told.stdout


def test_several_cases_are_notices_of_one_page(tmp_path: Path) -> None:
    """One after the other; a picture of one has no id of another's."""
    case = json.loads(CASE.read_text(encoding="utf-8"))
    lines = tmp_path / "cases.jsonl"
    lines.write_text(f"{json.dumps(case)}\n{json.dumps(case)}\n", encoding="utf-8")
    told = run("settle", "suizhou", lines, "--format", "html")
    assert told.stdout.count("<article>") == 2
    assert told.stdout.count('id="bill-0-title"') == 1
    assert told.stdout.count("</html>") == 1


def test_a_refused_case_has_its_place_on_the_page() -> None:
    """And is told as an error, with the status of one."""
    told = run("settle", "suizhou", "-", "--format", "html", "--language", "zh", typed='{"x": 1}')
    assert told.exit_code == 1
    assert "missing_field: person" in told.stderr
    assert "个案没有字段`x`" in told.stdout
    assert told.stdout.endswith("</html>\n")


def test_a_notice_is_of_one_settlement() -> None:
    """Not of all readings, nor of several policies."""
    told = run("settle", "suizhou", CASE, "--format", "html", "--all-readings")
    assert told.exit_code == 2
    assert "a notice is of one settlement" in told.stderr
