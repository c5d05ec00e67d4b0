"""Every rule of `docs/semantics.md` on cases computed by hand, a file for each group of rules."""

from pathlib import Path

import pytest

import polc
from polc.cli.run_examples import run_example
from polc.compiler.pipeline import Example
from tests.policies.arithmetic import comments_of, recompute

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.pol"))
POLICIES = {path.stem: polc.load(path) for path in FILES}
EXAMPLES = [(name, one) for name, policy in POLICIES.items() for one in policy.program.examples]


@pytest.mark.parametrize(
    ("name", "example"), EXAMPLES, ids=[f"{name}:{one.title}" for name, one in EXAMPLES]
)
def test_example(name: str, example: Example) -> None:
    """The case comes to what the file says."""
    assert run_example(POLICIES[name], example).differences == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_expected_figure_has_its_arithmetic(path: Path) -> None:
    """Each expected amount that is not nothing has arithmetic on its line that gives it."""
    comments = dict(comments_of(path.read_text(encoding="utf-8")))
    for example in POLICIES[path.stem].program.examples:
        for expect in example.expects:
            if expect.amount and not expect.word:
                assert recompute(comments[expect.line]) == expect.amount, (example.title, expect)


@pytest.mark.parametrize(
    ("name", "example"), EXAMPLES, ids=[f"{name}:{one.title}" for name, one in EXAMPLES]
)
def test_the_explanation_sums_to_the_payments(name: str, example: Example) -> None:
    """The amounts of a claim's steps are its payments, those of the year its outputs."""
    try:
        result = POLICIES[name].settle(example.case).to_dict()
    except polc.CaseError:
        pytest.skip("a refused case pays nothing")
    paid = sum(fen_of(one) for claim in result["claims"] for one in claim["benefits"].values())
    paid += sum(fen_of(one) for one in result["person_year"].values() if is_amount(one))
    told = sum(fen_of(one["amount"]) for one in result["explanation"] if one["amount"])
    assert told == paid


def is_amount(value: str | None) -> bool:
    return value is not None and value.replace(".", "").isdecimal()


def fen_of(amount: str) -> int:
    return int(amount.replace(".", ""))
