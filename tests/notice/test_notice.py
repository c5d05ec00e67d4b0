"""The notice of a settlement: what it says, in both languages, of a case of a document and of
every example of the library."""

import json
from collections import Counter
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

import polc
from polc.compiler.typed.nodes.statements import FirstOfStatement, HighestStatement
from polc.grammar.keywords import KEYWORDS
from polc.markup.element import write
from polc.messages.text import Language
from polc.notice.bill import bill_of, fen_of
from polc.pictures.waterfall import draw_waterfall
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from tests.cli.invoke import CASE
from tests.notice.told_notice import LATIN, latin_words, names_of, text_of, told_notice
from tests.stdlib_policies.settled_once import SettledOnce, settled_once
from tests.stdlib_texts import stdlib_text

LIBRARY = ("chongqing", "pengshui", "suizhou", "zhangye")
SUIZHOU = json.loads(CASE.read_text(encoding="utf-8"))
TOWN = """
policy town "某镇" edition 1
in force from 2022-01-01
layers basic > help
benefit basic "基本医保" per claim { rate 60% }
benefit help "医疗救助" per claim { base remaining rate 50% }
"""


def settled_examples(name: str) -> list[tuple[str, SettledOnce, dict[str, Any]]]:
    """The examples of a policy that are settled."""
    policy = settled_once(name)
    return [
        (example.title, policy, example.case)
        for example in policy.program.examples
        if not example.error
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_notice_in_both_languages(language: Language, snapshot: SnapshotAssertion) -> None:
    """Of a bill of 55,000 yuan basic insurance paid 35,000. Of the 15,000 in policy that are left
    assistance pays 70%, 10,500. The hospital bears 600, what of the 5,000 out of policy lies over
    8% of the bill: 5,000 − 4,400. So the person pays 55,000 − 35,000 − 10,500 − 600 = 8,900."""
    policy = settled_once("suizhou")
    told = text_of(told_notice(policy, SUIZHOU, language))
    told = told.replace(policy.settle(SUIZHOU).to_dict()["fingerprint"], "FINGERPRINT")
    assert "15000.00 × 70%" in told
    assert "8900.00" in told
    assert told == snapshot


@pytest.mark.parametrize("name", LIBRARY)
def test_the_bars_of_every_bill_add_up(name: str) -> None:
    """What there is, less what each layer and the hospital take off it, is what the person pays."""
    drawn = 0
    for title, policy, case in settled_examples(name):
        settlement = policy.settle(case)
        settled = settlement.to_dict()
        given = {claim["id"]: claim for claim in settlement.case.get("claims", ())}
        for claim in settled["claims"]:
            bars = bill_of(
                claim, given.get(claim["id"], {}), settled["limits"], {}, names_of(policy, "zh")
            )
            if bars:
                drawn += 1
                taken = sum(bar.fen for bar in bars if bar.what == "less")
                assert bars[0].fen - taken == bars[-1].fen, title
    assert drawn > 20


def test_of_a_bill_taken_back_in_part() -> None:
    """Of 55,000 yuan, 50,000 in policy, 11,000 were taken back, 10,000 in policy, of which basic
    insurance had paid 7,000. 40,000 − 28,000 = 12,000 are left, of which 70%, 8,400, are paid. Of
    4,000 out of policy 44,000 × 8% = 3,520 stay: 480 are the hospital's, and the person pays
    44,000 − 28,000 − 8,400 − 480 = 7,120."""
    refund = {
        **SUIZHOU["claims"][0],
        "id": "back",
        "reverses": SUIZHOU["claims"][0]["id"],
        "date": "2022-04-01",
        "total": "-11000.00",
        "in_policy": "-10000.00",
        "paid": {"basic": "-7000.00", "critical_illness": "0.00"},
    }
    case = {**SUIZHOU, "claims": [*SUIZHOU["claims"], refund]}
    told = text_of(told_notice(settled_once("suizhou"), case, "en"))
    assert "44000.00\nthe whole bill" in told
    assert "in policy\n40000.00" in told
    assert "you pay 7120.00 yuan" in told


@pytest.mark.parametrize("name", LIBRARY)
def test_a_chinese_notice_has_no_english(name: str) -> None:
    """Of no example: what stands in Latin letters are names of the file without a title, what the
    case calls its claims, and clauses."""
    policy = settled_once(name)
    untitled = names_without_title(name)
    for title, _, case in settled_examples(name)[::3]:
        given = set(LATIN.findall(json.dumps(case))) - {field.name for field in FIELDS}
        page = told_notice(policy, case, "zh")
        page.remove(page[-1])  # the fingerprint
        said = latin_words(page, {*untitled, *given})
        assert not {word for word in said if word.islower()}, title


def names_without_title(name: str) -> set[str]:
    """Words of the policy's file that are neither the language's nor have a title."""
    words = set(LATIN.findall(stdlib_text(name)))
    keywords = {
        part
        for english, _ in KEYWORDS.values()
        for spelling in english
        for part in LATIN.findall(spelling)
    }
    titled = set(names_of(settled_once(name), "zh").titles)
    fields = {field.name for field in FIELDS}
    return (words - keywords - titled - fields - {*CHINESE_CHOICES.values()}) | ways_of(name)


def ways_of(name: str) -> set[str]:
    """Kinds of care without a title and alternatives, which have none."""
    ways: set[str] = set()
    for benefit in settled_once(name).program.benefits:
        for statement in benefit.statements:
            if isinstance(statement, HighestStatement):
                ways |= {alternative.name for alternative in statement.alternatives}
            elif isinstance(statement, FirstOfStatement):
                ways |= {kind.name for kind in statement.kinds}
    return ways


def test_a_notice_is_read_by_machines_too() -> None:
    """Every picture has a title and a description; every id is its own; there is no script."""
    page = told_notice(settled_once("suizhou"), SUIZHOU, "zh")
    for picture in page.iter("svg"):
        assert picture.get("role") == "img"
        assert picture.find("title") is not None
        assert picture.find("desc") is not None
    ids = Counter(part.get("id") for part in page.iter() if part.get("id"))
    assert set(ids.values()) == {1}
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))
    assert not list(page.iter("script"))


