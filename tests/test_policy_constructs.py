"""The generator of policies uses every construct of the language, and most compile."""

from collections import Counter
from random import Random

import pytest
from attrs import evolve

from polc.compiler.pipeline import lower
from polc.compiler.plan import nodes as n
from polc.compiler.plan.plan import Plan
from polc.grammar.keywords import KEYWORDS
from tests.generators.policies.chinese import in_chinese
from tests.generators.policies.compiling import compile_written
from tests.generators.policies.constructs import constructs, used_by
from tests.generators.policies.households import of_household
from tests.generators.policies.write import Written, write_policy

POLICIES = 130
COMPILED = 40
"""Of the policies at most so many are compiled here; the runs of random cases compile more."""

KNOWN_MISTAKES = {
    "breach",
    "adjusted_twice",
    "change_without_effect",
    "class_terms_differ",
    "edges_fall",
    "missing_period",
    "not_an_earlier_layer",
    "pool_too_early",
    "row_without_line",
    "split_without_table",
    "stay_across_years",
    "tally_too_early",
    "unknown_name",
    "unknown_key",
    "unknown_value",
    "wrong_kind_of_name",
}
"""What two random choices that do not go together may be refused with."""

WRITTEN = [write_policy(seed) for seed in range(POLICIES)]


def nodes_of(plan: Plan) -> set[tuple[str, str]]:
    """The types of a plan's nodes, tests and arithmetic by their operator."""
    blocks = (plan.claim, *(part.nodes for part in (*plan.prelude, *plan.reports)))
    return {(type(node).__name__, getattr(node, "op", "")) for block in blocks for node in block}


def expected_nodes() -> set[tuple[str, str]]:
    """Every node type that a policy can lower to, and every operator."""
    types = {type_.__name__ for type_ in n.AnyNode.__args__}  # type: ignore[attr-defined]
    found = {(name, "") for name in types - {"Test", "Arith"}}
    for node, field in (("Test", n.Test), ("Arith", n.Arith)):
        operators = field.__annotations__["op"].__args__
        found |= {(node, op) for op in operators}
    return found


def test_every_construct_is_written() -> None:
    """Every symbol of every rule of the grammar stands in some policy, in either language; what
    only Chinese has is in a third of them."""
    wanted = set(constructs())
    for place, written in enumerate(WRITTEN):
        shared = of_household(written, Random(place))
        texts = [*written.files.values(), shared.files[shared.policy]]
        wanted -= set(used_by(map(in_chinese, texts) if place % 3 == 0 else ()))
        wanted -= set(used_by(texts))
        if not wanted:
            break
    assert wanted == set()


@pytest.mark.long
def test_how_often_a_construct_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    """The rarest are told, for whoever adds to the generator."""
    used = used_by(text for written in WRITTEN for text in written.files.values())
    rare = ", ".join(
        f"{rule}/{symbol} {count}" for (rule, symbol), count in used.most_common()[-8:]
    )
    with capsys.disabled():
        print(f"\n{len(used)} of {len(constructs())} constructs; the rarest: {rare}")  # noqa: T201  # what a long run is asked for
    assert used


def test_every_keyword_is_written() -> None:
    """Every keyword stands in some rule that the policies use."""
    assert {symbol for _, symbol in constructs()} >= set(KEYWORDS)


def test_every_node_is_lowered_to() -> None:
    """Every node type of the plan, and every operator, comes from some policy; most
    policies compile, and the others are refused for what two choices do together."""
    refused: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for written in WRITTEN[:COMPILED]:
        if expected_nodes() <= seen:
            break
        found = compile_written(written)
        if found.program is None:
            refused.update(
                {
                    diagnostic.code
                    for diagnostic in found.diagnostics
                    if diagnostic.severity == "error"
                }
            )
            continue
        seen |= nodes_of(lower(found.program, {}))
    assert expected_nodes() <= seen
    assert sum(refused.values()) <= COMPILED // 10
    assert set(refused) <= KNOWN_MISTAKES


@pytest.mark.parametrize(
    "start", [0, *(pytest.param(start, marks=pytest.mark.long) for start in (1, 2))]
)
def test_chinese_keywords_make_the_same_plan(start: int) -> None:
    """What is written in Chinese keywords lowers to the plan of the English file."""
    for written in WRITTEN[start::25]:
        chinese = Written(
            {name: in_chinese(text) for name, text in written.files.items()}, written.policy
        )
        english, translated = compile_written(written).program, compile_written(chinese).program
        assert (english is None) == (translated is None)
        if english is not None and translated is not None:
            assert evolve(lower(translated, {}), language="en") == lower(english, {})
