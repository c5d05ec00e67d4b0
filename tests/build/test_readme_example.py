"""The call that a source's README prints: it runs as printed."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from polc.build.make_program import make_program
from polc.build.write_readme import write_readme
from polc.build.write_source import write_source
from tests.build.policies import YEARS, configured


@pytest.mark.parametrize("name", YEARS)
def test_example_settles(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all figures given, the claim of the README is settled and not refused."""
    program = make_program(configured(name))
    readme = write_readme(program, "python", "en")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.S)
    source = write_source(program, "python")
    (tmp_path / f"{program.prefix}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, program.prefix, raising=False)
    space: dict[str, Any] = {}
    exec(code, space)  # noqa: S102  # what is tested
    monkeypatch.delitem(sys.modules, program.prefix)
    assert space["result"].refusal == 0
