"""`polc diff`: what a reform says otherwise, and what it comes to.

The town of the audits: basic pays 60% over 500 a year, help 70% of the rest to dibao, at most 1000.
"""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import polc
from tests.audit.town import POLICY, write_town
from tests.cli.invoke import run

ROWS = (
    "a,p,21,7,2022-03-01,H1,3500,,",
    "b,q,21,1,2022-03-01,H1,1500,,",
    "c,r,21,7,2022-04-01,H1,400,,",
)
"""p: 1800 of basic, of 1700 × 70% = 1190 the cap leaves 1000. q: 600. r: below the deductible, of
400 × 70% = 280."""


@pytest.fixture(autouse=True)
def _in_the_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path, *ROWS)


def diff(*words: str, status: int = 0) -> Any:
    """The JSON of the two policies; `new.pol` is made by `change`."""
    done = run("diff", *words, "--format", "json")
    assert done.exit_code == status, done.stderr
    return json.loads(done.stdout)


def change(old: str, new: str) -> None:
    """Writes `new.pol`, in which something stands otherwise."""
    assert old in POLICY
    Path("new.pol").write_text(POLICY.replace(old, new), encoding="utf-8")


def changes(found: Any) -> list[tuple[Any, ...]]:
    """Of each change what it is, the rule, what is written on both sides."""
    return [
        (rule["what"], rule["rule"], (rule["old"] or {}).get("written"),
         (rule["new"] or {}).get("written"))
        for rule in found["rules"]
    ]  # fmt: skip


def test_nothing_differs_from_itself() -> None:
    """No rule, no figure, no reading, whatever the layout."""
    change("  cap 1000 yuan per year\n", "  cap   1000 yuan per year   # as before\n")
    found = diff("town.pol", "new.pol")
    assert (found["rules"], found["parameters"], found["readings"]) == ([], [], [])
    assert "nothing differs" in run("diff", "town.pol", "new.pol", "--language", "en").stdout


def test_a_line_that_differs_stands_beside_the_old() -> None:
    """The rate of basic."""
    change("rate 60%", "rate 65%")
    assert changes(diff("town.pol", "new.pol")) == [
        ("changed", "basic.rate", "rate 60%", "rate 65%")
    ]


def test_what_is_said_otherwise_is_told_so() -> None:
    """60% and 60.0% are computed alike."""
    change("rate 60%", "rate 60.0%")
    assert [row[0] for row in changes(diff("town.pol", "new.pol"))] == ["said otherwise"]
    told = run("diff", "town.pol", "new.pol", "--language", "en").stdout
    assert "written otherwise and computed alike" in told


def test_the_width_of_signs_is_no_difference() -> None:
    """What is formatted in full-width signs says the same."""
    Path("zh.pol").write_text(POLICY, encoding="utf-8")
    assert run("fmt", "--keywords", "zh", "zh.pol").exit_code == 0
    chinese = Path("zh.pol").read_text(encoding="utf-8")
    signs = str.maketrans({"：": ":", "；": ";", "、": ","})
    Path("new.pol").write_text(chinese.translate(signs), encoding="utf-8")
    assert diff("zh.pol", "new.pol")["rules"] == []


def test_a_row_of_a_table_stands_beside_the_row_of_the_same_key() -> None:
    """Of a table whose rows have clauses of their own: that of dibao, with its clause."""
    text = Path(polc.__file__).parent.joinpath("stdlib_policies", "suizhou.pol")
    drafted = re.sub(r"( dibao: +)70%", r"\g<1>75%", text.read_text(encoding="utf-8"), count=1)
    Path("new.pol").write_text(drafted, encoding="utf-8")
    found = diff("suizhou", "new.pol")
    assert changes(found) == [("changed", "assistance.rate", "dibao: 70%", "dibao: 75%")]
    assert found["rules"][0]["old"]["clauses"] == ["SZ-2.5.2.2b"]


def test_what_is_added_and_left_out() -> None:
    """A line that only one of them has."""
    change("  cap 1000 yuan per year\n", "  deductible per year 200 yuan\n")
    said = [row for row in changes(diff("town.pol", "new.pol")) if row[0] != "computed otherwise"]
    assert sorted(said) == [
        ("added", "help.deductible", None, "deductible per year 200 yuan"),
        ("left out", "help.cap", "cap 1000 yuan per year", None),
    ]


def test_a_group_is_seen_at_the_rule_that_names_it() -> None:
    """The line of the rule stands as it was; who is meant does not."""
    group = 'group poor "困难群众" = dibao{}\nlayers'
    named = POLICY.replace("for dibao", "for poor")
    Path("town.pol").write_text(named.replace("layers", group.format("")), encoding="utf-8")
    Path("new.pol").write_text(named.replace("layers", group.format(" | tekun")), encoding="utf-8")
    (rule,) = diff("town.pol", "new.pol")["rules"]
    assert (rule["what"], rule["rule"]) == ("computed otherwise", "help.for")
    assert "tekun" not in rule["steps"]["old"][0]
    assert "tekun" in rule["steps"]["new"][0]