def test_what_a_case_says_stays_text() -> None:
    """An id that is markup is shown as it is written."""
    policy = polc.compile(TOWN, name="town")
    claim = {"id": "<b>x</b>", "date": "2022-03-01", "kind": "inpatient", "in_policy": "100.00"}
    case = {"year": 2022, "person": {"id": "<script>"}, "claims": [claim]}
    told = write(told_notice(policy, case, "en"))
    assert "<b>x" not in told
    assert "<script" not in told
    assert "&lt;b&gt;x" in told


def test_without_the_whole_bill_the_costs_in_policy_are_shown() -> None:
    """Of 100 yuan basic insurance pays 60, of the 40 left assistance pays 20; 20 are left."""
    policy = polc.compile(TOWN, name="town")
    claim = {"id": "c", "date": "2022-03-01", "kind": "inpatient", "in_policy": "100.00"}
    case = {"year": 2022, "person": {}, "claims": [claim]}
    settled = policy.settle(case).to_dict()
    bars = bill_of(settled["claims"][0], claim, (), {}, names_of(policy, "zh"))
    assert [bar.fen for bar in bars] == [100_00, 60_00, 20_00, 20_00]
    assert "未能确定" in text_of(told_notice(policy, case, "zh"))


def test_a_debt_is_part_of_a_picture() -> None:
    """With its minus."""
    assert fen_of("-12.30") == -1230


def test_a_layer_of_which_the_document_says_nothing_is_drawn_as_not_known() -> None:
    """It is no 0.00."""
    policy = polc.compile(TOWN, name="town")
    claim = {"id": "c", "date": "2022-03-01", "kind": "inpatient", "in_policy": "100.00"}
    settled = policy.settle({"person": {}, "claims": [claim]}).to_dict()["claims"][0]
    unsaid = {**settled, "benefits": {"help": "0.00"}, "not_specified": ["help"]}
    bars = bill_of(unsaid, claim, (), {}, names_of(policy, "en"))
    assert bars[1].told == "not known"
    drawn = write(draw_waterfall(bars, "b", "t"))
    assert "not known" in drawn
    assert " 0.00" not in drawn


def test_a_given_amount_has_no_clause_and_costs_are_in_yuan() -> None:
    """Basic was given with the case: no rule came to it. `2000.5` is shown as 2000.50."""
    policy = polc.compile(TOWN, name="town")
    claim = {"id": "c", "date": "2022-03-01", "kind": "inpatient", "in_policy": "2000.5",
             "paid": {"basic": "7.00"}}  # fmt: skip
    page = told_notice(policy, {"year": 2022, "person": {}, "claims": [claim]}, "en")
    told = " ".join(text_of(page).split())
    assert "2000.5 " not in told
    assert "2000.50" in told
    assert "given with the case" in told


@pytest.mark.parametrize(
    "claim",
    [
        {"date": "2022-03-01", "in_policy": "1000", "total": "1200"},
        {"dscg_time": "2022-03-01", "inscp_scp_amt": "1000", "medfee_sumamt": "1200"},
        {"setl_id": "x", "date": "2022-03-01", "in_policy": "1000", "total": "1200"},
    ],
)
def test_a_claim_without_an_id_or_by_its_columns_has_its_bill(claim: dict[str, str]) -> None:
    """1000 × 60% = 600, half of the other 400 = 200: of the bill of 1200 yuan 400 are left."""
    case = {"person": {}, "claims": [claim]}
    told = text_of(told_notice(polc.compile(TOWN, name="town"), case, "en"))
    assert "1200.00 the whole bill" in " ".join(told.split())
    assert "400.00 you pay" in " ".join(told.split())
