"""What lowerings of one program share: the parts that hang on no reading in which they differ."""

import random
from collections.abc import Mapping

import pytest

import polc
from polc.compiler.lower.by_choices import ByChoices
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower import lower
from polc.compiler.lower.lower_claim import MOST_STRETCHES, ClaimSoFar
from tests.compiler.lower.small_policy import policy

TWO = """
reading one "甲" { a default; b }
reading two "乙" { a default; b }
benefit second "第二层" per claim { rate { a: 10%; b: 20% } by two }
"""

NAMES = [f"l{at}" for at in range(50)]
FIFTY = "\n".join(
    (
        'policy p "层" edition 1',
        "use identities",
        f"layers {' > '.join(NAMES)}",
        *(f'reading r{at} "读{at}" {{ a default; b }}' for at in range(50)),
        *(
            f'benefit l{at} "层{at}" per claim {{ rate {{ a: 10%; b: 20% }} by r{at} }}'
            for at in range(50)
        ),
    )
)


def test_made_once_for_choices_that_agree_in_what_was_asked() -> None:
    """What asked for `a` alone is there again whatever is chosen of `b`."""
    made = ByChoices[str]()
    calls: list[str] = []

    def make(choices: Mapping[str, str]) -> str:
        calls.append("made")
        return choices["a"]

    found = [made.find({"a": a, "b": b}, make) for a, b in ("xy", "xz", "yz")]
    assert found == ["x", "x", "y"]
    assert len(calls) == 2


def test_asked_further_under_some_answers_only() -> None:
    """Where an answer of `a` leads to a question of `b`, choices that differ in `b` are told
    apart there, and nowhere else."""
    made = ByChoices[str]()

    def make(choices: Mapping[str, str]) -> str:
        a = choices["a"]
        return a + choices["b"] if a == "x" else a

    found = [made.find({"a": a, "b": b}, make) for a, b in ("xy", "xz", "yy", "yz", "xy")]
    assert found == ["xy", "xz", "y", "y", "xy"]


@pytest.mark.parametrize("name", ["suizhou", "pengshui"])
def test_the_plan_is_that_of_a_lowering_by_itself(name: str) -> None:
    """Under choices taken at random, after other lowerings, with its steps."""
    program = polc.load(name).program
    rng, kept = random.Random(4), KeptLowering(program)
    for _ in range(4):
        chosen = {
            reading.id: rng.choice(reading.choices).id
            for reading in program.readings
            if rng.random() < 0.3
        }
        plan, alone = lower(program, chosen, kept), lower(program, chosen)
        assert plan == alone
        assert plan.steps == alone.steps


@pytest.mark.parametrize(("other", "kept_nodes"), [("two", True), ("one", False)])
def test_benefits_before_the_first_that_hangs_on_a_choice_are_kept(
    other: str, kept_nodes: bool
) -> None:
    """The first layer hangs on `one`: where `two` differs its nodes are the same objects."""
    kept = KeptLowering(policy("rate { a: 50%; b: 60% } by one", more=TWO).program)
    plans = [lower(kept.program, {other: choice}, kept) for choice in ("a", "b")]
    paid = [next(node for node in plan.claim if node.id == "emit.first") for plan in plans]
    assert (paid[0] is paid[1]) == kept_nodes


def test_of_many_benefits_the_claim_is_kept_behind_a_few() -> None:
    """Of 50 layers, each with a reading, stretches of three are lowered, as they are alone: what
    stands behind each layer would be as long as all before it."""
    program = polc.compile(FIFTY).program
    kept = KeptLowering(program)
    for reading in ("r49", "r20", "r0"):
        chosen = {reading: "b"}
        assert lower(program, chosen, kept) == lower(program, chosen)
        assert sum(isinstance(part, ClaimSoFar) for part in kept._parts) <= MOST_STRETCHES
        kept._parts.clear()


def test_a_program_that_is_lowered_once_keeps_nothing() -> None:
    """Of each layer a copy of all before it would be kept, which nobody asks for again."""
    program = policy("rate { a: 50%; b: 60% } by one", more=TWO).program
    kept = KeptLowering(program, many=False)
    assert lower(program, {}, kept) == lower(program, {}, KeptLowering(program))
    assert not kept._parts