def test_another_reading_of_one_policy() -> None:
    """The line that stands under it, and the reading itself."""
    found = diff("town.pol", "town.pol", "--new-reading", "year_line=per_stay")
    assert ("changed", "basic.deductible") in [row[:2] for row in changes(found)]
    assert [(row["id"], row["old"], row["new"]) for row in found["readings"]] == [
        ("year_line", "per_year", "per_stay")
    ]


def test_another_figure_of_one_policy() -> None:
    """A parameter that is supplied, from a file and from the command line."""
    Path("draft.toml").write_text('premium = "350"\n', encoding="utf-8")
    words = ("suizhou", "suizhou", "--old-param", "premium=320", "--new-params", "draft.toml")
    (figure,) = diff(*words)["parameters"]
    assert (figure["id"], figure["old"], figure["new"]) == ("premium", "320.00", "350.00")


def test_another_year_of_one_policy() -> None:
    """The rows of a table by year, and a term that is over: 160 yuan became 70 in 2023, and what
    ends with 2025 holds on no day of 2026."""
    found = diff("suizhou", "suizhou", "--old-year", "2022", "--new-year", "2023")
    (rule,) = found["rules"]
    assert rule["rule"] == "premium_subsidy.stable"
    assert "160.00" in rule["steps"]["old"][0]
    assert "70.00" in rule["steps"]["new"][0]
    found = diff("suizhou", "suizhou", "--old-year", "2025", "--new-year", "2026")
    assert {rule["rule"] for rule in found["rules"]} == {
        "premium_subsidy.returned", "premium_subsidy.monitored",
    }  # fmt: skip


def test_what_it_comes_to_for_the_people_of_a_table() -> None:
    """A cap of 1500 gives p 1190 instead of 1000, and nobody else anything."""
    pytest.importorskip("duckdb")
    change("cap 1000 yuan", "cap 1500 yuan")
    people = diff(
        "town.pol", "new.pol", "--population", "claims.csv", "--map", "town.toml",
    )["population"]  # fmt: skip
    assert people["benefits"] == {
        "basic": {"old": "2400.00", "new": "2400.00", "difference": "0.00"},
        "help": {"old": "1280.00", "new": "1470.00", "difference": "190.00"},
    }
    assert people["by_identity"]["dibao"]["help"]["difference"] == "190.00"
    assert [(band["change"], band["persons"]) for band in people["bands"] if band["persons"]] == [
        ("nothing changes", 2), ("gains 100 to 1000 yuan", 1),
    ]  # fmt: skip
    assert [(row["person"], row["change"]) for row in people["largest"]] == [("p", "190.00")]


def test_who_loses() -> None:
    """A deductible of 1000: of p and q 500 × 60% = 300 less. Of p help is capped all the same; the
    400 of r stay below."""
    pytest.importorskip("duckdb")
    change("deductible per year 500 yuan", "deductible per year 1000 yuan")
    people = diff(
        "town.pol", "new.pol", "--population", "claims.csv", "--map", "town.toml"
    )["population"]  # fmt: skip
    assert people["benefits"]["basic"]["difference"] == "-600.00"
    assert [(band["change"], band["persons"]) for band in people["bands"] if band["persons"]] == [
        ("loses 100 to 1000 yuan", 2), ("nothing changes", 1),
    ]  # fmt: skip


def test_the_largest_changes_are_cases_that_settle() -> None:
    """Under the old to 1000 of help, under the new to 1190."""
    pytest.importorskip("duckdb")
    change("cap 1000 yuan", "cap 1500 yuan")
    words = ("town.pol", "new.pol", "--population", "claims.csv", "--map", "town.toml")
    diff(*words, "--cases", "cases")
    for policy, name, help_ in (("town", "old", "1000.00"), ("new", "new", "1190.00")):
        case = json.loads(Path("cases", f"01-{name}.json").read_text(encoding="utf-8"))
        settled = polc.load(f"{policy}.pol").settle(case)
        assert str(settled.claims[0].benefits["help"]) == help_


