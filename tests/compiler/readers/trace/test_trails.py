"""An explanation is made step by step on a way that none before took, and filled in on others."""

import os
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest

import polc
from polc.compiler.plan import nodes as n
from polc.compiler.readers.trace import trails
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.readers.trace.recorded_figure import show_day, write_day, write_money, write_rate
from polc.link.watch import watch
from polc.messages.text import say
from polc.runtime.amounts import format_money
from polc.runtime.explanation import Entry, Fact, Money, Portions, Rate, Words, as_plain_entry
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_EXPLAINED", "100"))

NODES: dict[str, n.AnyNode] = {
    "cost": n.Read(id="cost", kind="money", scope="claim", field="in_policy"),
    "rate": n.Read(id="rate", kind="rate", scope="claim", field="rate"),
    "day": n.Read(id="day", kind="date", scope="claim", field="day"),
    "kind": n.Read(id="kind", kind="choice", scope="claim", field="kind"),
    "table": n.Param(id="table", kind="bands", slot="table"),
    "more": n.Read(id="more", kind="money", guard="kind", scope="claim", field="more"),
}
TABLE = ((1000, 500_000), (1 << 62, 600_000))
RUN: dict[str, Any] = {"cost": 500, "rate": 200_000, "day": 738_000, "kind": 1, "table": TABLE}


class Told:
    """What a benefit says of a run, and how often it was said step by step."""

    def __init__(self, said: Any) -> None:
        self.said, self.made = said, 0

    def explain(self, run: Run, claim: str, day: int | None) -> Iterator[Entry]:
        self.made += 1
        facts = tuple(Fact(say("{word}", word=name), value) for name, value in self.said(run))
        amount = run.values.get("cost", 0)
        assert isinstance(amount, int)
        yield Entry(
            step="payment",
            status="paid",
            benefit="basic",
            rule="basic.rate",
            facts=facts,
            amount=amount,
            claim=claim,
            on=day,
        )


@pytest.fixture(autouse=True)
def _known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trails, "FEW", 0)
    monkeypatch.setattr(trails, "_WORTH", 0)


def tell_each(said: Any, *changes: dict[str, Any]) -> list[bool]:
    """Runs that differ so from `RUN`, one after the other: whether each was told by filling in; all
    are told as they are step by step."""
    told = Told(said)
    known = trails.Trails(NODES, Told(said).explain)
    filled = []
    for place, change in enumerate(changes):
        values = {name: value for name, value in {**RUN, **change}.items() if value is not None}
        run = Run(values=values, outputs={"basic": values["cost"]})
        before = told.made
        day = 738_000 + place
        found = known.tell(run, f"c{place}", day, show_day(day), told.explain)
        filled.append(told.made == before)
        entries = Told(said).explain(run, f"c{place}", day)
        assert found == [as_plain_entry(entry) for entry in entries]
    return filled


def test_another_amount_is_filled_in() -> None:
    """Nothing is asked of the cost but what it is; a cost of nothing is a way of its own."""
    said = lambda run: [("cost", Money(run.values["cost"]))]  # noqa: E731  # a word for it is `said`
    assert tell_each(said, {}, {"cost": 700}, {"cost": 0}) == [False, True, True]


def test_a_comparison_parts_the_ways() -> None:
    """Above 600 fen the benefit says something else."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        cost: Any = run.values["cost"]
        yield ("high", Words("yes")) if cost > 600 else ("low", Money(600 - cost))

    changes = ({}, {"cost": 601}, {"cost": 999}, {"cost": 600}, {"cost": 1})
    assert tell_each(said, *changes) == [False, False, True, True, True]


def test_a_word_of_the_case_parts_the_ways() -> None:
    """What is no amount is told by the word itself."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        yield "kind", Words(("none", "inpatient", "outpatient")[run.values["kind"]])  # type: ignore[index]  # a number

    changes = ({}, {"kind": 2}, {"kind": 1}, {"kind": 2}, {"kind": 0})
    assert tell_each(said, *changes) == [False, False, True, True, False]


