"""The grammar for VS Code: it is that of the keywords, and colours as the other lexer does."""

import re
from pathlib import Path

import pytest

import polc
from polc.compiler.syntax.normalise import normalise, wide_twins
from polc.editors.textmate import make_grammar
from polc.editors.vscode import make_files

EXTENSION = Path(polc.__file__).parent.parent / "editors" / "vscode"
POLICIES = sorted((Path(polc.__file__).parent / "stdlib_policies").glob("*.pol"))

KINDS = {
    "keyword.other": "keyword",
    "keyword.operator": "operator",
    "constant.numeric": "number",
    "string.quoted": "string",
    "comment.line": "comment",
    "entity.name.tag": "clause",
    "variable.other": "name",
}
"""What the lexer of Pygments calls the scopes."""


@pytest.mark.skipif(not EXTENSION.is_dir(), reason="a source package has no extension")
@pytest.mark.parametrize("place", make_files())
def test_made_file_is_up_to_date(place: str) -> None:
    """What is committed is made of the language as it is: `python -m polc.editors.vscode`."""
    assert (EXTENSION / place).read_text(encoding="utf-8") == make_files()[place]


def coloured(text: str) -> list[tuple[str, str]]:
    """The words of a text with their scopes, as an editor finds them: line by line, the first
    match, and of several at one place that of the first pattern."""
    patterns = [
        (pattern["name"], re.compile(pattern["match"])) for pattern in make_grammar()["patterns"]
    ]
    found = []
    for line in text.split("\n"):
        at = 0
        while at < len(line):
            matches = [
                (match.start(), place, match)
                for place, (_, pattern) in enumerate(patterns)
                if (match := pattern.search(line, at))
            ]
            if not matches:
                break
            _, place, match = min(matches, key=lambda one: one[:2])
            found.append((patterns[place][0], match.group()))
            at = match.end()
    return found


def kinds(text: str) -> list[tuple[str, str]]:
    """The same by the kinds of the other lexer; brackets and commas have none there."""
    return [
        (kind, word)
        for scope, word in coloured(text)
        for begin, kind in KINDS.items()
        if scope.startswith(begin)
    ]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policy_is_coloured_as_pygments_does(path: Path) -> None:
    """Every word of the policies has the same kind in both."""
    pytest.importorskip("pygments")
    from polc.editors.highlight import tell_words

    text = path.read_text(encoding="utf-8")
    assert kinds(text) == [(kind, word) for _, kind, word in tell_words(text)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("carried  over within the year", "keyword.other.polc"),
        ("ｒａｔｅ", "keyword.other.polc"),
        ("１８００元", "constant.numeric.money.polc"),
        ("７．５ 万元", "constant.numeric.money.polc"),
        ("６０％", "constant.numeric.percent.polc"),
        ("２０２２－０３－０１", "constant.numeric.date.polc"),
        ("capital", "variable.other.polc"),
        ("封顶数", "variable.other.polc"),
        ("＞＝", "keyword.operator.polc"),
        ("；", "punctuation.polc"),
        ("“rate 60% # 一”", "string.quoted.double.polc"),
        ("SZ-2.1.1", "entity.name.tag.clause.polc"),
        ("@", "invalid.illegal.polc"),
    ],
)
def test_word(text: str, scope: str) -> None:
    """Each kind of word is one, in either width."""
    assert coloured(text) == [(scope, text)]


def test_wide_twin() -> None:
    """Every twin is read as its sign."""
    signs = "0Az%-,;:(){}<>=.|/+"
    assert [normalise(twin) for sign in signs for twin in wide_twins(sign)] == [
        sign for sign in signs for _ in wide_twins(sign)
    ]
