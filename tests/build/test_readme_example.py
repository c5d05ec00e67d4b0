"""A source's README: the call that it prints runs as printed, in each language, and what it tells
is in one language."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import polc
from polc.build.make_program import make_program
from polc.build.name_file import name_file
from polc.build.write_readme import write_readme
from polc.build.write_source import write_source
from polc.compiler.readers.source.program import Target
from tests.build.policies import YEARS, configured
from tests.build.run_source import available


@pytest.mark.parametrize("target", available())
@pytest.mark.parametrize("name", YEARS)
def test_example_settles(name: str, target: Target, tmp_path: Path) -> None:
    """With all figures given, the claim of the README is settled: nothing is printed of a
    refusal."""
    program = make_program(configured(name))
    readme = write_readme(program, target, "en")
    (code,) = re.findall(rf"```{target}\n(.*?)```", readme, re.S)
    source = write_source(program, target)
    (tmp_path / name_file(program, target)).write_text(source, encoding="utf-8")
    assert _RUN[target](code, tmp_path) == "settled\n"


def _run_python(code: str, place: Path) -> str:
    (place / "call.py").write_text(f"{code}print('settled')\n", encoding="utf-8")
    return _told([sys.executable, "call.py"], place)


def _run_java(code: str, place: Path) -> str:
    main = f'{code}\nSystem.out.println("settled");'
    text = f"class Call {{ public static void main(String[] given) {{\n{main}\n}} }}\n"
    (place / "Call.java").write_text(text, encoding="utf-8")
    _told(["javac", "-encoding", "UTF-8", *(path.name for path in place.glob("*.java"))], place)
    return _told(["java", "-cp", ".", "Call"], place)


def _run_c(code: str, place: Path) -> str:
    head, body = code.split("\n", 1)
    main = f'{body}\nputs("settled");'
    text = f"#include <stdio.h>\n{head}\nint main(void) {{\n{main}\nreturn 0;\n}}\n"
    (place / "call.c").write_text(text, encoding="utf-8")
    _told(["gcc", "-std=c11", "-Wall", "call.c", "-o", "call"], place)
    return _told(["./call"], place)


def _told(command: list[str], place: Path) -> str:
    """What a command prints, which must end well."""
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


_RUN = {"python": _run_python, "java": _run_java, "c": _run_c}


def test_sums_of_rows_are_told_in_chinese() -> None:
    """What the rows of a deductible have counted is a sentence: the benefit's name and the row are
    code, nothing of it stays English."""
    policy = polc.compile(
        """政策 town "城" 版次 1
引入 identities
支付次序 救助
待遇 救助 每笔结算 {
  对象 特困人员
  每年 起付线 { 1：1000元；其他：2000元 } 按 医院级别
  比例 50%
}
"""
    )
    readme = write_readme(make_program(policy), "python", "zh")
    held = [cells[2].strip() for line in readme.splitlines() if len(cells := line.split("|")) == 5]
    sums = [said for said in held if "`救助`" in said]
    assert sums == [f"本年度`救助`已计入的金额，其中`{row}`" for row in (1, 2)]
