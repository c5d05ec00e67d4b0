"""`polc batch`: a table settled."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.batch.mapping_reader import MappingReader
from polc.batch.policy_vocabulary import vocabulary_of
from tests.batch.town import ROWS, write_town
from tests.cli.invoke import run


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)


def settle(*options: str, status: int = 0) -> Any:
    done = run(
        "batch", "town.pol", "claims.csv", "out", "--map", "town.toml", "--format", "csv", *options
    )
    assert done.exit_code == status, done.stderr
    return done


def table_of(name: str) -> list[dict[str, str]]:
    with Path("out", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_claim_with_what_each_layer_pays() -> None:
    """p1, of dibao, in the order of the days: (1500 − 500) × 60% = 600, 900 × 70% = 630; then
    1000 × 60% = 600, and of 400 × 70% = 280 what the cap of 1000 leaves, 280. p2: 400 lie below
    the 500."""
    settle()
    assert [
        (row["claim"], row["row"], row["basic"], row["help"], row["remaining"])
        for row in table_of("claims")
    ] == [
        ("s1", "3", "600.00", "630.00", "270.00"),
        ("s2", "1", "600.00", "280.00", "120.00"),
        ("s3", "2", "0.00", "0.00", "400.00"),
    ]


def test_the_report_adds_up() -> None:
    """600 + 600 of basic, 630 + 280 of help; s1 in the city, s2 in the province; one row is not
    valid."""
    settle()
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert report["benefits"] == {"basic": "1200.00", "help": "910.00"}
    assert report["by_identity"]["dibao"] == {"basic": "1200.00", "help": "910.00"}
    assert report["by_place"]["in_province"] == {"basic": "600.00", "help": "280.00"}
    assert (report["persons"], report["claims"], report["dropped_rows"]) == (2, 3, 1)


def test_a_refused_row_is_told_and_the_others_stand(tmp_path: Path) -> None:
    """A code without a meaning: its row is refused by name, and the status says so."""
    write_town(tmp_path, (*ROWS, "s5,p3,99,1,2022-01-01,100,100,0,1,0,,421300,421300,0"))
    done = settle(status=1)
    assert "rows refused: 1" in done.stdout or "被拒绝的行：1" in done.stdout
    (refused,) = table_of("refused")
    assert (refused["row"], refused["place"], refused["code"]) == ("5", "MED_TYPE", "bad_row")
    assert len(table_of("claims")) == 3


def test_a_year_with_a_refused_claim_is_refused(tmp_path: Path) -> None:
    """The sums of a claim hang on those before it: with one the year's others are refused too."""
    write_town(tmp_path, (*ROWS, "s5,p1,21,7,2022-01-01,abc,100,0,1,0,,421300,421300,0"))
    settle(status=1)
    assert {(row["claim"], row["code"]) for row in table_of("refused")} == {
        ("s5", "bad_value"), ("s1", "refused_with"), ("s2", "refused_with"),
    }  # fmt: skip


def test_a_refund_takes_back(tmp_path: Path) -> None:
    """The whole of s2: only s1 is left of p1."""
    refund = "s9,p1,21,7,2022-06-01,-1000.00,-1200.00,-600,1,1,s2,421300,420100,0"
    write_town(tmp_path, (*ROWS, refund))
    settle()
    assert [row["claim"] for row in table_of("claims")] == ["s1", "s3"]


