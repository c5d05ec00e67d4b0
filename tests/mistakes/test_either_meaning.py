"""A separator before what may be of the term or of the whole benefit is never taken out unasked."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.mistakes.test_told_lines import CHINESE, ENGLISH
from tests.stdlib_texts import read_stdlib

EITHER = (
    "比例 70% 起付线 每笔结算 政策范围内费用 的 10%；不超过 800元",
    "比例 70% 起付线 每笔结算 政策范围内费用 的 10%。不超过 800元",
    "比例 70% 起付线 每笔结算 政策范围内费用 的 10%；不低于 800元",
    "比例 70% 基数 剩余政策范围内费用，不超过 5000元",
    "比例 70% 基数 剩余政策范围内费用、不超过 5000元",
    "比例 70% 基数 剩余政策范围内费用；不超过 5000元",
    "比例 70% 基数 剩余政策范围内费用，\n不超过 5000元",
    "比例 70% 起付线 每次住院 1000元；每年一次",
    "rate 70% base remaining, at most 5000 yuan",
    "rate 70% base remaining; at least 5000 yuan",
    "rate 70% deductible per stay 1000 yuan; once per year",
)
WHOLE = ("比例 70%；不设封顶线", "rate 70%; no cap", "比例 70%；\n不超过 5000元")


def _told(line: str) -> list[tuple[str, str | None]]:
    frame = ENGLISH if line.isascii() else CHINESE
    text = frame.format(above="", line=line)
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    return [(told.code, told.fix.safety if told.fix else None) for told in found]


@pytest.mark.parametrize("line", EITHER)
def test_either_meaning_is_told(line: str) -> None:
    """Both ways of writing stand in words; there is no repair."""
    assert ("odd_sign", None) in _told(line)


@pytest.mark.parametrize("line", WHOLE)
def test_one_meaning_is_mended(line: str) -> None:
    """What can be no part of the term, or ends its line, is mended unasked."""
    assert ("odd_sign", "safe") in _told(line)
