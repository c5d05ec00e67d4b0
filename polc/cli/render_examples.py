"""What came of a policy's examples, as text.

In: runs of examples as data. Out: a line for each difference with what was expected
and what came out, and under it the settlement that led there.
"""

from collections.abc import Mapping

import click

from polc.cli.render_settlement import as_text as settlement_as_text
from polc.cli.run_examples import Run
from polc.cli.text_width import visible


def failure_as_text(file: str, run: Run, titles: Mapping[str, str]) -> str:
    """A failed example: its place, each difference, and how the amounts came about."""
    head = click.style("failed", fg="red", bold=True)
    lines = [f"{head}: {visible(run.title)}", f"  --> {visible(file)}:{run.line}"]
    for one in run.differences:
        lines.append(f"  line {one.line}: {visible(one.output)}")
        lines += [f"    expected {one.expected}", f"    got      {visible(one.got)}"]
    if run.settled is not None:
        told = settlement_as_text(run.settled, titles, explain=True)
        lines += ["", *(f"    {line}".rstrip() for line in told.splitlines())]
    return "\n".join(lines) + "\n"


def count_as_text(name: str, runs: int, failures: int) -> str:
    """`suizhou: 12 passed, 0 failed`, or that there is nothing to run."""
    if not runs:
        return f"{visible(name)}: no examples"
    return f"{visible(name)}: {runs - failures} passed, {failures} failed"
