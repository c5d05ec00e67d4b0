"""Cases settled, explained and checked over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.town import CASE, case, claim, kind_of, make_service, post, served, write_town


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with served(make_service(write_town(tmp_path_factory.mktemp("town")))) as client:
        yield client


def test_a_case_is_settled(client: Any) -> None:
    """(6000 − 1000) × 60% = 3000."""
    answer = post(client, "/town/settle", CASE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["claims"][0]["benefits"] == {"assistance": "3000.00"}


def test_an_explanation_names_the_clauses(client: Any) -> None:
    """The amount is paid by clause TZ-2, in JSON and in a line of text."""
    told = post(client, "/town/explain", CASE).json()
    assert [step["clause"] for step in told["explanation"] if step["amount"] == "3000.00"] == [
        "TZ-2"
    ]
    assert any("3000.00" in line and "TZ-2" in line for line in told["lines"])
    assert post(client, "/town/settle?explain=true", CASE).json() == told


def test_a_case_is_checked_without_amounts(client: Any) -> None:
    """It settles; and one that does not has every problem."""
    told = post(client, "/town/check", CASE).json()
    assert (told["settles"], told["refused"]) == (True, [])
    assert [left["output"] for left in told["undetermined"]] == ["claims[0].patient_pays"]
    wrong = {**CASE, "claims": [{"id": "c1", "date": "2023-03-01", "in_policy": "much"}]}
    answer = post(client, "/town/check", wrong)
    assert answer.status_code == 200
    assert answer.json()["settles"] is False
    assert [problem["path"] for problem in answer.json()["refused"]] == ["claims[0].in_policy"]


def test_a_refused_case_is_a_problem_with_all_problems(client: Any) -> None:
    """Status 422, and `refused` as the contract has it."""
    answer = post(client, "/town/settle", {**CASE, "persn": {}, "year": 1})
    assert (answer.status_code, kind_of(answer)) == (422, "refused")
    assert {"persn", "year"} <= {problem["path"] for problem in answer.json()["refused"]}


def test_numbers_are_read_exactly(client: Any) -> None:
    """A number with more than two places is refused, not rounded; a key twice too."""
    body = json.dumps(CASE).replace('"6000.00"', "6000.001").encode()
    assert kind_of(post(client, "/town/settle", body)) == "refused"
    body = json.dumps(CASE).replace('"6000.00"', "1000.10").encode()
    paid = post(client, "/town/settle", body).json()["claims"][0]["benefits"]
    assert paid == {"assistance": "0.06"}  # 0.10 × 60%
    twice = json.dumps(CASE).replace('"in_policy"', '"in_policy": "1.00", "in_policy"').encode()
    assert kind_of(post(client, "/town/settle", twice)) == "not_json"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xff", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"{}", "refused"),
        (b"[]", "refused"),
        (b"null", "refused"),
        (b'{"person": {"id": "\\ud800"}, "year": 2023, "claims": [{}]}', "refused"),
        (b'{"year": 1e999999999}', "refused"),
        (b'{"year": ' + b"9" * 5000 + b"}", "refused"),
    ],
)
def test_what_is_no_case_is_a_problem(client: Any, body: bytes, kind: str) -> None:
    """Whatever is sent, one problem is answered."""
    assert kind_of(post(client, "/town/settle", body)) == kind


def test_requests_are_json(client: Any) -> None:
    """What a form sends is not guessed at."""
    answer = client.post("/town/settle", data={"a": "b"})
    assert (answer.status_code, kind_of(answer)) == (415, "not_as_json")


@pytest.mark.parametrize(
    "query",
    [
        "explian=true",
        "explain=yes",
        "explain=true&explain=true",
        "language=fr",
        "all_readings=true",
    ],
)
def test_a_query_is_not_passed_over(client: Any, query: str) -> None:
    """A name that is not known, or a value that says neither yes nor no."""
    answer = post(client, f"/town/settle?{query}", CASE)
    assert (answer.status_code, kind_of(answer)) == (400, "bad_query")


def test_the_language_is_the_one_asked_for(client: Any) -> None:
    """Of the query, else of `Accept-Language`, else of the policy, which is Chinese."""
    wrong = {**CASE, "person": {"identities": ["diabo"]}}

    def said(path: str, accepted: str) -> str:
        answer = post(client, path, wrong, headers={"accept-language": accepted})
        return str(answer.json()["refused"][0]["message"])

    assert "没有身份" in said("/town/settle", "zh-CN,zh;q=0.9,en;q=0.8")
    assert "no identity" in said("/town/settle", "en-GB;q=0.9,zh;q=0.1")
    assert "no identity" in said("/town/settle?language=en", "zh")
    assert "没有身份" in said("/town/settle", "fr")
    assert post(client, "/town/settle", b"{", headers={"accept-language": "zh"}).json()[
        "title"
    ] == ("请求不是JSON")


TWO_WAYS = """policy ways "某镇" edition 1
source tz "镇发〔2023〕1号" issued 2023-01-01
identity dibao "低保对象"
layers assistance
benefit assistance "医疗救助" per claim {
  for dibao
  rate 70% where share is seventy  cite tz "二" TZ-2
  rate 60% where share is sixty    cite tz "二" TZ-2
  reading share "约七成" = TZ-A1 {
    seventy (a) "70%" default
    sixty   (b) "60%"
  }
}
"""


def test_every_reading_of_a_document(tmp_path: Path) -> None:
    """The outcomes as `settle --all-readings` has them: 6000 × 70% and 6000 × 60%."""
    (tmp_path / "ways.pol").write_text(TWO_WAYS, encoding="utf-8")
    with served(make_service(tmp_path / "ways.pol")) as client:
        told = post(client, "/ways/outcomes", CASE).json()
        totals = [outcome["settlement"]["totals"]["benefits"] for outcome in told["outcomes"]]
        assert totals == [{"assistance": "4200.00"}, {"assistance": "3600.00"}]
        answer = post(client, "/ways/outcomes?require=assistance", CASE)
        assert kind_of(answer) == "bad_query"


def test_what_may_not_stay_open(client: Any) -> None:
    """An output that is none is refused."""
    assert kind_of(post(client, "/town/settle?require=nothing", CASE)) == "refused"


def test_what_there_is_not(client: Any) -> None:
    """A policy that is not served is told with what may have been meant; other addresses and
    methods are problems too."""
    answer = post(client, "/twon/settle", CASE)
    assert (answer.status_code, kind_of(answer)) == (404, "no_policy")
    assert "`town`" in answer.json()["detail"]
    assert kind_of(client.get("/town/nothing")) == "not_found"
    answer = client.get("/town/settle")
    assert (answer.status_code, kind_of(answer)) == (405, "wrong_method")
    assert answer.headers["allow"] == "POST"


def test_parts_of_a_policy(client: Any) -> None:
    """As `polc show --format json` has them."""
    assert [clause["clause"] for clause in client.get("/town/clauses").json()] == ["TZ-1", "TZ-2"]
    assert client.get("/town/inputs").json()["title"] == "town 某镇"
    for part in ("rules", "params", "readings", "plan", "case"):
        assert client.get(f"/town/{part}").status_code == 200
    about = client.get("/town").json()
    assert client.get("/").json()["policies"][0]["address"] == f"/town@{about['fingerprint']}"


def test_a_text_is_checked(client: Any) -> None:
    """What `polc check` says of it; it uses the library's files and none of this machine's."""
    text = 'policy town "某镇"\nlayers basic\n'
    told = post(client, "/check", {"text": text}).json()
    assert (told["compiles"], told["diagnostics"][0]["code"]) == (False, "unknown_name")
    told = post(client, "/check", {"text": f"use pyproject\n{text}"}).json()
    assert "pyproject" in told["diagnostics"][0]["message"]
    assert kind_of(post(client, "/check", {"txt": text})) == "bad_request"
    assert kind_of(post(client, "/check", {"text": "#" * 200_001})) == "too_large"


def test_codes_are_explained(client: Any) -> None:
    """Those of diagnostics and those of refused cases, in the language asked for."""
    assert client.get("/explain/comma_in_number").json()["code"] == "comma_in_number"
    page = client.get("/explain/not_in_force?language=zh").json()
    assert page["way_out"]
    assert kind_of(client.get("/explain/coma_in_number")) == "no_page"


def test_claims_of_a_year_stand_on_each_other(client: Any) -> None:
    """600 of the first 1,000 yuan are borne by the first claim: of the second 5,000 − 400 count,
    4,600 × 60% = 2,760."""
    both = case(claim("c1", "03-01", "600.00"), claim("c2", "04-01", "5000.00"))
    told = post(client, "/town/settle", both).json()
    assert [paid["benefits"]["assistance"] for paid in told["claims"]] == ["0.00", "2760.00"]


def test_an_empty_case_is_told_in_words_of_the_service(tmp_path: Path) -> None:
    """Not to call a command; and a year beyond any number is no text."""
    with served(make_service(write_town(tmp_path))) as client:
        (told,) = post(client, "/town/settle", {}).json()["refused"]
        assert told["message"].endswith("the service shows a blank `case` of the policy")
        body = b'{"year": 1e400, "person": {}, "claims": []}'
        (told,) = post(client, "/town/settle", body).json()["refused"]
        assert told["message"] == "`1e400` is no year"
