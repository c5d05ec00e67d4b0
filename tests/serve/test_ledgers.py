"""Benefit years by id, in each store that needs no server."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.town import (
    CASE,
    PERSON,
    claim,
    kind_of,
    make_service,
    post,
    served,
    write_town,
)

from polc.serve.ledger_store import LedgerStore  # isort: skip
from polc.serve.ledgers import Ledgers  # isort: skip
from polc.serve.memory_store import MemoryStore  # isort: skip
from polc.serve.sqlite_store import SqliteStore  # isort: skip

YEAR = {"id": "y1", "year": 2023, "person": PERSON}
FIRST = {"claim": claim("c1", "03-01", "600.00")}
SECOND = {"claim": claim("c2", "04-01", "5000.00")}


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> LedgerStore:
    return MemoryStore() if request.param == "memory" else SqliteStore(str(tmp_path / "years.db"))


@pytest.fixture
def client(tmp_path: Path, store: LedgerStore) -> Iterator[Any]:
    with served(make_service(write_town(tmp_path), store=store)) as client:
        yield client


def open_year(client: Any) -> str:
    answer = post(client, "/town/ledgers", YEAR)
    assert answer.status_code == 201
    return str(answer.headers["location"])


def test_a_year_claim_by_claim(client: Any) -> None:
    """600 borne; then (5000 − 400) × 60% = 2760; the settlement is that of one case with both."""
    place = open_year(client)
    assert post(client, f"{place}/entries", FIRST).json()["claim"]["benefits"] == {
        "assistance": "0.00"
    }
    told = post(client, f"{place}/entries", SECOND).json()
    assert (told["entry"], told["claim"]["benefits"]["assistance"]) == (2, "2760.00")
    assert client.get("/town/ledgers/y1").json()["entries"] == 2
    whole = {**YEAR, "claims": [FIRST["claim"], SECOND["claim"]]}
    del whole["id"]
    together = post(client, "/town/settle", whole).json()
    assert client.get(f"{place}/settlement").json() == together


def test_an_earlier_claim_tells_what_it_changes(client: Any) -> None:
    """Behind 600 yuan of an earlier day, c2 is paid 2,760 in place of (5000 − 1000) × 60% =
    2,400."""
    place = open_year(client)
    post(client, f"{place}/entries", SECOND)
    assert post(client, f"{place}/entries", FIRST).json()["changes"] == [
        {"claim": "c2", "benefit": "assistance", "before": "2400.00", "after": "2760.00"}
    ]


def test_an_entry_sent_again_is_not_entered_twice(client: Any) -> None:
    """It is answered as it was, and says that it was there."""
    place = open_year(client)
    once = post(client, f"{place}/entries", FIRST).json()
    post(client, f"{place}/entries", SECOND)
    again = post(client, f"{place}/entries", FIRST).json()
    assert again == {**once, "repeated": True}
    assert client.get("/town/ledgers/y1").json()["entries"] == 2
    other = {"claim": claim("c1", "03-01", "700.00")}
    assert kind_of(post(client, f"{place}/entries", other)) == "refused"


def test_a_claim_is_taken_back(client: Any) -> None:
    """Without c1 the whole line is borne by c2: (5000 − 1000) × 60% = 2400; sent again, neither
    the reversal nor the claim happens anew."""
    place = open_year(client)
    post(client, f"{place}/entries", FIRST)
    post(client, f"{place}/entries", SECOND)
    back = post(client, f"{place}/entries", {"reverse": "c1"}).json()
    assert back["changes"] == [
        {"claim": "c2", "benefit": "assistance", "before": "2760.00", "after": "2400.00"}
    ]
    assert post(client, f"{place}/entries", {"reverse": "c1"}).json()["repeated"] is True
    again = post(client, f"{place}/entries", FIRST).json()
    assert (again["repeated"], again["taken_back"]) == (True, True)
    anew = {"claim": claim("c1", "05-01", "700.00")}
    assert kind_of(post(client, f"{place}/entries", anew)) == "refused"
    assert client.get("/town/ledgers/y1").json()["entries"] == 3


def test_part_of_a_claim_is_taken_back(client: Any) -> None:
    """Of c2 1,000 yuan: (5000 − 1000 − 1000) × 60% = 1800 is left of 2400."""
    place = open_year(client)
    post(client, f"{place}/entries", SECOND)
    refund = {**claim("r1", "05-01", "-1000.00"), "reverses": "c2"}
    told = post(client, f"{place}/entries", {"reverse": "c2", "refund": refund}).json()
    assert told["changes"] == [
        {"claim": "c2", "benefit": "assistance", "before": "2400.00", "after": "1800.00"}
    ]
    again = post(client, f"{place}/entries", {"reverse": "c2", "refund": refund}).json()
    assert again["repeated"] is True


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({}, "bad_request"),
        ([], "bad_request"),
        ({"clam": {}}, "bad_request"),
        ({"claim": {}, "reverse": "c1"}, "bad_request"),
        ({"reverse": 1}, "bad_request"),
        ({"reverse": "c9"}, "refused"),
        ({"claim": None}, "refused"),
        ({"claim": {"date": "2023-03-01", "in_policy": "1.00"}}, "refused"),
        ({"claim": claim("c1", "03-01", "x")}, "refused"),
        ({**FIRST, "person": "p1"}, "refused"),
    ],
    ids=str,
)
def test_what_is_no_entry_changes_nothing(client: Any, entry: Any, kind: str) -> None:
    """A problem is answered, and the year is as it was."""
    place = open_year(client)
    assert kind_of(post(client, f"{place}/entries", entry)) == kind
    assert client.get("/town/ledgers/y1").json()["entries"] == 0


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ({**YEAR, "id": "../x"}, "bad_request"),
        ({**YEAR, "claims": []}, "bad_request"),
        ({"year": 2023}, "refused"),
        ({"person": PERSON}, "refused"),
        ({**YEAR, "usual": "yes"}, "refused"),
        ({**YEAR, "household": []}, "refused"),
        ({**YEAR, "parameters": {"x": 1}}, "refused"),
        ({**YEAR, "readings": [1]}, "refused"),
    ],
    ids=str,
)
def test_what_is_no_opening(client: Any, opening: Any, kind: str) -> None:
    """Nothing is kept of it."""
    assert kind_of(post(client, "/town/ledgers", opening)) == kind
    assert kind_of(client.get("/town/ledgers/y1")) == "no_ledger"


def test_a_year_is_opened_once(client: Any) -> None:
    """The same again is answered as it is, another under its id is a conflict."""
    open_year(client)
    assert post(client, "/town/ledgers", YEAR).status_code == 200
    answer = post(client, "/town/ledgers", {**YEAR, "year": 2024})
    assert (answer.status_code, kind_of(answer)) == (409, "ledger_exists")
    unnamed = post(client, "/town/ledgers", {"year": 2023, "person": PERSON})
    assert len(unnamed.json()["id"]) == 32


def test_a_year_outlives_the_service(tmp_path: Path) -> None:
    """What SQLite keeps is there for the next process, settled from its entries."""
    town, years = write_town(tmp_path), str(tmp_path / "years.db")
    with served(make_service(town, store=SqliteStore(years))) as client:
        place = open_year(client)
        post(client, f"{place}/entries", FIRST)
    with served(make_service(town, store=SqliteStore(years))) as client:
        told = post(client, f"{place}/entries", SECOND).json()
        assert (told["entry"], told["claim"]["benefits"]["assistance"]) == (2, "2760.00")


def test_a_year_keeps_its_version(tmp_path: Path) -> None:
    """Under a changed policy a year is told to be another version's; with that beside it, it goes
    on under its own rules."""
    years = str(tmp_path / "years.db")
    before = write_town(tmp_path)
    with served(make_service(before, store=SqliteStore(years))) as client:
        place = open_year(client)
    (tmp_path / "new").mkdir()
    after = write_town(tmp_path / "new", "70%")
    with served(make_service(after, store=SqliteStore(years))) as client:
        answer = client.get("/town/ledgers/y1")
        assert (answer.status_code, kind_of(answer)) == (409, "policy_changed")
        assert place.split("/")[1] in answer.json()["detail"]
    with served(make_service(before, after, store=SqliteStore(years))) as client:
        paid = post(client, "/town/ledgers/y1/entries", SECOND).json()["claim"]["benefits"]
        assert paid == {"assistance": "2400.00"}  # (5000 − 1000) × 60%
        assert client.get("/").json()["policies"][0]["address"] != "/" + place.split("/")[1]


def test_what_is_settled_otherwise_is_refused(tmp_path: Path) -> None:
    """A year whose entries come to other amounts than were answered is left to a person."""
    town, years = write_town(tmp_path), str(tmp_path / "years.db")
    with served(make_service(town, store=SqliteStore(years))) as client:
        post(client, f"{open_year(client)}/entries", SECOND)
    connection = sqlite3.connect(years)
    connection.execute("UPDATE polc_ledger_entries SET answer = replace(answer, '2400.00', '1.00')")
    connection.commit()
    connection.close()
    with served(make_service(town, store=SqliteStore(years))) as client:
        answer = client.get("/town/ledgers/y1/settlement")
        assert (answer.status_code, kind_of(answer)) == (409, "settled_otherwise")


def test_two_services_write_to_one_year(tmp_path: Path) -> None:
    """Twenty claims each, at once, to one file of SQLite: every one is there once, and together
    they come to the case with all of them."""
    town, years = write_town(tmp_path), str(tmp_path / "years.db")
    services = [make_service(town, store=SqliteStore(years)) for _ in range(2)]
    text = json.dumps(YEAR)
    for service in services:
        version = service.shelf.find("town")
        assert version is not None
        service.ledgers.open("y1", version, text)
    claims = [claim(f"c{at}", f"03-{at % 28 + 1:02}", f"{at * 100}.00") for at in range(1, 41)]
    wrong: list[BaseException] = []

    def write(ledgers: Ledgers, own: list[dict[str, Any]]) -> None:
        try:
            for each in own:
                ledgers.enter(ledgers.find("town", "y1"), json.dumps({"claim": each}))
        except BaseException as mistake:
            wrong.append(mistake)

    threads = [
        threading.Thread(target=write, args=(service.ledgers, claims[at::2]))
        for at, service in enumerate(services)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    version = services[0].shelf.find("town")
    assert version is not None
    whole = version.policy.settle({**CASE, "claims": claims})
    for service in services:
        live = service.ledgers.find("town", "y1")
        assert service.ledgers.count(live) == len(claims)
        assert service.ledgers.close(live).totals == whole.totals
        service.close()


HOUSEHOLD = """policy household_town "某镇" edition 1
source tz "镇发〔2023〕1号" issued 2023-01-01
identity dibao "低保对象"
layers assistance
benefit assistance "医疗救助" per claim {
  for dibao
  rate 60%  cite tz "一" TZ-1
  cap 1000 yuan per household per year  cite tz "二" TZ-2
}
"""


def test_a_year_of_a_household(tmp_path: Path) -> None:
    """1,000 yuan a year for both: 600 of 1000 × 60% go to the first, 400 are left of 600."""
    (tmp_path / "household.pol").write_text(HOUSEHOLD, encoding="utf-8")
    with served(make_service(tmp_path / "household.pol")) as client:
        members = [{"person": {"id": who, "identities": ["dibao"]}} for who in ("a", "b")]
        answer = post(client, "/household_town/ledgers", {"year": 2023, "household": members})
        place = answer.headers["location"]
        paid = [
            post(client, f"{place}/entries", {"person": who, "claim": claim(name, day, "1000.00")})
            for who, name, day in (("a", "c1", "03-01"), ("b", "c2", "04-01"))
        ]
        assert [told.json()["claim"]["benefits"]["assistance"] for told in paid] == [
            "600.00", "400.00",
        ]  # fmt: skip
        stranger = {"person": "x", "claim": claim("c3", "05-01", "1.00")}
        assert kind_of(post(client, f"{place}/entries", stranger)) == "refused"


def test_a_policy_with_a_chinese_id_opens_years(tmp_path: Path) -> None:
    """The address of the year is written as addresses are."""
    path = write_town(tmp_path)
    path.write_text(path.read_text("utf-8").replace("政策 town", "政策 某镇"), "utf-8")
    with served(make_service(path)) as client:
        answer = post(client, "/某镇/ledgers", YEAR)
        assert answer.status_code == 201
        assert answer.headers["location"].isascii()
        assert client.get(answer.headers["location"]).json()["policy"] == "某镇"


@pytest.mark.parametrize("name", [".", "..", "y1\n", ""])
def test_an_id_that_no_address_can_have(client: Any, name: str) -> None:
    """It is refused, and no year is opened."""
    assert kind_of(post(client, "/town/ledgers", {**YEAR, "id": name})) == "bad_request"


@pytest.mark.parametrize(("name", "value"), [("parameters", 0), ("readings", []), ("usual", 0)])
def test_what_has_the_wrong_type_is_not_left_out(client: Any, name: str, value: Any) -> None:
    """Nothing false is taken as not given."""
    answer = post(client, "/town/ledgers", {**YEAR, name: value})
    assert [told["path"] for told in answer.json()["refused"]] == [name]


def test_what_is_wrong_with_taking_back_is_told_by_its_member(client: Any) -> None:
    """An unknown claim stands under `reverse`; a claim that says it takes another back is to be
    sent as `reverse`."""
    place = open_year(client)
    answer = post(client, f"{place}/entries", {"reverse": "nope"})
    assert [told["path"] for told in answer.json()["refused"]] == ["reverse"]
    post(client, f"{place}/entries", FIRST)
    back = {"claim": {**claim("c9", "05-01", "-600.00"), "reverses": "c1"}}
    told = post(client, f"{place}/entries", back).json()["refused"]
    assert any("taken back by `reverse`, with its id `c1`" in error["message"] for error in told)


def test_claims_backwards_in_time_have_an_end(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second settles 2 claims again, the third 3: more than 4 are not settled again. One of a
    later day is still entered."""
    monkeypatch.setattr("polc.serve.ledgers.MOST_AGAIN", 4)
    place = open_year(client)
    for day, status in (("03-03", 200), ("03-02", 200), ("03-01", 409), ("03-04", 200)):
        entry = {"claim": claim(f"c{day}", day, "10.00")}
        assert post(client, f"{place}/entries", entry).status_code == status
