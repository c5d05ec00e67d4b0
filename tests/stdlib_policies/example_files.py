"""Folders of `.pol` files whose examples are computed by hand, and what holds of each.

In: a folder, a policy, an example. Out: the policies and examples to go through; the
figures whose arithmetic gives something else; what is told and what is paid.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polc
from polc.compiler.pipeline import Example
from polc.inspect.examples import run_example
from polc.inspect.settles import Settles
from tests.stdlib_policies.arithmetic import comments_of, recompute


def policies_of(folder: Path) -> dict[str, polc.Policy]:
    """Every policy of the folder by the name of its file."""
    return {path.stem: polc.load(path) for path in sorted(folder.glob("*.pol"))}


def examples_of(policies: dict[str, polc.Policy]) -> list[tuple[str, Example]]:
    """Every example of every policy."""
    return [
        (name, example) for name, policy in policies.items() for example in policy.program.examples
    ]


def names_of(examples: list[tuple[str, Example]]) -> list[str]:
    """What the tests call them."""
    return [f"{name}:{example.title}" for name, example in examples]


def without_arithmetic(path: Path, policy: polc.Policy) -> list[tuple[str, str]]:
    """The expected amounts, nothing apart, whose comment is missing or gives another figure."""
    comments = dict(comments_of(path.read_text(encoding="utf-8")))
    return [
        (example.title, f"{expect.claim}.{expect.output}")
        for example in policy.program.examples
        for expect in example.expects
        if expect.amount and not expect.word
        if expect.line not in comments or recompute(comments[expect.line]) != expect.amount
    ]


def differences_under(policy: Settles, cases: polc.Policy) -> dict[str, list[str]]:
    """The examples of a file that come to something else under this policy, by their titles."""
    return {
        example.title: [str(difference) for difference in differences]
        for example in cases.program.examples
        if (differences := run_example(policy, example).differences)
    }


def told_and_paid(result: Mapping[str, Any]) -> tuple[int, int]:
    """The amounts of the explanation added up, and those of claims and year, of what
    `explained` gives."""
    paid = sum(
        _fen_of(amount) for claim in result["claims"] for amount in claim["benefits"].values()
    )
    paid += sum(_fen_of(amount) for amount in result["person_year"].values() if _is_amount(amount))
    # What is due over the year's claims stands there with what claims make due for earlier ones.
    paid -= sum(
        _fen_of(made["amount"])
        for made in result["adjustments"]
        if made["benefit"] in result["person_year"]
    )
    told = sum(_fen_of(step["amount"]) for step in result["explanation"] if step["amount"])
    return told, paid


def explained(settled: polc.Settlement) -> dict[str, Any]:
    """What was settled, with its explanation, which is worked out each time that it is asked."""
    return {**settled.results(), "explanation": settled.explanation}


def _is_amount(value: str | None) -> bool:
    return value is not None and value.replace(".", "").isdecimal()


def _fen_of(amount: str) -> int:
    return int(amount.replace(".", ""))
