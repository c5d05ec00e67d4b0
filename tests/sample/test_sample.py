"""`polc sample`: persons who are nobody, within the margins, who come to every rule."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.invoke import run

POLICY = """policy town "试点" edition 1
use identities
rank tekun > dibao
layers basic > help
benefit basic "基本" per claim {
  deductible per year 500 yuan
  bands { to 10000 yuan: 60%; above: 80% }
}
benefit help "救助" per claim {
  for dibao, tekun
  rate { dibao: 70%; tekun: 90% }
  cap 1000 yuan per year
}
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.pol").write_text(POLICY, encoding="utf-8")


def sample(*options: str, output: str = "made", status: int = 0) -> str:
    done = run("sample", "town.pol", output, "--persons", "200", "--language", "en", *options)
    assert done.exit_code == status, done.stderr + done.stdout
    return done.stdout


def table_of(name: str) -> list[dict[str, str]]:
    with Path("made", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def margins() -> Any:
    return json.loads(Path("made", "margins.json").read_text(encoding="utf-8"))["margins"]


def test_every_row_says_that_it_is_synthetic() -> None:
    """In each table, and in each id."""
    sample()
    for name in ("claims", "identities"):
        rows = table_of(name)
        assert {row["synthetic"] for row in rows} == {"synthetic"}
        assert all(row["person"].startswith("SYN") for row in rows)


def test_the_same_seed_makes_the_same() -> None:
    """To the byte; another makes another."""
    for output, seed in (("one", "7"), ("two", "7"), ("other", "8")):
        sample("--seed", seed, output=output)
    one, two, other = (Path(name, "claims.csv").read_bytes() for name in ("one", "two", "other"))
    assert one == two
    assert one != other


def test_margins_are_met_to_a_person_and_to_a_claim() -> None:
    """Of 200 persons 4% are 8 and 0.5% is 1; with one claim each for 70% and two for 30% there are
    140 + 2 × 60 = 260, of which 20% are 52."""
    Path("margins.toml").write_text(
        '[identities]\ndibao = "4%"\ntekun = "0.5%"\n[claims]\n1 = "70%"\n2 = "30%"\n'
        '[kind]\ninpatient = "20%"\noutpatient = "80%"\n',
        encoding="utf-8",
    )
    sample("--margins", "margins.toml")
    found = margins()
    assert found["identities"] == {"dibao": 8, "tekun": 1, "none": 191}
    assert found["claims"] == {"1": 140, "2": 60}
    assert found["kind"] == {"inpatient": 52, "outpatient": 208}
    assert len(table_of("claims")) == 260
    assert len(table_of("identities")) == 9


def test_every_rule_row_band_and_limit_is_reached() -> None:
    """Both classes, both bands, all, a part and nothing over the deductible, the cap."""
    told = sample("--cover")
    for what in ("dibao", "tekun", "at 60%", "at 80%", "limited", "within", "all counted",
                 "a part counted", "nothing counted"):  # fmt: skip
        assert what in told
    assert "not reached" not in told


def test_what_nobody_reaches_is_told() -> None:
    """Without anybody of tekun its row is not reached, and the status says so."""
    Path("margins.toml").write_text('[identities]\ndibao = "50%"\n', encoding="utf-8")
    told = sample("--margins", "margins.toml", "--cover", status=1)
    assert "`help.rate` tekun is not reached" in told


def test_the_tables_settle() -> None:
    """With the mapping that is written beside them; nobody is refused."""
    pytest.importorskip("duckdb")
    sample()
    words = ("--map", "made/mapping.toml", "--table", "identities=made/identities.csv")
    done = run("batch", "town.pol", "made/claims.csv", "out", *words, "--language", "en")
    assert done.exit_code == 0, done.stderr + done.stdout
    report = json.loads(Path("out", "report.json").read_text(encoding="utf-8"))
    assert (report["persons"], report["rows"]) == (200, len(table_of("claims")))
    refunds = [row for row in table_of("claims") if row["refund_of"]]
    assert report["refund_rows"] == len(refunds)


def test_some_claims_are_taken_back_and_some_persons_are_two_things() -> None:
    """By margins of their own: of 200 persons with one claim each 5% of claims are 10, 2% are 4; of
    all persons 10% are 20."""
    Path("margins.toml").write_text(
        '[claims]\n1 = "100%"\n[refunds]\nwhole = "5%"\npart = "2%"\n'
        '[identities]\ndibao = "100%"\n[second_identities]\ntekun = "10%"\n',
        encoding="utf-8",
    )
    sample("--margins", "margins.toml")
    claims = {row["id"]: row for row in table_of("claims")}
    refunds = [row for row in claims.values() if row["refund_of"]]
    whole = [row for row in refunds if row["in_policy"] == claims[row["refund_of"]]["in_policy"]]
    assert (len(claims), len(refunds), len(whole)) == (214, 14, 10)
    assert len(table_of("identities")) == 220


def test_an_identity_of_some_grades_is_drawn_with_its_grade() -> None:
    """Those that count and one that does not; the mapping reads them."""
    graded = 'use identities\nidentity veteran "在乡优抚" grade 1..2\n'
    policy = POLICY.replace("use identities\n", graded)
    policy = policy.replace("rank tekun > dibao", "rank tekun > dibao > veteran")
    policy = policy.replace("for dibao, tekun", "for dibao, tekun, veteran")
    policy = policy.replace("tekun: 90% }", "tekun: 90%; veteran: 50% }")
    Path("town.pol").write_text(policy, encoding="utf-8")
    sample()
    grades = {row["grade"] for row in table_of("identities") if row["identity"] == "veteran"}
    assert grades == {"1", "2", "3"}
    assert {row["grade"] for row in table_of("identities") if row["identity"] == "dibao"} == {""}
    pytest.importorskip("duckdb")
    words = ("--map", "made/mapping.toml", "--table", "identities=made/identities.csv")
    done = run("batch", "town.pol", "made/claims.csv", "out", *words, "--language", "en")
    assert done.exit_code == 0, done.stderr + done.stdout


def test_why_persons_are_refused_is_told() -> None:
    """A figure that the policy leaves open is not made up: whoever needs it is refused."""
    start = 'param start "起付线" : money per year unspecified\n'
    text = POLICY.replace("layers basic", start + "layers basic")
    Path("town.pol").write_text(text.replace("500 yuan", "start"), encoding="utf-8")
    told = sample("--cover", status=1)
    assert "0 persons of the sample settled, 200 refused" in told
    assert "200 refused: parameter `start` has no value" in told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[identity]\ndibao = "4%"\n', "identity"),
        ('[identities]\nnobility = "4%"\n', "identities.nobility"),
        ('[kind]\ninpatient = "20%"\n', "kind"),
        ('[kind]\ninpatient = "much"\n', "kind.inpatient"),
        ('kind = "4%"\n', "kind"),
    ],
)
def test_a_mistake_in_the_margins_is_told_at_its_place(text: str, place: str) -> None:
    """Before anything is made."""
    Path("margins.toml").write_text(text, encoding="utf-8")
    done = run("sample", "town.pol", "made", "--margins", "margins.toml")
    assert done.exit_code == 1
    assert f"margins.toml: {place}: " in done.stderr
    assert not Path("made").exists()


def test_persons_of_a_policy_of_households_are_in_some() -> None:
    """Of one to four, and the batch that the mapping is for settles every one."""
    text = POLICY.replace("cap 1000 yuan per year", "cap 1000 yuan per household per year")
    Path("town.pol").write_text(text, encoding="utf-8")
    told = sample("--cover")
    assert "households of the sample settled, 0 refused" in told
    homes = {row["person"]: row["household"] for row in table_of("claims")}
    sizes = [list(homes.values()).count(home) for home in set(homes.values())]
    assert set(sizes) == {1, 2, 3, 4}
    pytest.importorskip("duckdb")
    done = run("batch", "town.pol", "made/claims.csv", "out", "--map", "made/mapping.toml",
               "--table", "identities=made/identities.csv", "--language", "en")  # fmt: skip
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "rows refused: 0" in done.stdout
