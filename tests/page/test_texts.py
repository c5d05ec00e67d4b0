"""What the page is told of texts."""

from pathlib import Path

import pytest

import polc
from tests.page.asking import TOWN, ask, ask_town


def test_the_library_is_listed_with_its_texts() -> None:
    """Each policy of the library compiles from the text that is listed."""
    listed = {policy["name"]: policy["text"] for policy in ask(operation="policies")["policies"]}
    assert polc.compile(listed["suizhou"]).name == "suizhou"


def test_a_text_without_mistakes_is_ok() -> None:
    """Nothing is said of it."""
    assert ask_town("check") == {"ok": True, "diagnostics": []}


def test_a_repair_mends_the_text_where_it_says() -> None:
    """The edits of a repair, made where they say, leave a text that compiles."""
    wrong = TOWN.replace("deductible per", "deductable per")
    told = ask_town("check", wrong)
    (found,) = [found for found in told["diagnostics"] if found["fixes"]]
    lines = wrong.split("\n")
    for edit in found["fixes"][0]["edits"]:
        line = lines[edit["from"]["line"]]
        start, end = edit["from"]["character"], edit["to"]["character"]
        lines[edit["from"]["line"]] = line[:start] + edit["text"] + line[end:]
    assert not told["ok"]
    assert ask_town("check", "\n".join(lines))["ok"]


def test_a_place_counts_letters_of_two_units_as_two() -> None:
    """A letter outside the basic plane before a mistake moves it by two."""
    places = [
        ask_town("check", TOWN.replace('"三" TN-3', f'"{letters}" XX'))["diagnostics"][0]["from"]
        for letters in ("三", "三𠀀")
    ]
    assert places[1]["character"] - places[0]["character"] == 2


def test_a_file_uses_another_of_the_request() -> None:
    """`use` finds what the request brings."""
    shared = 'policy shared "共用" edition 1\nidentity poor "贫困户"\n'
    town = TOWN.replace("use identities", "use shared").replace("for dibao", "for poor ")
    files = {"town.pol": town, "shared.pol": shared}
    assert ask(operation="check", files=files, main="town.pol")["ok"]


def test_no_file_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy that stands in the working folder is not found by `use`."""
    (tmp_path / "secret.pol").write_text('policy secret "x" edition 1\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert not ask_town("check", TOWN.replace("use identities", "use identities, secret"))["ok"]


def test_a_text_is_laid_out_as_fmt_does() -> None:
    """A text of the command's form is left as it is, and a ragged one comes to it."""
    laid_out = ask_town("format")["text"]
    assert ask_town("format", TOWN.replace("  rate", " rate"))["text"] == laid_out


def test_diagnostics_are_told_in_the_language_that_is_asked() -> None:
    """The same mistake in both languages."""
    wrong = TOWN.replace("for dibao ", "for dibaoo ")
    told = {
        language: ask_town("check", wrong, language=language)["diagnostics"][0]["message"]
        for language in ("zh", "en")
    }
    assert told["en"].isascii()
    assert not told["zh"].isascii()


def test_a_word_that_may_have_been_meant_is_a_repair_to_be_chosen() -> None:
    """Of an identity that nothing declares: it may be another, and so is not safe."""
    told = ask_town("check", TOWN.replace("for dibao", "for 低保对像"), language="zh")
    (found,) = [one for one in told["diagnostics"] if one["code"] == "unknown_name"]
    (fix,) = found["fixes"]
    assert fix["edits"][0]["text"] == "低保对象"
    assert not fix["safe"]
