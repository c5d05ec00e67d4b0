"""The same file in Chinese keywords.

In: a text in English keywords. Out: one in Chinese keywords that says the same, with the
forms that only Chinese has: the amount before its rate, the ends of spans of days.
"""

from typing import Any

from lark import Token, Tree

from polc.compiler.report.source import SourceText
from polc.compiler.syntax.parse import parse
from polc.grammar.keywords import KEYWORDS, spelling

_ENDS = {"UNTIL": "止", "FROM": "起"}
_SPANS = (
    *("in_force", "held_identity", "key", "until", "window", "carried", "during"),
    "benefit_year",
)


def in_chinese(text: str) -> str:
    """The text in Chinese keywords."""
    tree, mistakes = parse(SourceText("made.pol", text))
    assert tree is not None, mistakes
    return "\n".join(_say(child) for child in tree.children) + "\n"


def _say(node: Any) -> str:  # noqa: C901  # one case for each order of words
    if isinstance(node, Token):
        return spelling(node.type, "zh") if node.type in KEYWORDS else str(node)
    assert isinstance(node, Tree)
    parts = [_say(child) for child in node.children]
    types = [child.type if isinstance(child, Token) else "" for child in node.children]
    match node.data:
        case "product":
            rate, amount = parts[0], parts[2]
            plain = isinstance(node.children[2], Tree) and node.children[2].data == "atom"
            return f"{amount if plain else f'({amount})'} 的 {rate}"
        case "count_as" if types[0] == "COUNT_TYPE":
            return " ".join([parts[1], "视同", *parts[3:]])
        case "split" if "FIRST" in types:
            return f", 先扣 {parts[2]}"
        case "payer_share":
            plain = isinstance(node.children[2], Tree) and node.children[2].data == "atom"
            return f"{parts[0]} {parts[2]} 以内" if plain else " ".join(parts)
        case "under":
            return " ".join(["若", *parts[1:]])
        case "reach" if "BEFORE_RECOGNITION" in types:
            return f"自认定前 {parts[1]} 起"
        case "naming":
            return f"称为 {parts[1]}"
        case "leaving_line":
            return " ".join(
                "=" if type_ == "OF" else part for type_, part in zip(types, parts, strict=True)
            )
        case "rank" | "layers":
            return " ".join("优先于" if part == ">" else part for part in parts)
        case "level":
            return " ".join("同于" if part == "=" else part for part in parts)
        case "when_line" | "when_part" | "case" if "WHEN" in types:
            parts[types.index("WHEN") + 1] += " 时"
        case "matrix_names" if types[0] == "ROW_NAME":
            # A name that begins a line begins a row.
            parts[0] = f"\n{parts[0]}"
        case data if data in _SPANS:
            for place, kind in enumerate(types):
                if kind in _ENDS:
                    parts[place + 1] += f" {_ENDS[kind]}"
        case _:
            pass
    return " ".join(parts)