def test_what_a_run_does_not_reach_parts_the_ways() -> None:
    """A step behind a condition that does not hold has no value."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        if "more" in run.reached:
            yield "more", Money(run.values["more"])  # type: ignore[arg-type]  # an amount

    changes = ({}, {"more": 5}, {"more": 7}, {})
    assert tell_each(said, *changes) == [False, False, True, True]


def test_texts_have_the_figures_of_each_run() -> None:
    """An amount, a rate and a day inside a text, and amounts at their rates."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        cost, rate, day = (run.values[name] for name in ("cost", "rate", "day"))
        assert isinstance(cost, int)
        assert isinstance(rate, int)
        assert isinstance(day, int)
        yield "made", Words(f"max(0.00, {write_money(cost - 7)} − {write_rate(rate)})")
        yield "since", Words(write_day(day))
        yield "parts", Portions(((cost * 2, rate), (100, 500_000)))
        yield "rate", Rate(rate)
        yield "exact", Money(cost, 200)

    changes = ({}, {"cost": 1001}, {"rate": 123_400}, {"day": 738_100, "cost": 9})
    assert tell_each(said, *changes) == [False, True, True, True]


def test_a_figure_that_is_used_as_an_integer_is_held() -> None:
    """A text that is not made by these functions hangs on the very amount."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        yield "cost", Words(format_money(run.values["cost"]))  # type: ignore[arg-type]  # an amount

    changes = ({}, {"cost": 501}, {"cost": 500}, {"cost": 501})
    assert tell_each(said, *changes) == [False, False, True, True]


def test_another_table_parts_the_ways() -> None:
    """What a table of bands says is told by its rows."""

    def said(run: Run) -> Iterator[tuple[str, Any]]:
        yield "rows", Words(str(len(run.values["table"])))  # type: ignore[arg-type]  # a table

    changes = ({}, {"table": TABLE}, {"table": TABLE[1:]}, {"table": TABLE[1:]})
    assert tell_each(said, *changes) == [False, True, False, True]


def test_a_band_that_nothing_fits_in_parts_the_ways() -> None:
    """A band between an edge and itself that has the next one's rate is not told, another is."""
    policy = polc.compile(
        'policy edges "界限" edition 1\nlayers basic\nfield claim line "界限" : money\n'
        'benefit basic "基本" per claim {\n  bands { to line: 40%; above: 40% }\n}\n'
    )
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "1000"}
    said = []
    for line in ("0", "100", "0"):
        case = {"person": {"identities": []}, "claims": [{**claim, "line": line}]}
        [first, *_] = policy.settle(case).to_dict(explain=True)["explanation"]
        said.append(first["inputs"]["as_written"])
    assert said == ["above: 40%", "to 100.00: 40%, above: 40%", "above: 40%"]


def test_ways_are_known_after_some_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are told step by step, then the third, whose way is known to the fourth."""
    monkeypatch.setattr(trails, "FEW", 2)
    said = lambda run: [("cost", Money(run.values["cost"]))]  # noqa: E731  # a word for it is `said`
    assert tell_each(said, {}, {}, {}, {}) == [False, False, False, True]


def test_generated_policies_are_explained_alike() -> None:
    """A generated policy: each case, and twice the same with other costs."""
    assert explain_generated(FIRST + 40, 1, 2) >= 3


@pytest.mark.long
def test_very_many_generated_policies_are_explained_alike() -> None:
    """A hundred of them, four cases each."""
    assert explain_generated(FIRST + 4000, LONG, 4) >= 4 * LONG


def explain_generated(first: int, count: int, cases: int) -> int:
    """How many settled cases of these policies were explained both ways."""
    compared = 0
    for seed in range(first, first + count):
        policy, _ = policy_of(write_policy(seed))
        chance = Random(seed)
        for _ in range(cases if policy is not None else 0):
            assert policy is not None
            case = random_case(chance, policy)
            for more in (0, 1, 1000):
                compared += compare_explained(policy, with_more(case, more))
    return compared


def with_more(case: dict[str, Any], yuan: int) -> dict[str, Any]:
    """The case with so much more in policy and in all for each claim."""
    changed = deepcopy(case)
    for claim in changed["claims"]:
        for name in ("in_policy", "total"):
            if name in claim:
                whole, _, part = claim[name].partition(".")
                claim[name] = f"{int(whole) + yuan}.{part}"
    return changed


def compare_explained(policy: polc.Policy, case: dict[str, Any]) -> int:
    """How many cases were compared: one, unless it is refused."""
    try:
        settled = policy.settle(case)
    except polc.CaseError:
        return 0
    told = settled.to_dict(explain=True)
    assert told["explanation"] == [as_plain_entry(entry) for entry in settled.entries]
    with watch():  # every block is run
        assert told["consulted"] == policy.settle(case).consulted
    return 1
