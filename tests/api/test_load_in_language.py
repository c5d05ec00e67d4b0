"""A policy as it is quoted with the keywords of a language."""

import pytest

import polc
from polc.api.load_policy import load_in_language
from polc.api.loader import SourceError
from tests.stdlib_texts import stdlib_policy


@pytest.mark.parametrize("name", ["national", "suizhou"])
def test_it_is_the_same_policy(name: str) -> None:
    """With the same fingerprint."""
    assert load_in_language(name, "zh").fingerprint == stdlib_policy(name).fingerprint


def test_it_is_quoted_with_these_keywords() -> None:
    """What is written on its lines."""
    policy = load_in_language("suizhou", "zh")
    written = {node.origin.written for node in policy.plan.claim if node.origin.written}
    assert "基数 政策范围内费用" in written
    assert not any(line.startswith("rate ") for line in written)


def test_a_file_that_is_not_there_is_told() -> None:
    """As everywhere."""
    with pytest.raises(SourceError):
        load_in_language("nowhere.pol", "zh")


def test_a_mistake_is_told(tmp_path: pytest.TempPathFactory) -> None:
    """Of the text as it is."""
    path = f"{tmp_path}/broken.pol"
    with open(path, "w", encoding="utf-8") as file:
        file.write("policy broken\nbenefit {")
    with pytest.raises(polc.PolicyError):
        load_in_language(path, "zh")