def test_strict_stops_and_writes_nothing(tmp_path: Path) -> None:
    """The first refused row is told; no folder is left."""
    write_town(tmp_path, (*ROWS, "s5,p3,99,1,2022-01-01,100,100,0,1,0,,421300,421300,0"))
    done = settle("--strict", status=1)
    assert "99" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "claims.csv",
        "town.pol",
        "town.toml",
    ]


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written over."""
    (tmp_path / "out").mkdir()
    settle(status=2)
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ('[claims]\nidd = "A"\n', "claims.idd"),
        ('[claims]\nkind = "MED_TYPE"\n', "claims.kind"),
        ('[claims.kind]\ncolumn = "A"\ncodes = { 1 = "住宿" }\n', "claims.kind.codes.1"),
        (
            '[[person.identities]]\ncolumn = "A"\ncodes = { 1 = "贫困人" }\n',
            "person.identities[0].codes.1",
        ),
        ('[claims.refund]\nflag = { column = "A" }\n', "claims.refund.of"),
        ('[claims.place]\ninsured = "A"\n', "claims.place"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_mapping_is_told_at_its_place(wrong: str, place: str) -> None:
    """Before a row is read."""
    Path("town.toml").write_text(wrong, encoding="utf-8")
    assert f"town.toml: {place}: " in settle(status=1).stderr


def test_a_column_that_is_not_there() -> None:
    """Told by its name."""
    text = Path("town.toml").read_text(encoding="utf-8").replace("INSCP_AMT", "INSCP_AMTT")
    Path("town.toml").write_text(text, encoding="utf-8")
    assert "`INSCP_AMTT`" in settle(status=2).stderr


def test_the_mapping_of_the_page() -> None:
    """What `docs/batch.md` shows is a mapping, of this table."""
    page = Path(polc.__file__).parents[1].joinpath("docs/batch.md").read_text(encoding="utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0]
    Path("town.toml").write_text(shown, encoding="utf-8")
    settle()
    assert len(table_of("claims")) == 3


def test_a_row_that_cannot_be_read_refuses_its_year(tmp_path: Path) -> None:
    """p1's row of 2022 without a code that means something: s1 and s2 are refused with it, p2 is
    not."""
    write_town(tmp_path, (*ROWS, "s5,p1,99,7,2022-01-01,100,100,0,1,0,,421300,421300,0"))
    settle(status=1)
    assert {(row["row"], row["code"]) for row in table_of("refused")} == {
        ("5", "bad_row"), ("1", "refused_with"), ("3", "refused_with"),
    }  # fmt: skip
    assert [row["claim"] for row in table_of("claims")] == ["s3"]


def test_a_row_without_a_day_refuses_the_person(tmp_path: Path) -> None:
    """Its year is not known; it is told once."""
    write_town(tmp_path, (*ROWS, "s5,p1,21,7,2022-13-01,100,100,0,1,0,,421300,421300,0"))
    settle(status=1)
    told = [row["code"] for row in table_of("refused")]
    assert sorted(told) == ["bad_row", "refused_with", "refused_with"]


def test_an_empty_cell_of_identities_needs_a_meaning(tmp_path: Path) -> None:
    """Nobody can tell whether it was left out: refused until the mapping says."""
    write_town(tmp_path, ("s1,p1,21,,2022-03-01,1500,1500,0,1,0,,421300,421300,0",))
    settle(status=1)
    (refused,) = table_of("refused")
    assert refused["place"] == "PSN_TYPE"
    text = (
        Path("town.toml")
        .read_text(encoding="utf-8")
        .replace('{ 1 = "none"', '{ "" = "none", 1 = "none"')
    )
    Path("town.toml").write_text(text, encoding="utf-8")
    shutil.rmtree("out")
    settle()
    assert [row["basic"] for row in table_of("claims")] == ["600.00"]


@pytest.mark.parametrize("name", ["id", "person", "date"])
def test_a_mapping_names_what_a_row_needs(name: str) -> None:
    """Else it is told at its place, before a row is read."""
    lines = Path("town.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{name} = ")]
    Path("town.toml").write_text("\n".join(kept), encoding="utf-8")
    assert f"claims.{name}: " in settle(status=1).stderr


def test_a_column_that_nobody_reads_is_told() -> None:
    """One that is neither mapped nor listed."""
    text = Path("town.toml").read_text(encoding="utf-8").replace('["BALC"]', "[]")
    Path("town.toml").write_text(text, encoding="utf-8")
    assert "`BALC`" in settle().stderr


def test_a_code_that_means_a_whole_number() -> None:
    """With quotes and without, the same field."""
    reader = MappingReader(vocabulary_of(polc.load("town.pol")))
    column = {"column": "A", "codes": {"1": 1, "2": "2"}}
    level = reader.vocabulary.of("claim")["hospital_level"]
    found = reader.codes({"hospital_level": column}, "claims", {"hospital_level": level})
    assert found["hospital_level"].meanings == {"1": "1", "2": "2"}
    assert not reader.mistakes


@pytest.mark.parametrize("first", [True, False])
def test_two_rows_of_a_day_that_say_what_the_person_is_and_is_not(
    tmp_path: Path, first: bool
) -> None:
    """Told at the row that lacks it, whichever of the two comes first; the year is refused."""
    more = "s5,p1,21,1,2022-05-01,100,100,0,1,0,,421300,421300,0"
    write_town(tmp_path, (more, *ROWS) if first else (*ROWS, more))
    settle(status=1)
    refused = {row["claim"]: row["reason"] for row in table_of("refused")}
    assert "says that the person is `dibao`" in refused["s5"]
    assert set(refused) == {"s1", "s2", "s5"}


def test_who_has_no_rank_is_named_all_the_same() -> None:
    """The policy ranks nobody: what the rows say of the person stands at the claims, nothing of
    whom they say nothing."""
    settle()
    assert [(row["claim"], row["identity"]) for row in table_of("claims")] == [
        ("s1", "dibao"),
        ("s2", "dibao"),
        ("s3", ""),
    ]


def test_an_id_of_two_persons_is_remarked(tmp_path: Path) -> None:
    """Both are settled, each for its person, and both rows are told; an id of one person alone is
    not."""
    write_town(tmp_path, (*ROWS, "s1,p3,21,1,2022-05-02,700.00,700.00,0,1,0,,421300,421300,0"))
    settle()
    assert [(row["row"], row["person"], row["code"]) for row in table_of("remarks")] == [
        ("3", "p1", "shared_id"),
        ("5", "p3", "shared_id"),
    ]
    assert [row["person"] for row in table_of("claims") if row["claim"] == "s1"] == ["p1", "p3"]
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert report["remarks"] == {"shared_id": 2}
