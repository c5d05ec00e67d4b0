"""The tutorials and the page for reviewers do what they say."""

from pathlib import Path

import pytest

from tests.docs.tutorial import PAGES, carry_out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}_{page.stem}")
def test_every_step(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is written, each command run, and each prints what the page shows."""
    monkeypatch.chdir(tmp_path)
    steps = list(carry_out(page.read_text(encoding="utf-8")))
    assert steps
    for before, now in steps:
        assert now == before


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}_{page.stem}")
def test_it_ends_well(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last check of a page finds nothing, and every example passes."""
    monkeypatch.chdir(tmp_path)
    printed = "".join(now for _, now in carry_out(page.read_text(encoding="utf-8")))
    checks = [line for line in printed.splitlines() if line.startswith(("checked", "已检查"))]
    tests = [line for line in printed.splitlines() if " failed" in line or "个未通过" in line]
    assert checks[-1].endswith(("no errors", "没有错误"))
    assert " 0 failed" in tests[-1] or "，0个未通过" in tests[-1]
