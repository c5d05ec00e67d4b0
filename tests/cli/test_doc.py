"""`polc doc`."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.invoke import run
from tests.doc.towns import NEW, OLD


@pytest.fixture(autouse=True)
def _towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.pol").write_text(NEW, encoding="utf-8")
    Path("old.pol").write_text(OLD, encoding="utf-8")


def test_a_site_is_written() -> None:
    """A folder of pages, in the language that is asked for; where it is is told."""
    told = run("doc", "town.pol", "-o", "site", "--language", "zh", "--against", "old.pol")
    assert told.exit_code == 0
    assert told.stdout.endswith("site/index.html\n")
    assert '<html lang="zh">' in Path("site/index.html").read_text(encoding="utf-8")
    changes = Path("site/changes.html").read_text(encoding="utf-8")
    assert "60%" in changes
    assert "70%" in changes


def test_a_parameter_that_is_supplied_is_no_longer_open() -> None:
    """It stands with its value."""
    told = run("doc", "town.pol", "-o", "site", "--param", "basic_rate=55%", "--language", "en")
    assert told.exit_code == 0
    figures = Path("site/figures.html").read_text(encoding="utf-8")
    assert "55%, as supplied" in figures
    assert "no figure is open" in figures


def test_a_reading_that_is_chosen_is_told() -> None:
    """On the first page, as one that the file does not choose itself."""
    run("doc", "town.pol", "-o", "site", "--reading", "line=stay", "--language", "en")
    assert "read otherwise than the file does" in Path("site/index.html").read_text("utf-8")


def test_a_folder_that_is_there_is_left_alone() -> None:
    """Nothing is written over."""
    Path("site").mkdir()
    told = run("doc", "town.pol", "-o", "site", "--language", "en")
    assert told.exit_code == 2
    assert "`site` is there already" in told.stderr
    assert list(Path("site").iterdir()) == []


def test_without_a_printer_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before anything is written."""
    monkeypatch.setattr("polc.cli.files.print_pdf.shutil.which", lambda name: None)
    monkeypatch.setattr("polc.cli.files.print_pdf.find_spec", lambda name: None)
    told = run("doc", "town.pol", "-o", "site", "--pdf", "--language", "zh")
    assert told.exit_code == 2
    assert "没有能打印PDF的程序" in told.stderr
    assert not Path("site").exists()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on this machine")
@pytest.mark.long
def test_a_pdf_is_printed() -> None:
    """By Chromium, of all chapters."""
    told = run("doc", "town.pol", "-o", "site", "--pdf")
    assert told.exit_code == 0
    assert Path("site/town.pdf").read_bytes().startswith(b"%PDF-")


def test_the_file_is_quoted_in_the_language_of_the_reader() -> None:
    """With Chinese keywords, whatever it is written with; what is compared with it too."""
    run("doc", "town.pol", "-o", "site", "--language", "zh", "--against", "old.pol")
    assert "<code>起付线 每年 500元</code>" in Path("site/clauses.html").read_text("utf-8")
    changes = Path("site/changes.html").read_text("utf-8")
    assert "比例 { tekun: 100%; dibao: 60% }" in changes
    assert "deductible" not in changes


def test_what_a_person_bears_is_drawn() -> None:
    """Of a case; one that is refused ends the command before anything is written."""
    claim = {"id": "a", "date": "2023-03-01", "kind": "inpatient", "in_policy": "4500.00"}
    case = {"year": 2023, "person": {}, "claims": [{**claim, "place": "in_county"}]}
    Path("case.json").write_text(json.dumps(case), encoding="utf-8")
    words = ("doc", "town.pol", "-o", "site", "--case", "case.json", "--language", "zh")
    told = run(*words)
    assert told.exit_code == 1
    assert "basic_rate" in told.stderr
    assert not Path("site").exists()
    assert run(*words, "--param", "basic_rate=50%").exit_code == 0
    assert "<polyline" in Path("site/burden.html").read_text("utf-8")


def test_a_file_of_several_cases_is_none() -> None:
    """The curve is of one."""
    Path("cases.json").write_text("[{}, {}]", encoding="utf-8")
    told = run("doc", "town.pol", "-o", "site", "--case", "cases.json", "--language", "en")
    assert told.exit_code == 2
    assert "`cases.json` is not one case" in told.stderr
