"""Every `.pol` file of the repository: laid out, and there and back through Chinese."""

import re
from pathlib import Path

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.format.format import format_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

ROOT = Path(__file__).resolve().parents[3]
FILES = [
    path
    for folder in ("polc", "tests", "examples", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.pol"))
]
RIGHT = [path for path in FILES if not {"corpus", "mistakes"} & set(path.parts)]
LARGE = {"zhangye", "pengshui", "suizhou", "chongqing"}
"""Files that take seconds; `everything.pol` has their constructs in the default run."""
OFTEN = {
    *(path for path in RIGHT if path.stem in ("everything", "constructs", "main_road")),
    *(path for path in RIGHT[::8] if path.stem not in LARGE),
}
"""What the default run takes there and back: the files that have most constructs, and an eighth
of the others."""

LAID_OUT = {*OFTEN, *(path for path in RIGHT[::3] if path.stem not in LARGE)}
"""What it holds against its layout."""

BLOCKS = [
    (page.name, place, block)
    for page in sorted((ROOT / "docs").glob("*.md"))
    for place, block in enumerate(
        re.findall(r"^```pol\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    )
]


def read(path: Path) -> SourceText:
    return SourceText(
        str(path), path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    )


def laid_out(source: SourceText) -> str:
    text, mistakes = format_text(source)
    assert text is not None, mistakes
    return text


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in LAID_OUT else pytest.mark.long) for path in RIGHT],
    ids=lambda path: path.stem,
)
def test_every_policy_is_laid_out(path: Path) -> None:
    """`polc fmt` would change nothing; `just lint` and CI ask it of every file too."""
    source = read(path)
    assert laid_out(source) == source.text


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in OFTEN else pytest.mark.long) for path in RIGHT],
    ids=lambda path: path.stem,
)
def test_there_and_back_through_chinese(path: Path) -> None:
    """English, laid out, to Chinese keywords and back is the same text."""
    english, _ = format_text(read(path), "en")
    assert english is not None
    chinese, _ = format_text(SourceText("there", english), "zh")
    assert chinese is not None
    again, _ = format_text(SourceText("back", chinese), "en")
    assert again == english


@pytest.mark.parametrize(
    "name",
    [
        "main_road",
        "s01_rounding",
        "s17_person_year",
        pytest.param("suizhou", marks=pytest.mark.long),
    ],
)
def test_the_chinese_file_has_the_same_plan(name: str) -> None:
    """What is settled does not hang on the language of the keywords."""
    path = next(path for path in RIGHT if path.stem == name)
    chinese, _ = format_text(read(path), "zh")
    assert chinese is not None
    there = compile_text(SourceText(str(path), chinese), read_used)
    here = compile_text(read(path), read_used)
    assert here.program is not None
    assert there.program is not None
    assert there.program.benefits == here.program.benefits


@pytest.mark.parametrize(
    "name",
    [
        "national",
        "main_road",
        *(pytest.param(name, marks=pytest.mark.long) for name in sorted(LARGE)),
    ],
)
def test_the_language_of_the_keywords_is_not_content(name: str) -> None:
    """A policy with its keywords in English and the same in Chinese have one fingerprint: what
    was settled by the one matches the other."""
    path = next(path for path in RIGHT if path.stem == name)
    english, chinese = (format_text(read(path), language)[0] for language in ("en", "zh"))
    assert english is not None
    assert chinese is not None
    assert english != chinese
    there, here = (polc.compile(text, name=str(path)) for text in (english, chinese))
    assert there.fingerprint == here.fingerprint
    assert there.fingerprint == polc.load(path).fingerprint


@pytest.mark.parametrize("path", sorted(set(FILES) - set(RIGHT)), ids=lambda path: path.stem)
def test_a_wrong_program_is_laid_out_or_told(path: Path) -> None:
    """One that parses is laid out, the same a second time; of the others the mistakes are
    told, and nothing is written."""
    text, mistakes = format_text(read(path))
    assert (text is None) == bool(mistakes)
    if text is not None:
        assert laid_out(SourceText("again", text)) == text


@pytest.mark.parametrize(("page", "place", "block"), BLOCKS)
def test_the_blocks_of_the_pages(page: str, place: int, block: str) -> None:
    """Each can be laid out."""
    assert laid_out(SourceText(f"{page}:{place}", block))