def test_a_table_in_two_years() -> None:
    """The claims of 2022 as they would be in 2023, when the rate is 70%: p gets 2100 of basic, and
    980 instead of 1000 of help; q 700."""
    pytest.importorskip("duckdb")
    change("rate 60%", "rate { 2022: 60%; from 2023: 70% } by year")
    people = diff(
        "new.pol", "new.pol", "--old-year", "2022", "--new-year", "2023",
        "--population", "claims.csv", "--map", "town.toml",
    )["population"]  # fmt: skip
    assert people["benefits"]["basic"] == {
        "old": "2400.00", "new": "2800.00", "difference": "400.00",
    }  # fmt: skip
    assert people["benefits"]["help"]["difference"] == "-20.00"


def test_who_has_no_identity_is_told_so_in_the_language_of_the_run() -> None:
    """q is nothing: in Chinese too, and no word of the JSON."""
    pytest.importorskip("duckdb")
    words = ("town.pol", "town.pol", "--population", "claims.csv", "--map", "town.toml")
    told = run("diff", *words, "--language", "zh").stdout
    assert re.search(r"^ +无 +600\.00 +600\.00", told, re.MULTILINE)
    assert "none" not in told


def test_a_benefit_without_a_title_is_told_by_its_name() -> None:
    """The row of a sum is never without a head: 60% of 3500 − 500 and of 1500 − 500."""
    pytest.importorskip("duckdb")
    change('benefit basic "基本"', "benefit basic")
    words = ("new.pol", "new.pol", "--population", "claims.csv", "--map", "town.toml")
    told = run("diff", *words, "--language", "zh").stdout
    assert re.search(r"^ +basic +2400\.00 +2400\.00", told, re.MULTILINE)


def test_what_cannot_be_settled_is_counted() -> None:
    """An amount that is none: the status says so, the others stand."""
    pytest.importorskip("duckdb")
    write_town(Path(), *ROWS, "d,s,21,1,2022-03-01,H1,abc,,")
    words = ("town.pol", "town.pol", "--population", "claims.csv", "--map", "town.toml")
    people = diff(*words, status=1)["population"]
    assert (people["refused_rows"], people["persons"]) == (1, 3)
    ((code, place, row),) = [
        (told["code"], told["place"], told["first_row"]) for told in people["refused_for"]
    ]
    assert (code, place, row) == ("bad_value", "in_policy", 4)
    told = run("diff", *words, "--language", "zh").stdout
    assert "`in_policy`处1行，数据第4行：`abc`不是以元为单位的金额" in told


def test_two_of_one_name_are_told_apart_by_their_files() -> None:
    """A draft is called as what it is the draft of."""
    change("rate 60%", "rate 70%")
    told = run("diff", "town.pol", "new.pol", "--language", "en").stdout
    assert "edition 1 (town.pol)" in told
    assert "edition 1 (new.pol)" in told


def test_a_page_in_which_all_is_text() -> None:
    """What a file says is no markup."""
    change('benefit help "救助"', 'benefit help "<script>救助"')
    done = run("diff", "town.pol", "new.pol", "--format", "html")
    tags: list[str] = []

    class Tags(HTMLParser):
        """Notes the tags."""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            tags.append(tag)

    Tags().feed(done.stdout)
    assert "&lt;script&gt;" in done.stdout
    assert "script" not in tags


def test_a_page_tells_rules_by_their_titles() -> None:
    """No ids: it is for people who know none."""
    change("cap 1000 yuan", "cap 1200 yuan")
    done = run("diff", "town.pol", "new.pol", "--format", "html", "--language", "zh")
    assert "救助 · 封顶线" in done.stdout
    assert "help.cap" not in done.stdout


def test_options_that_go_together() -> None:
    """A table without a mapping is wrong usage."""
    assert run("diff", "town.pol", "town.pol", "--population", "claims.csv").exit_code == 2


def test_a_parameter_that_a_side_does_not_have_is_not_there() -> None:
    """It is not one that nobody supplies."""
    Path("new.pol").write_text(POLICY + "\nparam extra : money unspecified\n", encoding="utf-8")
    found = diff("town.pol", "new.pol")["parameters"]
    assert [(change["id"], change["only_in"]) for change in found] == [("extra", "new")]
    told = run("diff", "town.pol", "new.pol", "--language", "en").stdout
    assert "is not there" in told
    assert "not supplied" in told


def test_a_document_of_another_day_is_told() -> None:
    """Everything else is alike."""
    for name, day in (("old.pol", "2022-01-01"), ("new.pol", "2022-02-01")):
        head, rest = POLICY.split("\n", 1)
        text = f'{head}\nsource law "1号" issued {day}\n{rest}'
        Path(name).write_text(text, encoding="utf-8")
    found = diff("old.pol", "new.pol")
    assert [(change["old"], change["new"]) for change in found["sources"]] == [
        ('"1号" issued 2022-01-01', '"1号" issued 2022-02-01')
    ]
    assert found["rules"] == []
    assert "nothing differs" not in run("diff", "old.pol", "new.pol", "--language", "en").stdout
