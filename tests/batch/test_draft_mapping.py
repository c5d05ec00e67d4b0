"""`polc map`: a first mapping of a table."""

import tomllib
from pathlib import Path

import pytest

from tests.batch.town import write_town
from tests.cli.invoke import run


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)


def test_what_is_known_by_name_is_filled_in() -> None:
    """The platform's columns stand at their places, what is not read is listed once."""
    draft = tomllib.loads(run("map", "claims.csv").stdout)
    claims = draft["claims"]
    assert (claims["id"], claims["person"], claims["date"]) == ("SETL_ID", "PSN_NO", "ENDDATE")
    assert claims["place"] == {"insured": "INSU_ADMDVS", "hospital": "FIX_BLNG_ADMDVS"}
    assert draft["not_read"] == ["BALC"]


def test_a_code_has_no_meaning_of_its_own() -> None:
    """Codes are listed with the rows that have them, and left open."""
    text = run("map", "claims.csv").stdout
    assert tomllib.loads(text)["claims"]["kind"] == {"column": "MED_TYPE", "codes": {"21": ""}}
    assert '21 = "" # × 4' in text


def test_remarks_are_in_the_language_asked_for() -> None:
    """In Chinese the remarks are, the names of a mapping stay."""
    text = run("map", "claims.csv", "--language", "zh").stdout
    assert text.startswith("# 哪一列是哪个字段")
    assert "[claims]" in text


def test_a_code_cannot_break_the_file() -> None:
    """A code with a line end and quotes stands as data, not as a line of its own."""
    Path("odd.csv").write_text('MED_TYPE\n"a""\nid = 1"\n', encoding="utf-8")
    draft = tomllib.loads(run("map", "odd.csv").stdout)
    assert draft["claims"]["kind"]["codes"] == {'a"\nid = 1': ""}
