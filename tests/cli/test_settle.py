"""`polc settle` as a user runs it: files, standard input, options, refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.invoke import CASE, run, run_process
from tests.stdlib_texts import MAIN_ROAD


def case(**changes: Any) -> dict[str, Any]:
    """The example's case with some of its first claim's fields changed."""
    read: dict[str, Any] = json.loads(CASE.read_text(encoding="utf-8"))
    read["claims"][0].update(changes)
    return read


def written(folder: Path, value: Any, name: str = "case.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def settled(*words: str | Path, typed: str | None = None) -> Any:
    done = run("settle", "suizhou", *words, "--format", "json", typed=typed)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_claim_as_a_table() -> None:
    """(50000.00 − 35000.00) × 70% = 10500.00 with its clause; 50000.00 − 35000.00 −
    10500.00 = 4500.00 remain; with the 5000.00 outside the policy the institution
    bears 5000 − 55000 × 8% = 600.00 and the patient pays 8900.00."""
    done = run("settle", "suizhou", CASE)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert next(row for row in rows if row[:1] == ["assistance"])[:5] == [
        "assistance",
        "医疗救助",
        "10500.00",
        "paid",
        "SZ-2.5.2.2b",
    ]
    assert ["remaining", "4500.00"] in rows
    assert ["patient", "pays", "8900.00"] in rows
    assert done.exit_code == 0


def test_amounts_end_in_one_column() -> None:
    """Counting a Chinese character as two columns, all amounts of a claim end together."""
    lines = run("settle", "suizhou", CASE).stdout.splitlines()
    start = lines.index(next(line for line in lines if line.startswith("  layer")))
    rows = lines[start + 1 : start + 7]
    ends = set()
    for row in rows:
        before = row[: row.index(".00") + 3]
        ends.add(sum(2 if "\u4e00" <= letter <= "\u9fff" else 1 for letter in before))
    assert len(ends) == 1


def test_explain_shows_the_way() -> None:
    """With `--explain` the terms that led to the amount stand below, with their inputs."""
    done = run("settle", "suizhou", CASE, "--explain")
    lines = done.stdout.splitlines()
    (at,) = [place for place, line in enumerate(lines) if line.startswith("  assistance.rate")]
    assert "10500.00  paid" in lines[at]
    assert lines[at + 1].startswith("      dibao: 70% — base 15000.00, counted 15000.00, rate 70%")
    assert "assistance.rate" not in run("settle", "suizhou", CASE).stdout


def test_standard_input() -> None:
    """`-` is standard input; the result of one object is one object."""
    result = settled("-", typed=json.dumps(case()))
    assert result["claims"][0]["benefits"]["assistance"] == "10500.00"


def test_several_cases_keep_their_form(tmp_path: Path) -> None:
    """An array gives an array, lines give a line each, two files an array."""
    both = [case(), case(in_policy="40000.00")]
    assert len(settled("-", typed=json.dumps(both))) == 2
    lines = "\n".join(map(json.dumps, both))
    done = run("settle", "suizhou", "-", "--format", "json", typed=lines)
    amounts = [json.loads(line)["totals"]["remaining"] for line in done.stdout.splitlines()]
    # 30% of 15000.00 and of 40000.00 − 35000.00
    assert amounts == ["4500.00", "1500.00"]
    assert len(settled(CASE, written(tmp_path, case()))) == 2


def test_a_json_number_is_exact() -> None:
    """50000.10 as a JSON number is 50000.10 yuan: 15000.10 × 70% = 10500.07."""
    text = json.dumps(case()).replace('"50000.00"', "50000.10")
    result = settled("-", typed=text)
    assert result["claims"][0]["benefits"]["assistance"] == "10500.07"


def test_parameters_from_file_and_line(tmp_path: Path) -> None:
    """`--param` goes before `--params`, and the case before both: the premium of the case
    is taken out here, 90% of 400.00 = 360.00, 90% of 500.00 = 450.00."""
    bare = case()
    del bare["parameters"]
    path = written(tmp_path, bare)
    params = tmp_path / "city.toml"
    params.write_text('premium = "500.00"\n', encoding="utf-8")
    subsidy = settled(path, "--params", params)["person_year"]["premium_subsidy"]
    assert subsidy == "450.00"
    both = settled(path, "--params", params, "--param", "premium=400.00")
    assert both["person_year"]["premium_subsidy"] == "360.00"
    # The example's case says 350.00: 90% is 315.00, lifted to the floor of 320.00.
    own = settled(CASE, "--params", params, "--param", "premium=400.00")
    assert own["person_year"]["premium_subsidy"] == "320.00"


@pytest.mark.parametrize("name", ["SZ-A01=a", "premium_floor=pay_anyway"])
def test_a_reading_by_either_name(name: str) -> None:
    """With a premium of 300.00 the floor of 320.00 is paid as printed under SZ-A01 (a)."""
    bare = case()
    bare["parameters"] = {"premium": "300.00"}
    result = settled("-", "--reading", name, typed=json.dumps(bare))
    assert result["person_year"]["premium_subsidy"] == "320.00"
    assert settled("-", typed=json.dumps(bare))["person_year"]["premium_subsidy"] == "300.00"


def test_undetermined_and_required() -> None:
    """Without a premium the subsidy is open, and said to be; `--require` refuses that."""
    bare = case()
    del bare["parameters"]
    typed = json.dumps(bare)
    (gap,) = [
        gap
        for gap in settled("-", typed=typed)["undetermined"]
        if gap["output"] == "person_year.premium_subsidy"
    ]
    assert gap["missing"] == "parameter premium"
    assert "parameter premium is missing" in run("settle", "suizhou", "-", typed=typed).stdout
    done = run("settle", "suizhou", "-", "--require", "premium_subsidy", typed=typed)
    assert done.exit_code == 1
    assert "premium" in done.stderr


def test_a_refused_case_is_1(tmp_path: Path) -> None:
    """All errors of a case come together, on standard error as text, each with its path."""
    path = written(tmp_path, case(date="2021-12-31", in_policy="-5", totl="1.00"))
    done = run("settle", "suizhou", path)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "claims[0].in_policy" in done.stderr
    assert "claims[0].totl" in done.stderr
    assert "did you mean `total`" in done.stderr


def test_a_refused_case_among_others(tmp_path: Path) -> None:
    """The others are settled all the same; the JSON has the refusal in its place."""
    path = written(tmp_path, [case(), case(in_policy="1.001"), 5])
    done = run("settle", "suizhou", path, "--format", "json")
    assert done.exit_code == 1
    fine, refused, number = json.loads(done.stdout)
    assert fine["totals"]["remaining"] == "4500.00"
    assert refused["refused"][0]["path"] == "claims[0].in_policy"
    assert number["refused"][0]["code"] == "bad_value"
    as_text = run("settle", "suizhou", path)
    assert "case.json[1]: refused" in as_text.stderr
    assert "case.json[0]:" in as_text.stdout


def test_a_bad_line_among_others() -> None:
    """Its refusal is printed in its place with its line, the others are settled."""
    fine = json.dumps(case())
    typed = f'{fine}\n{{"person": \n{fine}\n'
    done = run("settle", "suizhou", "-", "--format", "json", typed=typed)
    assert done.exit_code == 1
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert first["totals"] == third["totals"]
    (problem,) = second["refused"]
    assert problem["code"] == "not_json"
    assert problem["message"].startswith("standard input:2:")
    assert "standard input[1]: refused" in run("settle", "suizhou", "-", typed=typed).stderr


@pytest.mark.parametrize(
    ("typed", "says"),
    [("{}", "empty object"), ("[]", "an empty list"), ("5", "a number"), ("[[]]", "an empty list")],
)
def test_what_is_no_case(typed: str, says: str) -> None:
    """It is refused in words, not by what an empty case lacks, or by nothing at all."""
    for option in ((), ("--all-readings",)):
        done = run("settle", "suizhou", "-", *option, typed=typed)
        assert (done.exit_code, done.stdout) == (1, "")
        assert says in done.stderr


def test_every_missing_parameter_at_once() -> None:
    """Without any, a stay that nothing was paid of is refused for those of each layer that
    it may come to; each message says how to supply one."""
    bare = case()
    del bare["claims"][0]["paid"], bare["parameters"]
    done = run("settle", "suizhou", "-", "--format", "json", typed=json.dumps(bare))
    refused = json.loads(done.stdout)["refused"]
    assert [problem["path"] for problem in refused] == [
        "parameters.basic_deductible",
        "parameters.basic_rate",
        "parameters.critical_illness_deductible",
        "parameters.critical_illness_bands",
    ]
    assert "`--param basic_rate=…`" in refused[1]["message"]
    assert "`parameters` of the case" in refused[1]["message"]


def test_what_stands_behind_a_missing_field_is_told_with_it() -> None:
    """Without the kind of care nobody knows which layers come: what they may need is told with
    it, so that a case is completed once."""
    bare = case()
    del bare["claims"][0]["paid"], bare["claims"][0]["kind"]
    done = run("settle", "suizhou", "-", "--format", "json", typed=json.dumps(bare))
    refused = json.loads(done.stdout)["refused"]
    assert refused[0]["path"] == "claims[0].kind"
    assert "needs it" in refused[0]["message"]
    assert {problem["path"] for problem in refused[1:]} == {
        "parameters.basic_deductible",
        "parameters.basic_rate",
        "parameters.critical_illness_deductible",
        "parameters.critical_illness_bands",
    }
    assert all("may need it" in problem["message"] for problem in refused[1:])


@pytest.mark.parametrize("number", ["1e999999999", "NaN", "Infinity", "-Infinity", "1" * 5000])
def test_numbers_that_are_no_amounts(number: str) -> None:
    """They are refused with their path, at once, whatever their size."""
    typed = json.dumps(case()).replace('"50000.00"', number)
    done = run("settle", "suizhou", "-", "--format", "json", typed=typed)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["refused"][0]["path"] == "claims[0].in_policy"


@pytest.mark.parametrize(
    "option", [("--param", "premiun=3"), ("--reading", "SZ-A01=z"), ("--reading", "SZ-A99=a")]
)
def test_an_option_that_the_policy_does_not_know(option: tuple[str, str]) -> None:
    """It is refused like a case that says the same."""
    done = run("settle", "suizhou", CASE, *option)
    assert done.exit_code == 1
    assert option[1].partition("=")[0] in done.stderr or "`z`" in done.stderr


@pytest.mark.parametrize("text", ["{", "", "\ufeff", '{"a": 1}{'])
def test_what_is_not_json_is_2(text: str) -> None:
    """A case file that cannot be read as one ends with 2."""
    done = run("settle", "suizhou", "-", typed=text)
    assert done.exit_code == 2
    assert "standard input" in done.stderr


def test_a_policy_that_does_not_compile_is_1(tmp_path: Path) -> None:
    """Its diagnostics come out, as text on standard error or as JSON on standard output."""
    bad = tmp_path / "bad.pol"
    bad.write_text('policy bad "坏" edition 1\nuse nothing\n', encoding="utf-8")
    as_text = run("settle", bad, CASE)
    assert as_text.exit_code == 1
    assert "error[file_not_found]" in as_text.stderr
    as_json = run("settle", bad, CASE, "--format", "json")
    assert json.loads(as_json.stdout)["diagnostics"][0]["code"] == "file_not_found"


def test_a_process_of_its_own(tmp_path: Path) -> None:
    """From another folder, as a real process, with a terminal that has no UTF-8."""
    done = run_process(["settle", "suizhou", CASE], tmp_path)
    assert done.returncode == 0
    assert "10500.00" in done.stdout
    narrow = run_process(["settle", "suizhou", CASE], tmp_path, PYTHONIOENCODING="ascii")
    assert "Traceback" not in narrow.stderr
    assert "10500.00" in narrow.stdout


def test_all_readings_as_a_table() -> None:
    """On 15,000 left of a dibao patient's stay no reading changes an amount, and this is
    told with the readings that were asked."""
    done = run("settle", MAIN_ROAD, CASE, "--all-readings")
    assert done.exit_code == 0
    assert "every combination comes to the same sums" in done.stdout
    asked = done.stdout.partition("asked, and of no consequence by itself\n")[2]
    assert "SZ-A10  deductible_period 1800元按年还是按次" in asked


def test_all_readings_as_json() -> None:
    """Every outcome has its choices and a settlement."""
    done = run("settle", MAIN_ROAD, CASE, "--all-readings", "--format", "json")
    found = json.loads(done.stdout)
    assert found["complete"]
    assert all("settlement" in outcome for outcome in found["outcomes"])


def test_a_case_before_the_policy_is_told() -> None:
    """The two in the wrong order: nothing is told of the language of policies."""
    done = run("settle", CASE, "suizhou")
    assert done.exit_code == 2
    assert "is no policy: the policy comes first" in done.stderr


@pytest.mark.parametrize("name", ["人员.XLSX", "a.Json", "b.CSV"])
def test_how_a_file_is_written_says_that_it_is_no_policy(name: str) -> None:
    """Capital letters in the ending of a file are letters too."""
    assert "is no policy: the policy comes first" in run("settle", name, "suizhou").stderr
