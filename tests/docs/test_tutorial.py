"""The tutorials and the page for reviewers do what they say."""

import pytest

from tests.docs.tutorial import PAGES, carry_out


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: f"{page.parent.name}_{page.stem}")
def steps(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, str]]:
    """What a page shows and what is printed, step by step; it is carried out once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("tutorial"))
        return list(carry_out(request.param.read_text(encoding="utf-8")))


def test_every_step(steps: list[tuple[str, str]]) -> None:
    """Each file is written, each command run, and each prints what the page shows."""
    assert steps
    for before, now in steps:
        assert now == before


def test_it_ends_well(steps: list[tuple[str, str]]) -> None:
    """The last check of a page finds nothing, and every example passes."""
    printed = "".join(now for _, now in steps)
    checks = [line for line in printed.splitlines() if line.startswith(("checked", "已检查"))]
    tests = [line for line in printed.splitlines() if " failed" in line or "个未通过" in line]
    assert checks[-1].endswith(("no errors", "没有错误"))
    assert " 0 failed" in tests[-1] or "，0个未通过" in tests[-1]
