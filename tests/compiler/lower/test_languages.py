"""A file in Chinese keywords is the same policy."""

from pathlib import Path

from polc.compiler.pipeline import compile_text, lower
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import main_road_text, read_stdlib

CHINESE = Path(__file__).parents[2] / "stdlib_policies" / "main_road_zh.pol"


def test_suizhou_in_chinese_keywords_gives_the_same_plan() -> None:
    """Plan and examples are equal; only the language of the file differs."""
    english = compile_text(SourceText("suizhou.pol", main_road_text()), read_stdlib).program
    chinese = compile_text(
        SourceText("main_road_zh.pol", CHINESE.read_text(encoding="utf-8")), read_stdlib
    ).program
    assert english is not None
    assert chinese is not None
    assert chinese.language == "zh"
    assert lower(chinese, {}) == lower(english, {})
    assert [example.case for example in chinese.examples] == [
        example.case for example in english.examples
    ]
