"""What of a policy's text may stand in source: identifiers, comments, quoted texts.

In: any text. Out: text that can end no comment and no quotation, and begins nothing else. A comment
keeps letters, figures and a few signs; a quotation has everything, what is not plain as numbers.
"""

import re
from collections.abc import Collection
from typing import Final

RESERVED: Final = frozenset(
    [
        "abstract",
        "alignas",
        "alignof",
        "and",
        "as",
        "assert",
        "async",
        "auto",
        "await",
        "bool",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "char",
        "class",
        "complex",
        "const",
        "continue",
        "def",
        "default",
        "del",
        "do",
        "double",
        "elif",
        "else",
        "enum",
        "except",
        "extends",
        "extern",
        "false",
        "final",
        "finally",
        "float",
        "for",
        "from",
        "global",
        "goto",
        "if",
        "implements",
        "import",
        "in",
        "inline",
        "instanceof",
        "int",
        "interface",
        "is",
        "lambda",
        "long",
        "match",
        "native",
        "new",
        "noexcept",
        "none",
        "nonlocal",
        "not",
        "null",
        "or",
        "package",
        "pass",
        "private",
        "protected",
        "public",
        "raise",
        "record",
        "register",
        "restrict",
        "return",
        "sealed",
        "short",
        "signed",
        "sizeof",
        "static",
        "strictfp",
        "struct",
        "super",
        "switch",
        "synchronized",
        "this",
        "thread_local",
        "throw",
        "throws",
        "transient",
        "true",
        "try",
        "type",
        "typedef",
        "typeof",
        "typeof_unqual",
        "union",
        "unsigned",
        "var",
        "virtual",
        "void",
        "volatile",
        "while",
        "with",
        "yield",
        "after",
        "before",
        "copy",
        "dataclass",
        "divide_down",
        "errno",
        "field",
        "figures",
        "given",
        "inputs",
        "int64_t",
        "least",
        "linux",
        "main",
        "march_first",
        "max",
        "min",
        "missing",
        "month_after",
        "month_place",
        "month_start",
        "months_after",
        "most",
        "nearest_day",
        "next",
        "nullptr",
        "period_of",
        "refusal",
        "replace",
        "result",
        "run",
        "self",
        "steps",
        "sums",
        "unix",
        "value",
        "wide_divide_down",
        "wide_least",
        "wide_most",
        "wide_t",
        "year",
        "year_of",
        "years_between",
    ]
)
"""Words of the languages, and those that the sources have for themselves."""

_NO_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_NO_COMMENT: Final = re.compile(r"[^\w .,;:+−×%()<>=≤≥\[\]{}·-]")


def make_name(text: str, taken: Collection[str], spare: str) -> str:
    """An identifier that says the text, if it has plain letters, and is none of those taken."""
    plain = _NO_NAME.sub("_", text).strip("_").lower() if text.isascii() else ""
    if not plain or plain[0].isdigit():
        plain = f"{spare}_{plain}".rstrip("_")
    if plain in RESERVED:
        plain += "_"
    name, again = plain, 1
    while name in taken:
        again += 1
        name = f"{plain.rstrip('_')}_{again}"
    return name


def as_comment(text: str) -> str:
    """The text on one line, without what could end a comment or mean anything in one."""
    return _NO_COMMENT.sub("_", " ".join(text.split()))


def quote_by(text: str, write: "dict[str, str]", number: str) -> str:
    """A quotation: plain letters as they are, some signs as `write` has them, every other unit of
    the text's UTF-16 by its number (`number` is a format)."""
    found = []
    for letter in text:
        if letter in write:
            found.append(write[letter])
        elif " " <= letter <= "~":
            found.append(letter)
        else:
            units = letter.encode("utf-16-be")
            pairs = zip(units[::2], units[1::2], strict=True)
            found += [number.format(high << 8 | low) for high, low in pairs]
    return '"' + "".join(found) + '"'
