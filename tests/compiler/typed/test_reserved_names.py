"""Every word that cases, results, plans or values use, in every kind of declaration: it is
refused with the reason, or it settles right."""

from typing import Any

import pytest

import polc
from polc.compiler.model.running_figures import FIGURE_WORDS
from polc.compiler.names.reserved import (
    CASE_KEYS,
    COLUMNS,
    OPENING_WORDS,
    PEOPLE_WORDS,
    PLAN_WORDS,
    RESULTS,
    VALUE_WORDS,
)
from polc.runtime.vocabulary import FIELDS

HEAD = 'policy e "名" edition 1\nuse identities\nlayers {layer}\n'
PAYING = 'benefit own_layer "付" per claim {{ rate 50% }}'
TAKEN_OFF = 'benefit own_layer "付" per claim {{ deductible per claim {word} rate 50% }}'
YEARLY = """
param premium_due "额" : money = 50 yuan
payer fund "基金"
benefit yearly "年" per person per year {{
  pay the highest of {{ full for dibao: 5 yuan paid by fund }}
  {line}
}}"""
DECLARATIONS: dict[str, tuple[str, str]] = {
    # what is declared, and what the layer pays of 100 yuan: 100 × 50%, or (100 − 5) × 50%
    "benefit": ('benefit {word} "付" per claim {{ rate 50% }}', "50.00"),
    "entitlement": (PAYING + '\nentitlement {word} "权" per claim {{ for dibao }}', "50.00"),
    "alert": (PAYING + '\nalert {word} "警" {{ when in_policy reaches 1 yuan }}', "50.00"),
    "limit": (
        PAYING + '\nlimit {word} "占" {{ share of total - in_policy in total\n at most 10%\n'
        " borne by institution }}",
        "50.00",
    ),
    "parameter": ('param {word} "参" : money = 5 yuan\n' + TAKEN_OFF, "47.50"),
    "claim": ('field claim {word} "字" : money\n' + TAKEN_OFF, "47.50"),
    "person": ('field person {word} "字" : money\n' + TAKEN_OFF, "47.50"),
    "region": ('field region {word} "字" : money\n' + TAKEN_OFF, "47.50"),
    "tally": (
        'tally {word} "累" = count of visits\n'
        'benefit own_layer "付" per claim {{ when {word} up to 5\n rate 50% }}',
        "50.00",
    ),
    "pool": (
        'pool {word} "限" 1000 yuan per person per year\n'
        'benefit own_layer "付" per claim {{ rate 50%\n counts toward {word} }}',
        "50.00",
    ),
    "reading": (
        'reading {word} "读" {{ a default; b }}\n'
        'benefit own_layer "付" per claim {{ rate {{ a: 50%; b: 60% }} by {word} }}',
        "50.00",
    ),
    "group": (
        'group {word} "群" = dibao\nbenefit own_layer "付" per claim {{ for {word}\n rate 50% }}',
        "50.00",
    ),
    "group in a table": (
        'group {word} "群" = dibao\n'
        'benefit own_layer "付" per claim {{ rate {{ {word}: 50%; otherwise: 40% }} }}',
        "50.00",
    ),
    "group of others": (
        'group {word} "群" = tekun\nbenefit own_layer "付" per claim {{ for {word}\n rate 50% }}',
        "0.00",
    ),
    "identity": ('identity {word} "身"\n' + PAYING, "50.00"),
    "identity of nobody": (
        'identity {word} "身"\nbenefit own_layer "付" per claim {{ for {word}\n rate 50% }}',
        "0.00",
    ),
    "list": (
        'list {word} "目录" = 尿毒症\n'
        'benefit own_layer "付" per claim {{ rate {{ {word}: 50%; otherwise: 40% }} by disease }}',
        "50.00",
    ),
    "payer": ('payer {word} "付方"\n' + PAYING, "50.00"),
    "leaving": (PAYING + YEARLY.replace("{line}", 'leaving {word} "余" of premium_due'), "50.00"),
    "payer line": (PAYING + YEARLY.replace("{line}", 'payer {word} "谁"'), "50.00"),
}
JSON_WORDS = [
    "policy",
    "polc",
    "fingerprint",
    "year",
    "parameters",
    "readings",
    "notes",
    "claims",
    "benefits",
    "totals",
    "remaining",
    "adjustments",
    "person_year",
    "entitlements",
    "alerts",
    "limits",
    "undetermined",
    "explanation",
    "consulted",
    "region",
    "opening",
    "due_at_admission",
    "for_earlier_claims",
    "not_specified",
    "held",
    "first_day",
    "base",
    "line",
    "borne",
    "open",
    "class",
    "best",
    "exact",
    "rounded",
    "computed",
    "counted",
    "present",
    "zzz",
]
WORDS = sorted(
    {
        *RESULTS,
        *PLAN_WORDS,
        *OPENING_WORDS,
        *(word for keys in CASE_KEYS.values() for word in keys),
        *COLUMNS,
        *FIGURE_WORDS,
        *VALUE_WORDS,
        *(word for words in PEOPLE_WORDS.values() for word in words),
        *(field.name for field in FIELDS),
        *JSON_WORDS,
    }
)
TOLD_BEFORE = {
    "declared_twice",  # a field of the vocabulary
    "unexpected_word",  # `base` and `payer` after an amount begin the next line
    "unknown_keyword",  # as does `borne`
}


