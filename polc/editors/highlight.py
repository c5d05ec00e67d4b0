"""The colours of `.pol` text: a lexer for Pygments.

In: the text of a policy, or a piece of one. Out: Pygments tokens that join back to it. The
keywords and the figures are the grammar's; signs and digits that a Chinese input method types
are read as the compiler reads them. A sign that the language lacks is an Error token.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

from pygments.lexer import RegexLexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from polc.compiler.syntax.normalise import normalise
from polc.grammar.keywords import HAN, all_spellings, language_of
from polc.grammar.lexer import PIECES

_KINDS: Final = {
    "DATE": Literal.Date,
    "MONEY": Number,
    "PERCENT": Number,
    "POINTS": Number,
    "DAYS": Number,
    "MONTHS": Number,
    "INT": Number.Integer,
    "STRING": String.Double,
    "CLAUSE": Name.Tag,
    "NAME": Name,
}
"""The grammar's pieces that have a colour; the signs are sorted below."""


def _keywords() -> str:
    """Every keyword, longest first; no letter of the same script may follow."""
    longest_first = sorted(all_spellings(), key=lambda word: (-len(word), word))
    guards = {"en": "(?![A-Za-z0-9_])", "zh": f"(?![{HAN}])"}
    return "|".join(r"\s+".join(word.split()) + guards[language_of(word)] for word in longest_first)


WORD_KINDS: Final = (
    (Keyword, "keyword"),
    (Literal.Date, "number"),
    (Number, "number"),
    (String, "string"),
    (Comment, "comment"),
    (Operator, "operator"),
    (Name.Tag, "clause"),
    (Name, "name"),
)
"""What `tell_words` calls the types of tokens."""


class PolcLexer(RegexLexer):
    """Pygments finds it by the name `pol` or `polc`, or by the ending of a file."""

    name = "polc"
    aliases: ClassVar[list[str]] = ["pol", "polc"]
    filenames: ClassVar[list[str]] = ["*.pol"]

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            # After the point of a path stands a name, whatever it is spelt like.
            (rf"(?<=\.)(?:[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+)", Name),
            (_keywords(), Keyword),
            *((pattern, _KINDS[kind]) for kind, pattern in PIECES if kind in _KINDS),
            (r"\.\.|[<>]=?|[=|+-]", Operator),
            (r"[{}(),;:.]", Punctuation),
            (r".", Error),
        ]
    }

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """The tokens of the text with half-width signs, spelt as they were written."""
        for at, kind, value in super().get_tokens_unprocessed(normalise(text), stack):
            yield at, kind, text[at : at + len(value)]


def tell_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Of each word, sign and figure that has a colour its place, its kind and its text."""
    for at, token, word in PolcLexer().get_tokens_unprocessed(text):
        kind = next((kind for known, kind in WORD_KINDS if token[: len(known)] == known), None)
        if kind is not None:
            yield at, kind, word
