"""The tables of cases in `docs/semantics.md`.

In: the examples of the `.pol` files here, each under the nearest line `# Rule 9: …` above
it, and the tests here whose docstring begins with `Rule 9: …`. Out: the page with the
cases of each rule between its markers. `python -m tests.semantics.case_tables` writes it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import polc
from polc.compiler.pipeline import Example
from polc.runtime.amounts import format_money
from tests.stdlib_policies.arithmetic import comments_of

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "semantics.md"
RULES = range(1, 27)
_STATEMENT = re.compile(r"# Rule (\d+): (.+)")
_MARKED = re.compile(r"(<!-- cases of rule (\d+) -->\n).*?(<!-- end of cases -->)", re.S)


@frozen
class Case:
    """An example's place in the page: the rule, what of it is shown, its rows."""

    rule: int
    statement: str
    file: str
    title: str
    rows: tuple[tuple[str, str, str], ...]


@frozen
class Held:
    """A test in Python that holds a rule."""

    rule: int
    statement: str
    file: str


def cases() -> Iterator[Case]:
    """Every example of every policy here, in the order of the files."""
    for path in sorted(FOLDER.glob("*.pol")):
        text = path.read_text(encoding="utf-8")
        said = {
            number: found
            for number, line in enumerate(text.split("\n"), 1)
            if (found := _STATEMENT.fullmatch(line))
        }
        comments = dict(comments_of(text))
        for example in polc.load(path).program.examples:
            found = said[max(number for number in said if number < example.line)]
            rows = tuple(rows_of(example, comments))
            yield Case(int(found[1]), found[2], path.name, example.title, rows)


def rows_of(example: Example, comments: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """What is expected, the arithmetic beside it, the amount."""
    if example.error:
        yield "", "", f"refused: `{example.error}`"
    for expect in example.expects:
        arithmetic = comments.get(expect.line, "").replace("；", "; ").replace("|", "\\|")
        amount = expect.word or format_money(expect.amount)
        yield (
            f"`{expect.full_name}`",
            arithmetic,
            amount + (" not specified" if expect.not_specified else ""),
        )


def python_tests() -> Iterator[Held]:
    """Every test here whose docstring names a rule."""
    for path in sorted(FOLDER.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = " ".join((ast.get_docstring(node) or "").split())
                found = _STATEMENT.fullmatch(f"# {words}")
                if found:
                    yield Held(int(found[1]), found[2], path.name)


def page(text: str) -> str:
    """The page with fresh tables."""
    every, held = list(cases()), list(python_tests())

    def fill(found: re.Match[str]) -> str:
        rule = int(found[2])
        lines = _tables([case for case in every if case.rule == rule])
        lines += _tests([test for test in held if test.rule == rule])
        return found[1] + "\n".join(lines) + "\n" + found[3]

    return _MARKED.sub(fill, text)


def _tables(every: list[Case]) -> list[str]:
    lines: list[str] = []
    shown = ("", "")
    for case in every:
        if (case.file, case.statement) != shown:
            shown = (case.file, case.statement)
            lines += ["", f"{case.statement[0].upper()}{case.statement[1:]} (`{case.file}`)", ""]
            lines += ["| case | result | arithmetic | amount |", "|---|---|---|---:|"]
        for place, (result, arithmetic, amount) in enumerate(case.rows):
            title = "" if place else case.title
            lines.append(f"| {title} | {result} | {arithmetic} | {amount} |")
    return lines


def _tests(held: list[Held]) -> list[str]:
    lines = ["", "Held by tests:", ""] if held else [""]
    lines += [f"- {test.statement[0].upper()}{test.statement[1:]} (`{test.file}`)" for test in held]
    return [*lines, ""] if held else lines


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