def paid_or_refused(kind: str, word: str) -> str | set[str]:
    """What the layer pays, or the codes of the policy's mistakes."""
    layer = word if kind == "benefit" else "own_layer"
    text = HEAD.format(layer=layer) + DECLARATIONS[kind][0].format(word=word) + "\n"
    try:
        policy = polc.compile(text)
    except polc.PolicyError as refusal:
        return {
            diagnostic.code for diagnostic in refusal.diagnostics if diagnostic.severity == "error"
        }
    claim = {"date": "2022-01-01", "kind": "inpatient", "in_policy": "100.00", "total": "100.00"}
    claim["disease"] = "尿毒症"
    case: dict[str, Any] = {"person": {"identities": ["dibao"]}, "region": {}, "claims": [claim]}
    place = {"claim": claim, "person": case["person"], "region": case["region"]}.get(kind)
    if place is not None:
        place[word] = "5.00"
    settled = policy.settle(case)
    assert settled.to_dict()["claims"][0]["benefits"][layer] == str(
        settled.claims[0].benefits[layer]
    )
    return str(settled.claims[0].benefits[layer])


@pytest.mark.parametrize(
    "step", [8, pytest.param(1, marks=pytest.mark.long)], ids=["some words", "every word"]
)
@pytest.mark.parametrize("kind", DECLARATIONS)
def test_a_word_is_reserved_or_means_what_is_declared(kind: str, step: int) -> None:
    """None ends in an internal error, and none is passed over for what it means elsewhere."""
    right = DECLARATIONS[kind][1]
    assert paid_or_refused(kind, "zzz") == right
    for word in WORDS[list(DECLARATIONS).index(kind) % step :: step]:
        found = paid_or_refused(kind, word)
        if isinstance(found, str):
            assert found == right, word
        else:
            assert "reserved_name" in found or found & TOLD_BEFORE, (word, found)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("benefit", "paid"),
        ("entitlement", "remaining"),
        ("entitlement", "identity"),
        ("parameter", "remaining"),
        ("claim", "paid"),
        ("claim", "seq"),
        ("leaving", "outside"),
    ],
)
def test_what_is_refused_by_its_name(kind: str, word: str) -> None:
    """The ones that crashed, were passed over or could not be given."""
    found = paid_or_refused(kind, word)
    assert isinstance(found, set)
    assert "reserved_name" in found


def test_a_title_is_reserved_too() -> None:
    """A parameter called 年度 by its title would never be read by it."""
    with pytest.raises(polc.PolicyError) as refused:
        polc.compile(HEAD.format(layer="own_layer") + 'param years "年度" : count = 5\n')
    assert "reserved_name" in {diagnostic.code for diagnostic in refused.value.diagnostics}


@pytest.mark.parametrize("word", ["全体参保人", "其他", "其余"])
def test_a_group_titled_as_everybody_or_the_rest(word: str) -> None:
    """Its lines and rows would be for everybody, or for whom no other row is."""
    with pytest.raises(polc.PolicyError) as refused:
        polc.compile(HEAD.format(layer="own_layer") + f'group hard "{word}" = dibao\n')
    assert "reserved_name" in {diagnostic.code for diagnostic in refused.value.diagnostics}


TWO_OF_A_TITLE = [
    ('group hard "特困人员" = dibao', "for 特困人员\n rate 50%"),
    (
        'param due "额度" : money = 5 yuan\ntally due_so_far "额度" = sum of in_policy',
        "deductible per claim 额度\n rate 50%",
    ),
    (
        'field claim due "额度" : money\nparam due_too "额度" : money = 5 yuan',
        "deductible per claim 额度\n rate 50%",
    ),
]


@pytest.mark.parametrize(("declared", "line"), TWO_OF_A_TITLE)
def test_a_title_of_two_things_that_stand_in_one_place(declared: str, line: str) -> None:
    """`for 特困人员` would be for the identity, and the group without a rule."""
    head = HEAD.format(layer="own_layer") + declared + "\n"
    with pytest.raises(polc.PolicyError) as refused:
        polc.compile(head + f'benefit own_layer "付" per claim {{ {line} }}')
    assert "title_taken" in {diagnostic.code for diagnostic in refused.value.diagnostics}


@pytest.mark.parametrize(("declared", "line"), TWO_OF_A_TITLE)
def test_a_title_of_two_things_that_nothing_says(declared: str, line: str) -> None:
    """What is shown alone may be called alike."""
    del line
    head = HEAD.format(layer="own_layer") + declared + "\n"
    polc.compile(head + 'benefit own_layer "付" per claim { rate 50% }')
