"""The Chinese catalogue is whole: every template the code writes, and no other."""

import ast
import pickle
import re
from functools import cache
from pathlib import Path

import polc
from polc.grammar.keywords import HAN, KEYWORDS
from polc.messages.compile_catalogue import (
    find_stale,
    find_untranslated,
    help_of,
    read_catalogue,
    update_catalogue,
)
from polc.messages.quoted_code import CODE
from polc.messages.text import in_language, say
from tests.package_sources import nodes_of

PACKAGE = Path(polc.__file__).parent
TOLD = {"error": (1, 3), "warning": (1, 3), "place": (1,), "Problem": (2,), "Diagnostic": (1,)}
IN_JSON = {"claim", "from", "to", "person", "rate", "paid", "opening"}
"""Fields of a case or a parameter that are spelt as a keyword is."""

OF_THE_PLAN = {"before", "by X { … }", "reading R"}
"""Words with which a plan is shown, whatever the language of the policy."""


@cache
def chinese() -> dict[str, str]:
    """Sentence by sentence what the catalogue has."""
    return {str(message.id): str(message.string) for message in read_catalogue() if message.id}


CODE_QUOTED = re.compile(r"`([^`]*)`")


def places_of(template: str) -> set[str]:
    """The names of a template's places."""
    return set(re.findall(r"\{([a-z_]+)\}", template))


@cache
def calls() -> list[tuple[Path, str, ast.Call]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                function = node.func
                name = getattr(function, "attr", "") or getattr(function, "id", "")
                found.append((path, name, node))
    return found


@cache
def templates() -> dict[str, set[str]]:
    """Every template in the code, with the arguments that its calls give."""
    found: dict[str, set[str]] = {}
    for path, name, node in calls():
        if name not in ("say", "_chained") or not node.args:
            continue
        if path.name == "text.py" and not isinstance(node.args[0], ast.Constant):
            continue
        template = node.args[0]
        assert isinstance(template, ast.Constant), f"{path}:{node.lineno} computes its template"
        given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
        given |= {"some", "other"} if name == "_chained" else set()
        assert places_of(template.value) == given, f"{path}:{node.lineno}"
        found.setdefault(template.value, set()).update(given)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in nodes_of(path):
            found.update((template, set()) for template in help_of(node))
    return found


def test_every_template_is_in_chinese() -> None:
    """Whatever the code can say, the catalogue has."""
    assert [template for template in templates() if template not in chinese()] == []


def test_no_entry_is_unused() -> None:
    """The catalogue has nothing that the code never says."""
    assert [sentence for sentence in chinese() if sentence not in templates()] == []


def test_every_sentence_is_translated() -> None:
    """No entry is empty, and none has only the Chinese of a sentence that was like it."""
    assert find_untranslated(read_catalogue()) == []


def test_the_catalogue_is_fresh() -> None:
    """`just catalogue` has nothing to write: the compiled file is what translators wrote."""
    assert find_stale(update_catalogue()) == []


def test_chinese_has_the_same_places() -> None:
    """Every Chinese sentence has the places of its English one."""
    wrong = [
        template for template, told in chinese().items() if places_of(told) != places_of(template)
    ]
    assert wrong == []


def test_chinese_quotes_the_same_code() -> None:
    """Every Chinese sentence quotes what the English one quotes, with English keywords."""
    wrong = [
        template
        for template, told in chinese().items()
        if set(CODE_QUOTED.findall(told)) != set(CODE_QUOTED.findall(template))
    ]
    assert wrong == []


def test_no_message_is_plain_text() -> None:
    """No diagnostic and no problem is made of a text that only English has."""
    for path, name, node in calls():
        for place in TOLD.get(name, ()):
            if place < len(node.args) and len(node.args) > 2:
                plain = isinstance(node.args[place], ast.Constant | ast.JoinedStr | ast.BinOp)
                assert not plain, f"{path}:{node.lineno}"


def test_quoted_keywords_are_in_both_languages() -> None:
    """Code that begins with an English keyword has its Chinese form."""
    english = {word for words, _ in KEYWORDS.values() for word in words}
    quoted = {code for template in templates() for code in CODE_QUOTED.findall(template)}
    lacking = {
        code
        for code in quoted
        if any(re.match(rf"{word}(?![\w])", code) for word in english) and code not in CODE
    }
    assert lacking == IN_JSON | OF_THE_PLAN


def test_no_code_is_unused() -> None:
    """Every stretch of code is quoted by some sentence."""
    quoted = {code for template in templates() for code in CODE_QUOTED.findall(template)}
    assert set(CODE) <= quoted


def test_chinese_code_has_the_same_places() -> None:
    """Quoted code has the same places in both languages."""
    assert [code for code, told in CODE.items() if places_of(told) != places_of(code)] == []


def test_chinese_sentences_are_chinese() -> None:
    """Outside of quoted code and places a Chinese sentence has no English word but names: of forms,
    of options, of endings of files."""
    known = {"polc", "JSON", "TOML", "UTF", "true", "false", "null", "SARIF", "Schema"}
    known |= {"GitHub", "Actions", "Chromium", "WeasyPrint", "PDF", "HTTP", "RFC"}
    for told in chinese().values():
        bare = re.sub(r"`[^`]*`|\{\w+\}|--\w+(?:-\w+)*|\.[a-z]+|POLC_[A-Z]+", "", told)
        assert set(re.findall("[A-Za-z]+", bare)) <= known, told
        assert not told.endswith("。"), told
        assert not re.search(rf"[{HAN}][,;:?()]", bare), told


def test_a_text_is_its_english_sentence() -> None:
    """Whoever knows nothing of languages reads English."""
    assert say("unknown name `{name}`", name="x") == "unknown name `x`"


def test_nouns_are_said_in_the_language_of_the_sentence() -> None:
    """A noun given as an argument is Chinese where the sentence is."""
    said = say("{wanted} is expected here", wanted=say("a group"))
    assert in_language(said, "zh", "zh") == "此处应为人群"


def test_quoted_code_keeps_the_keywords_of_the_file() -> None:
    """A Chinese sentence about an English file quotes English keywords, and the reverse."""
    said = say("write `per referral chain`")
    assert in_language(said, "zh", "en") == "请写`per referral chain`"
    assert in_language(said, "en", "zh") == "write `每次转诊`"


def test_what_users_write_is_no_template() -> None:
    """Braces in a user's word stay what they are."""
    said = say("unknown name `{name}`", name="{name.__class__}{0}")
    assert in_language(said, "zh", "zh") == "未知名称`{name.__class__}{0}`"


def test_a_text_can_be_pickled() -> None:
    """A message told by another process can still be said in Chinese."""
    said = pickle.loads(pickle.dumps(say("unknown name `{name}`", name="x")))  # noqa: S301
    assert in_language(said, "zh", "zh") == "未知名称`x`"
