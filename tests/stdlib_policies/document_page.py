"""The tables of `docs/documents/`: what each open question of a document costs, shown by the
examples of its policy.

In: a page with markers, a policy. Out: the page with fresh tables; every amount is that of
an example, settled now. `python -m tests.stdlib_policies.document_page` writes the pages.
"""

import re
from pathlib import Path
from typing import Any

import polc
from polc.compiler.model.readings import Choice, ReadingSpec
from polc.compiler.pipeline import Example
from tests.stdlib_policies.settled_once import SettledOnce

FOLDER = Path(__file__).parents[2] / "docs" / "documents"
_SETTLING = "结算"
_MARKED = re.compile(r"(<!-- (readings|parameters) -->\n).*?(<!-- end -->)", re.DOTALL)


def page(text: str, policy: polc.Policy | SettledOnce) -> str:
    """The page with the tables of the policy."""

    def fill(found: re.Match[str]) -> str:
        lines = _readings(policy) if found[2] == "readings" else _parameters(policy)
        return found[1] + "\n" + "\n".join(lines) + "\n\n" + found[3]

    return _MARKED.sub(fill, text)


def _parameters(policy: polc.Policy | SettledOnce) -> list[str]:
    """The figures that somebody must supply."""
    lines = ["| 参数 | 含义 | 条款 |", "|---|---|---|"]
    for parameter in policy.plan.parameters:
        if not parameter.values:
            clauses = "、".join(parameter.origin.clauses)
            lines.append(f"| `{parameter.id}` | {parameter.title} | {clauses} |")
    return lines


def _readings(policy: polc.Policy | SettledOnce) -> list[str]:
    """A table for each reading: its choices, and what an example comes to under each."""
    lines: list[str] = []
    for reading in policy.program.readings:
        number = f"（{'、'.join(reading.ambiguities)}）" if reading.ambiguities else ""
        default = _choice(reading, reading.default)
        lines += ["", f"**{reading.title}**{number} `{reading.id}`", ""]
        lines += ["| 读法 | 算例 | 项目 | 按默认 | 按此读法 |", "|---|---|---|---:|---:|"]
        because = f"：{default.reason}" if default.reason else ""
        lines.append(f"| {_named(default)} **默认**{because} | | | | |")
        for choice in reading.choices:
            if choice.id != reading.default:
                lines += _rows(policy, reading, choice)
    return lines[1:]


def _choice(reading: ReadingSpec, name: str) -> Choice:
    return next(choice for choice in reading.choices if choice.id == name)


def _named(choice: Choice) -> str:
    letter = f"({choice.letter}) " if choice.letter else ""
    return f"{letter}{choice.title} `{choice.id}`"


def _rows(policy: polc.Policy | SettledOnce, reading: ReadingSpec, choice: Choice) -> list[str]:
    if not choice.settled:
        return [f"| {_named(choice)} 不能结算：{choice.reason} | | | | |"]
    for example in policy.program.examples:
        if example.case.get("readings") == {reading.id: choice.id}:
            before = _results(policy, example, {})
            after = _results(policy, example, {reading.id: choice.id})
            differing = [name for name in before | after if before.get(name) != after.get(name)]
            if _SETTLING in differing:
                differing = [_SETTLING]
            absent = "可以" if differing == [_SETTLING] else "无"
            if differing:
                return [
                    f"| {_named(choice) if not place else ''} "
                    f"| {example.title if not place else ''} "
                    f"| {name} | {before.get(name, absent)} | {after.get(name, absent)} |"
                    for place, name in enumerate(differing)
                ]
    return [f"| {_named(choice)} | 只影响报告，不影响金额 | | | |"]


def _results(
    policy: polc.Policy | SettledOnce, example: Example, readings: dict[str, str]
) -> dict[str, str]:
    """Every result of the example's case by name, as the page shows it."""
    try:
        settled = policy.settle({**example.case, "readings": readings})
    except polc.CaseError as refused:
        return {_SETTLING: f"拒绝：`{refused.errors[0].code}`"}
    found = settled.to_dict()
    results = {name: _shown(value) for name, value in found["person_year"].items()}
    several = len(found["claims"]) > 1
    for claim in found["claims"]:
        prefix = f"{claim['id']}." if several else ""
        results |= {f"{prefix}{name}": fen for name, fen in claim["benefits"].items()}
    results |= {alert["id"]: alert["on"] for alert in found["alerts"]}
    return {f"`{name}`": value for name, value in results.items()}


def _shown(value: Any) -> str:
    return "未定" if value is None else str(value)


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.md")):
        if path.stem != "README":
            text = page(path.read_text(encoding="utf-8"), polc.load(path.stem))
            path.write_text(text, encoding="utf-8")
