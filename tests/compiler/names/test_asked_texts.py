"""What a case says in words: a list of a file of its own, and what is told of a list."""

from pathlib import Path
from typing import Any

import pytest

import polc
from polc.compiler.names.asked_texts import _WORDS, _stands_in
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs

HERE = Path(__file__).parent


def town(*lines: str) -> polc.Policy:
    """A policy beside `chronic_diseases.pol`, of one benefit with these lines."""
    text = 'policy town "镇" edition 1\nuse chronic_diseases\nlayers basic\n'
    body = "\n  ".join(lines)
    return polc.compile(
        f"{text}benefit basic per claim {{\n  {body}\n}}", name=str(HERE / "town.pol")
    )


def paid(policy: polc.Policy, **said: Any) -> str:
    """What `basic` pays of 1000 yuan."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00", **said}
    case = {"policy": "town", "year": 2022, "person": {"id": "p"}, "claims": [claim]}
    return str(policy.settle(case).claims[0].benefits["basic"])


@pytest.mark.parametrize(
    ("disease", "amount"), [("糖尿病（II型）", "700.00"), ("高血压", "700.00"), ("糖尿病", "0.00")]
)
def test_a_list_of_a_used_file(disease: str, amount: str) -> None:
    """1000 × 70% for the words of the list as they are written, nothing for another."""
    assert paid(town("when disease in chronic", "rate 70%"), disease=disease) == amount


@pytest.mark.parametrize(("hospital", "amount"), [("第一医院", "500.00"), ("第二医院", "600.00")])
def test_a_hospital_is_a_key(hospital: str, amount: str) -> None:
    """1000 × 50% in the one, 1000 × 60% in any other, whatever else its text is used for."""
    policy = town("rate { 第一医院: 50%; otherwise: 60% } by hospital")
    assert paid(policy, hospital=hospital) == amount


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("when disease is chronic", "`chronic` is a list of words"),
        ("when disease in 高血压", "unknown name `高血压`"),
        ("when kind in chronic", "`in` asks for a disease or a hospital in a list"),
    ],
)
def test_a_list_and_a_word_are_told_apart(line: str, told: str) -> None:
    """A list is asked with `in`, a word with `is`, and only a text of the case is asked so."""
    with pytest.raises(polc.PolicyError) as refused:
        town(line, "rate 70%")
    assert told in str(refused.value)


def test_a_line_that_is_put_into_another_file_is_asked() -> None:
    """1000 × 80% of the one disease that the town adds a condition for, in the city's benefit."""
    lines = ["use chronic_diseases", "replace in basic { when disease in chronic  rate 80% }"]
    text = "\n".join(['policy town "镇" edition 1', "extends words_of_city", *lines])
    policy = polc.compile(text, name=str(HERE / "town.pol"))
    assert (paid(policy, disease="高血压"), paid(policy, disease="感冒")) == ("800.00", "0.00")


def test_a_case_gives_any_text() -> None:
    """A text that no rule asks is no mistake: the inputs list no words for it."""
    policy = town("when disease in chronic", "rate 70%")
    inputs = list_inputs(plans_by_reading(policy.program))
    (disease,) = (input_ for input_ in inputs if input_.name == "disease")
    assert (disease.kind, disease.choices) == ("text", ())


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when disease is stroke", True),
        ("hospital_level is 2", False),
        ("my_disease, disease2, Hospital", False),
        ("table by hospital {", True),
        ("病种 为 stroke", True),
        ("慢性病种 为 stroke", False),
        ("病种为 stroke", False),
        ("disease病种", True),
    ],
)
def test_a_field_is_looked_for_as_a_word_of_its_own(text: str, asks: bool) -> None:
    """A word that goes on before it or behind, in its own script, is another."""
    assert any(_stands_in(text, word, 0, len(text)) for word in _WORDS) == asks


def test_what_stands_behind_the_end_is_not_looked_at() -> None:
    """An item ends where its last word does."""
    assert _stands_in("disease_of", "disease", 0, len("disease"))
    assert not _stands_in("a disease", "disease", 0, 2)
