"""`polc map`: a first mapping of a table."""

import json
import tomllib
from pathlib import Path

import pytest

from polc.batch.mapping_schema import FILE
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
    assert text.partition("\n\n")[2].startswith("# 哪一列是哪个字段")
    assert "[claims]" in text


def test_a_code_cannot_break_the_file() -> None:
    """A code with a line end and quotes stands as data, not as a line of its own."""
    Path("odd.csv").write_text('MED_TYPE\n"a""\nid = 1"\n', encoding="utf-8")
    draft = tomllib.loads(run("map", "odd.csv").stdout)
    assert draft["claims"]["kind"]["codes"] == {'a"\nid = 1': ""}


def test_an_editor_finds_the_schema() -> None:
    """The first line has where it is; a draft whose codes are left open is valid."""
    first, _, text = run("map", "claims.csv").stdout.partition("\n")
    assert first == f"#:schema {FILE.as_uri()}"
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(tomllib.loads(text), json.loads(FILE.read_text(encoding="utf-8")))


def test_the_level_of_the_deductible_has_its_own_column() -> None:
    """Of two columns of levels that for deductibles is taken; the other is listed as not read."""
    Path("odd.csv").write_text("HOSP_LV,DEDC_HOSP_LV\n3,2\n", encoding="utf-8")
    draft = tomllib.loads(run("map", "odd.csv").stdout)
    assert draft["claims"]["hospital_level"] == {"column": "DEDC_HOSP_LV", "codes": {"2": ""}}
    assert draft["not_read"] == ["HOSP_LV"]


def test_other_layers_and_sums() -> None:
    """Payments of layers that a policy may not have are a list; a sum whose columns are all there
    is to be held against its parts."""
    names = "MEDFEE_SUMAMT,FUND_PAY_SUMAMT,PSN_PAY,OWNPAY_HOSP_PART,CVLSERV_PAY,HIFOB_PAY"
    Path("odd.csv").write_text(f"{names}\n1,1,0,0,0,0\n", encoding="utf-8")
    claims = tomllib.loads(run("map", "odd.csv").stdout)["claims"]
    assert claims["other_payments"] == ["CVLSERV_PAY", "HIFOB_PAY"]
    assert claims["totals"] == [
        {"of": "MEDFEE_SUMAMT", "parts": ["FUND_PAY_SUMAMT", "PSN_PAY", "OWNPAY_HOSP_PART"]}
    ]


def test_a_name_cannot_break_the_file() -> None:
    """A column of a second table with a line end in its name is a remark of one line."""
    pytest.importorskip("pyarrow")
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"A\n[claims]\nid": ["1"]}), "odd.parquet")
    text = run("map", "claims.csv", "--table=persons=odd.parquet").stdout
    assert tomllib.loads(text)["claims"]["id"] == "SETL_ID"
    assert "A\\n[claims]" in text


def test_tables_beside_the_claims() -> None:
    """Each is drafted with its codes; what nobody reads is a remark; a region's division is held
    against that of the claims."""
    Path("ide.csv").write_text("PSN_NO,PSN_IDET_TYPE,BEGNTIME\np1,23,2022-01-01\n")
    Path("ope.csv").write_text("PSN_NO,YEAR,CUM_YM,CUM_TYPE_CODE,CUM\np1,2022,202201,Q0000,1\n")
    Path("regions.csv").write_text("YEAR,ADMDVS\n2022,421300\n")
    options = [f"--table={name}={name[:3]}.csv" for name in ("identities", "openings")]
    text = run("map", "claims.csv", *options, "--table=regions=regions.csv").stdout
    draft = tomllib.loads(text)
    assert draft["identities"] == {
        "person": "PSN_NO", "column": "PSN_IDET_TYPE", "codes": {"23": ""}, "from": "BEGNTIME",
    }  # fmt: skip
    assert draft["openings"]["sum"] == {"column": "CUM_TYPE_CODE", "codes": {"Q0000": ""}}
    assert draft["regions"]["of_claim"] == "INSU_ADMDVS"
    assert "# not read: 'CUM_YM'" in text


def test_what_was_paid_may_be_compared_or_taken_as_given() -> None:
    """Said once, before the first column of what was paid; not where no column is one."""
    text = run("map", "claims.csv").stdout
    _, head, after = text.partition("[claims.recorded]\n")
    assert head
    assert after.splitlines()[0] == (
        "# what was paid: `claims.recorded.BENEFIT` compares it (`polc audit`), "
        "`claims.paid.BENEFIT` takes it as given"
    )
    assert text.count("claims.paid") == 1
    Path("few.csv").write_text("id,person\n1,p\n", encoding="utf-8")
    assert "claims.paid" not in run("map", "few.csv").stdout
