"""The listings of `docs/plan.md`: a family's lines, node types and figures.

In: the page. Out: for each listing the shape it is of (a file of `shapes/`, or a plan of
`by_hand.py`), the node types named above it, its lines and the rows of the table after it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from polc.compiler.plan.plan import Plan
from polc.compiler.plan.show import show_plan
from polc.compiler.plan.visit import all_nodes
from tests.compiler.plan.by_hand import PLANS
from tests.semantics.case_tables import rows_of
from tests.stdlib_policies.arithmetic import comments_of
from tests.stdlib_policies.example_files import policies_of

FOLDER = Path(__file__).parent / "shapes"
PAGE = Path(__file__).parents[3] / "docs" / "plan.md"
POLICIES = policies_of(FOLDER)
_LISTING = re.compile(
    r"Node types: ([^\n]+)\.\n\n<!-- (plan of|by hand:) (\w+)(?:\.pol)? -->\n"
    r"```text\n(.*?)```\n((?:(?!\n## |\nNode types:).)*)",
    re.S,
)


@frozen
class Listing:
    """One listing and what stands around it."""

    name: str
    types: tuple[str, ...]
    lines: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        return PLANS[self.name] if self.name in PLANS else POLICIES[self.name].plan


def listings() -> Iterator[Listing]:
    """Every listing of the page, in its order."""
    for types, _, name, lines, after in _LISTING.findall(PAGE.read_text(encoding="utf-8")):
        rows = [line for line in after.split("\n") if line.startswith("| ")]
        yield Listing(
            name,
            tuple(re.findall(r"`(\w+)`", types)),
            tuple(squeezed(line) for line in lines.split("\n") if line.strip()),
            tuple(row for row in rows if not row.startswith("| case")),
        )


def squeezed(line: str) -> str:
    """The line with one space where there are several."""
    return " ".join(line.split())


def printed(plan: Plan) -> list[str]:
    """The lines of `polc show --what plan`."""
    return [squeezed(line) for line in show_plan(plan).split("\n")]


def types_of(plan: Plan) -> set[str]:
    """The names of the node types in a plan."""
    return {type(node).__name__ for node in all_nodes(plan)}


def table_rows(name: str) -> list[str]:
    """A row of a table for every figure of a shape's examples."""
    text = (FOLDER / f"{name}.pol").read_text(encoding="utf-8")
    comments = dict(comments_of(text))
    return [
        f"| {example.title} | {result} | {arithmetic} | {amount} |"
        for example in POLICIES[name].program.examples
        for result, arithmetic, amount in rows_of(example, comments)
    ]
