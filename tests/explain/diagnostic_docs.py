"""The pages as a part of the documentation.

In: the pages. Out: the files of `docs/diagnostics/`, one a code with what the compiler says
of its example, and an index. `python -m tests.explain.diagnostic_docs` writes them.
"""

from pathlib import Path
from typing import Final

from polc.cli.render.diagnostics import as_text
from polc.compiler.report.codes import CODES_WITH_LEVEL
from polc.explain.find_page import codes, find_page
from polc.explain.page import SAFETY, TOLD, Page
from polc.explain.try_example import try_example
from tests.cli.without_style import without_style

DOCS: Final = Path(__file__).parents[2] / "docs" / "diagnostics"


_HOW: Final = """\
Mistakes stop a policy from compiling. Checks are warnings, whose level a project sets in
`polc.toml`, or under `[tool.polc.checks]` in `pyproject.toml`, of the policy's folder or one
above it:
```toml
[checks]
no_clause = "error"
unused_parameter = "off"
```
Where one does not fit the document, a line allows it and says why, at its end or on the line
above; `# polc：允许 CODE 因为 …` says the same:
```text
param premium "缴费标准" : money = 320 yuan  # polc: allow unused_parameter because printed only
```
`polc check --strict` fails for warnings too; `--fix` makes the repairs that are safe, `--diff`
shows them and writes nothing, and a second run finds none left. What is unsafe is offered in the
help and, with its `fix_safety`, in JSON. `--format json`, `sarif` and `github` are for programs.
""".splitlines()


def render_docs() -> dict[str, str]:
    """The name of each file and its text."""
    pages = [page for code in codes() if (page := find_page(code)) is not None]
    return {"README.md": _index(pages), **{f"{page.code}.md": _page(page) for page in pages}}


def _index(pages: list[Page]) -> str:
    lines = [
        "# Diagnostics",
        "",
        "Every code that `polc check` gives, as `polc explain CODE` tells it. Written by",
        "`python -m tests.explain.diagnostic_docs` from `polc/explain/pages/`.",
        "",
        *_HOW,
    ]
    checks = [page for page in pages if page.code in CODES_WITH_LEVEL]
    mistakes = [page for page in pages if page.code not in CODES_WITH_LEVEL]
    for title, group in (
        ("Checks: a policy that compiles", checks),
        ("Mistakes: a policy that does not", mistakes),
    ):
        lines += [f"## {title}", "", "| code | what | 说明 |", "|---|---|---|"]
        lines += [
            f"| [{page.code}]({page.code}.md) | {page.titles['en']} | {page.titles['zh']} |"
            for page in group
        ]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def _page(page: Page) -> str:
    lines = [f"# {page.code}", "", f"{page.titles['en']} · {page.titles['zh']}", ""]
    found = try_example(page) if page.example else ()
    lines.append(
        _level(
            page,
            any(
                diagnostic.fix is not None and diagnostic.fix.safety == "safe"
                for diagnostic in found
            ),
        )
    )
    for title, text in (
        ("What it means", page.meaning["en"]),
        ("Why it matters", page.matters["en"]),
        ("含义", page.meaning["zh"]),
        ("为什么要紧", page.matters["zh"]),
        *zip(SAFETY, page.safety.values(), strict=False),
    ):
        lines += ["", f"## {title}", text]
    if page.example:
        lines += ["", "## Example", "```pol", page.example.rstrip("\n"), "```", ""]
        lines += [
            "```text",
            "\n".join(without_style(as_text(diagnostic, "en")) for diagnostic in found).rstrip(),
            "```",
        ]
        lines += ["", "## Repaired", "```pol", page.repaired.rstrip("\n"), "```"]
    else:
        lines += ["", "## Example", page.told["en"], "", f"## {TOLD}", page.told["zh"]]
    return "\n".join(lines) + "\n"


def _level(page: Page, fixed: bool) -> str:
    """What becomes of it, and whether it can be repaired without asking."""
    told = "An error: the policy does not compile."
    if page.code in CODES_WITH_LEVEL:
        told = (
            "A check: its level is set in `polc.toml`, or it is allowed on a line with\n"
            f"`# polc: allow {page.code} because …`."
        )
    return f"{told} `polc check --fix` repairs it." if fixed else told


def write_docs() -> None:
    """Puts the files in the place of those that are there."""
    DOCS.mkdir(exist_ok=True)
    for path in DOCS.glob("*.md"):
        path.unlink()
    for name, text in render_docs().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_docs()
