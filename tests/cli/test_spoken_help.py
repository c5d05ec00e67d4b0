"""Help and usage in the language of whoever asks, and which language that is."""

import re
from importlib import import_module

import click
import pytest

from polc.cli.main import FUNCTIONS, VERBS
from polc.cli.terminal.language import locale_language
from polc.cli.terminal.spoken_help import PLACEHOLDERS
from polc.compiler.format.width import column_width
from tests.cli.invoke import run

WIDEST = 80
HAN_LEFT_OUT = re.compile(
    r"`[^`]*`|--?\w+(?:-\w+)*|\[[a-z|]+\]|\.[a-z]+|POLC_[A-Z]+"
    r"|polc|JSON|TOML|SARIF|Schema|GitHub|Actions|Chromium|WeasyPrint|PDF|HTTP|默认为\S+"
)
"""Names that a Chinese help has: code, options, endings of files, forms, defaults."""


def command_of(verb: str) -> click.Command:
    found = getattr(import_module(f"polc.cli.commands.{verb}"), FUNCTIONS.get(verb, verb))
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("words", [(), *((verb,) for verb in VERBS)], ids=" ".join)
def test_chinese_help_has_no_english_word(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command does, its options and how it is written are told in Chinese."""
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    told = run(*words, "--help")
    assert told.exit_code == 0
    verbs = "|".join((*VERBS, "$"))
    bare = re.sub(rf"^  ({verbs}) ", "", HAN_LEFT_OUT.sub("", told.stdout), flags=re.MULTILINE)
    bare = re.sub(r"^用法： \w+", "", bare)
    assert re.findall(r"[A-Za-z]{2,}", bare) == []


@pytest.mark.parametrize("verb", VERBS)
def test_chinese_help_fits_a_terminal(verb: str) -> None:
    """No line is wider than eighty columns, of which a character takes two."""
    told = run(verb, "--language", "zh", "--help").stdout
    assert [line for line in told.splitlines() if column_width(line) > WIDEST] == []


def test_an_option_says_what_it_is_without() -> None:
    """The default, the range of numbers and what is required stand behind the sentence."""
    told = run("settle", "--language", "zh", "--help").stdout
    assert "（默认为1、1至256）" in "".join(told.split())
    assert "（必填）" in run("batch", "--language", "zh", "--help").stdout


def test_every_word_for_the_user_is_known() -> None:
    """What stands in a usage for a word of the user has its Chinese."""
    words = {
        word
        for verb in VERBS
        for param in command_of(verb).params
        if not getattr(param, "is_flag", False)
        for word in re.findall(
            r"\b[A-Z]+(?: RANGE)?\b", param.make_metavar(click.Context(command_of(verb)))
        )
    }
    assert words <= set(map(str, PLACEHOLDERS))


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "fr_FR.UTF-8"}, None),
        ({}, None),
    ],
    ids=str,
)
def test_the_language_of_the_locale(
    variables: dict[str, str], language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LC_ALL before LC_MESSAGES before LANG; a locale of another language says none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language


def test_the_locale_counts_behind_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option, else POLC_LANGUAGE, else the locale."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有文件`suizho`" in run("check", "suizho").stderr
    assert "there is no file `suizho`" in run("check", "suizho", "--language", "en").stderr
    monkeypatch.setenv("POLC_LANGUAGE", "en")
    assert "there is no file `suizho`" in run("check", "suizho").stderr


def test_the_system_speaks_chinese_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why a file cannot be read is told in the language, and the prefix with it."""
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    said = run("settle", "suizhou", "nowhere.json").stderr
    assert said == "错误：无法读取`nowhere.json`：没有这个文件或文件夹\n"


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("diff", "suizhou"), "缺少`新`"),
        (("serve",), "缺少`政策...`"),
        (("doc", "suizhou", "-o"), "请写作`-o 文件夹`"),
        (("settle", "suizhou", "case.json", "--params"), "请写作`--params 文件`"),
    ],
    ids=lambda said: said[0] if isinstance(said, tuple) else "",
)
def test_what_is_missing_is_named_as_in_the_usage(
    words: tuple[str, ...], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Chinese a placeholder is Chinese in the mistake too."""
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    assert missing in run(*words).stderr
