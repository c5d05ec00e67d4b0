"""The colours of `.pol` text for editors that read TextMate grammars, as VS Code does.

In: nothing. Out: a grammar as a plain object, made from the keywords and the figures of the
language, with the wide twins that a Chinese input method types. Such an editor looks at one line at
a time: a keyword that is broken over two is coloured by the language server.
"""

import re
from typing import Any, Final

from polc.compiler.syntax.normalise import wide_twins
from polc.grammar.keywords import HAN, all_spellings, language_of
from polc.grammar.lexer import PIECES

_SCOPES: Final = {
    "DATE": "constant.numeric.date.polc",
    "MONEY": "constant.numeric.money.polc",
    "PERCENT": "constant.numeric.percent.polc",
    "POINTS": "constant.numeric.points.polc",
    "DAYS": "constant.numeric.days.polc",
    "MONTHS": "constant.numeric.months.polc",
    "INT": "constant.numeric.integer.polc",
    "CLAUSE": "entity.name.tag.clause.polc",
    "NAME": "variable.other.polc",
}
"""The grammar's pieces that have a colour; strings and signs are told apart below."""

_GUARDS: Final = {"en": "(?![A-Za-z0-9_])", "zh": f"(?![{HAN}])"}

_PART: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[!=]|:)|\{[0-9,]*\}|(?s:.)")
"""A pattern's parts: an escaped sign, a class, the opening of a group, a count, any other."""


def make_grammar() -> dict[str, Any]:
    """The grammar; of patterns that match at one place the first counts."""
    return {
        "information_for_contributors": [
            "made by `python -m polc.editors.vscode`, from the language's keywords and figures"
        ],
        "name": "polc",
        "scopeName": "source.polc",
        "fileTypes": ["pol"],
        "patterns": [
            _pattern("comment.line.number-sign.polc", r"#.*"),
            _pattern("string.quoted.double.polc", r'"[^"]*"|“[^”]*”'),
            # After the point of a path stands a name, whatever it is spelt like.
            _pattern("variable.other.member.polc", _widen(rf"(?<=\.)(?:[A-Za-z_]\w*|[{HAN}]+)")),
            _pattern("keyword.other.polc", _keywords()),
            *(_pattern(_SCOPES[kind], _widen(found)) for kind, found in PIECES if kind in _SCOPES),
            _pattern("keyword.operator.polc", _widen(r"\.\.|[<>]=?|[=|+-]")),
            _pattern("punctuation.polc", _widen(r"[{}(),;:.]")),
            _pattern("invalid.illegal.polc", r"\S"),
        ],
    }


def _pattern(scope: str, match: str) -> dict[str, str]:
    return {"name": scope, "match": match}


def _keywords() -> str:
    """Every keyword, longest first; no letter of the same script may follow."""
    longest_first = sorted(all_spellings(), key=lambda word: (-len(word), word))
    return "|".join(
        _widen(r"\s+".join(word.split()) + _GUARDS[language_of(word)]) for word in longest_first
    )


def _widen(pattern: str) -> str:
    """The pattern with the wide twins of its signs, digits and letters."""
    return "".join(map(_widen_part, _PART.findall(pattern)))


def _widen_part(part: str) -> str:
    if part.startswith("["):
        return _widen_class(part)
    if part == r"\w":
        return _widen_class("[A-Za-z0-9_]")
    sign = part.removeprefix("\\")
    is_sign = len(sign) == 1 and (part != sign or sign not in "()|?*+.^$")
    twins = wide_twins(sign) if is_sign and part not in (r"\s", r"\S") else ""
    return f"[{sign}{twins}]" if twins else part


def _widen_class(part: str) -> str:
    """A class with the twins of each sign and each range in it."""
    if part.startswith("[^"):
        return part
    twins = "".join(
        f"{wide_twins(first)}-{wide_twins(last)}" if last else wide_twins(first)
        for first, last in re.findall(r"(\\?.)(?:-(?!\])(.))?", part[1:-1])
        if first.isascii()
    )
    hyphen = "-" if part.endswith("-]") else ""
    return f"{part[:-1].removesuffix('-')}{twins}{hyphen}]"
