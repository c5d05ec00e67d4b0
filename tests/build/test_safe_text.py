"""Nothing of a policy's text is code in a source, whatever the text is."""

from pathlib import Path

import pytest

from polc.api.load_policy import compile_policy
from polc.build.make_program import make_program
from polc.build.write_source import write_source
from polc.compiler.readers.source.program import Target
from polc.compiler.readers.source.safe_text import RESERVED, as_comment, make_name, quote_by
from tests.build.run_source import Call, available, run_source

EVIL = "*/ ?? \\u002a/ \\\\ ' %d \\n 试点"
TOWN = """policy town "{title}" edition 1
use identities
identity evil "{title}"
payer me "{title}"
layers basic > int
benefit basic "{title}" per claim {{ rate 50% }} [A-1*/x]
benefit int "{title}" per claim {{ rate 10% }}
"""


@pytest.mark.parametrize("target", ["python", "java", "c"])
def test_a_source_of_evil_titles_settles(target: Target, tmp_path: Path) -> None:
    """It compiles without a warning, and half of the bill is half of the bill."""
    if target not in available():
        pytest.skip(f"no compiler for {target} is on this machine")
    policy = compile_policy(TOWN.format(title=EVIL.replace('"', "")).replace(" [A-1*/x]", ""))
    inputs = {("system", "held"): 0, ("system", "date"): 738_886, ("claim", "in_policy"): 1_000}
    ((refusal, outputs, _),) = run_source(
        make_program(policy), target, [Call(0, 2024, inputs, {})], tmp_path
    )
    assert refusal == 0
    # 10.00 × 50%, and (10.00 − 5.00) × 10%
    assert {500, 50} <= set(outputs)


def test_titles_come_out_as_they_are() -> None:
    """A quotation says what the policy says."""
    policy = compile_policy(TOWN.format(title=EVIL).replace(" [A-1*/x]", ""))
    space: dict[str, object] = {}
    exec(write_source(make_program(policy), "python"), space)  # noqa: S102  # what is tested
    benefits = space["BENEFIT_NAMES"]
    assert isinstance(benefits, tuple)
    titles = {benefit.title for benefit in policy.plan.benefits}
    assert {row[1] for row in benefits} == titles


def test_a_comment_is_one_line_and_ends_nowhere() -> None:
    """Line ends, ends of comments, escapes and continuations are gone."""
    assert as_comment("a\nb */ c \\u000a d ?" + "?/ \u2028 e") == "a b __ c _u000a d ___ e"


def test_names_are_plain_and_no_word_of_a_language() -> None:
    """Letters of ASCII alone; what is taken has a number."""
    assert make_name("basic.paid", (), "v") == "basic_paid"
    assert make_name("int", (), "v") == "int_"
    assert make_name("基本", (), "v") == "v"
    assert make_name("2x", (), "v") == "v_2x"
    assert make_name("基本", ("v",), "v") == "v_2"
    assert make_name("class", ("class_",), "v") == "class_2"
    assert all(make_name(word, (), "v") not in RESERVED for word in RESERVED)


def test_a_quotation_is_ascii() -> None:
    """Signs as the language writes them, letters of other scripts by number."""
    assert quote_by('"\\试\n', {'"': '\\"', "\\": "\\\\"}, "\\u{:04x}") == '"\\"\\\\\\u8bd5\\u000a"'
