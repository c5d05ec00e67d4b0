"""`polc build`: a policy as source for another system."""

import re
from pathlib import Path

import pytest

from tests.cli.invoke import run

POLICY = """policy town "试点" edition 1
use identities
layers basic
benefit basic "基本" per claim {
  deductible per year 500 yuan
  rate 60%
}
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.pol").write_text(POLICY, encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "file"), [("python", "town.py"), ("java", "Town.java"), ("c", "town.c")]
)
def test_the_source_and_its_readme_are_written(target: str, file: str) -> None:
    """Into a folder that is made for them; both have the fingerprint."""
    done = run("build", "town.pol", "--target", target, "-o", "made/here", "--language", "en")
    assert done.exit_code == 0
    readme = Path("made/here", f"README.{file}.md")
    source = Path("made/here", file)
    assert done.stdout == f"wrote `{source}`\nwrote `{readme}`\n"
    fingerprint = readme.read_text(encoding="utf-8").split("fingerprint is `")[1].split("`")[0]
    assert fingerprint in source.read_text(encoding="utf-8")


def test_the_readme_is_in_the_language_of_the_command() -> None:
    """In Chinese its sentences are."""
    assert run("build", "town.pol", "--target", "c", "--language", "zh").exit_code == 0
    readme = Path("README.town.c.md").read_text(encoding="utf-8")
    assert "## 如何调用" in readme
    bare = re.sub(r"`[^`]*`|```c.*?```|polc|UTF-8", "", readme, flags=re.DOTALL)
    assert re.findall("[A-Za-z]{2,}", bare.split("\n", 1)[1]) == []
    assert not re.search(r"`this [a-z ]+`", readme)
    assert "未给出的为-2^63，绝不是0。没有限额或永不到来的日期为2^62。" in readme


def test_what_is_there_is_written_anew() -> None:
    """A second time the same comes out."""
    for _ in range(2):
        assert run("build", "town.pol", "--target", "python", "--language", "en").exit_code == 0
    assert Path("town.py").read_text(encoding="utf-8").startswith("# town")


def test_a_framework_has_no_source() -> None:
    """It settles nothing."""
    done = run("build", "national", "--target", "c", "--language", "en")
    assert (done.exit_code, done.stderr) == (
        1,
        "error: `national` is a framework: it settles nothing\n",
    )
    assert not list(Path().glob("*.c"))


def test_a_policy_whose_first_day_is_open_has_no_source() -> None:
    """Until its parameter is supplied."""
    done = run("build", "pengshui", "--target", "python", "--language", "en")
    assert done.exit_code == 1
    assert done.stderr == (
        "error: parameter `in_force_from` says from when `pengshui` is in force, and has no value: "
        "`--param in_force_from=2024-01-01` gives it one\n"
    )
    more = ("--param", "in_force_from=2023-01-01")
    assert run("build", "pengshui", "--target", "python", *more).exit_code == 0
    readme = Path("README.pengshui.py.md").read_text(encoding="utf-8")
    assert "pengshui.figures_of(2023)" in readme


def test_a_folder_that_is_a_file() -> None:
    """Nothing is written into it."""
    done = run("build", "town.pol", "--target", "c", "-o", "town.pol", "--language", "en")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: cannot write `town.pol`")


def test_a_source_of_another_policy_is_left_as_it_is() -> None:
    """Two ids in Chinese give one name; the second is to be given one of its own. A new edition of
    the same policy is written anew."""
    for name in ("甲", "乙"):
        Path(f"{name}.pol").write_text(POLICY.replace("policy town", f"policy {name}"), "utf-8")
    words = ("--target", "c", "--language", "en")
    assert run("build", "甲.pol", *words).exit_code == 0
    before = Path("policy.c").read_text(encoding="utf-8")
    done = run("build", "乙.pol", *words)
    assert done.exit_code == 2
    assert "`policy.c` is no source of the policy `乙` and is left as it is" in done.stderr
    assert Path("policy.c").read_text(encoding="utf-8") == before
    assert run("build", "乙.pol", *words, "--name", "yi").exit_code == 0
    assert "yi_claim" in Path("yi.c").read_text(encoding="utf-8")
    assert run("build", "乙.pol", *words, "--name", "y-i").exit_code == 2
    edited = Path("甲.pol").read_text(encoding="utf-8").replace("edition 1", "edition 2")
    Path("甲.pol").write_text(edited, encoding="utf-8")
    assert run("build", "甲.pol", *words).exit_code == 0


def test_the_class_of_java_is_none_of_those_inside_it() -> None:
    """`claim_steps` would be `ClaimSteps`, which the file has for the steps of a claim."""
    Path("town.pol").write_text(POLICY.replace("policy town", "policy claim_steps"), "utf-8")
    assert run("build", "town.pol", "--target", "java").exit_code == 0
    assert Path("ClaimStepsPolicy.java").exists()
