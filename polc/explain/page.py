"""The page of a diagnostic: what it means, why it matters, an example and its repair.

In: the text of a page, `pages/CODE.md`. Out: a `Page`. A page has a heading
`# code: title · 标题`, then the parts named in `PARTS`, each below its heading, and before the
example those of `SAFETY` where its mistake has a repair; the example
and the repaired example are one block of code each. A page whose mistake cannot be shown in
a few lines has words in place of the block.
"""

import re
from typing import Final

from attrs import field

from polc.messages.text import Language
from polc.records.frozen import frozen

PARTS: Final = (
    "What it means",
    "Why it matters",
    "含义",
    "为什么要紧",
    "Example",
    "Repaired",
)
SAFETY: Final = ("Safety of the repair", "修正是否稳妥")
TOLD: Final = "例子与修正"
"""Where the example and its repair are told in words, the same in Chinese."""
_HEADING: Final = re.compile(r"# (?P<code>[a-z0-9_]+): (?P<title>[^·\n]+) · (?P<chinese>[^\n]+)\n")
_PART: Final = re.compile(r"^## (?P<name>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S)
_BLOCK: Final = re.compile(r"```pol\n(.*?)```", re.S)


class PageError(ValueError):
    """A page that is not written as this module says."""


@frozen(kw_only=True)
class Page:
    """A page; `titles`, `meaning` and `matters` by language, `example` and `repaired` programs,
    empty where the page tells them in words, which then stand in `told` by language; `safety` by
    language, empty where there is no repair."""

    code: str
    titles: dict[Language, str]
    meaning: dict[Language, str]
    matters: dict[Language, str]
    example: str
    repaired: str
    told: dict[Language, str] = field(factory=dict)
    safety: dict[Language, str] = field(factory=dict)


def read_page(text: str) -> Page:
    """The page; `PageError` where a part is missing or in another place."""
    head = _HEADING.match(text)
    if head is None:
        raise PageError("the first line is not `# code: title · 标题`")
    bodies = {found["name"]: found["body"].strip() for found in _PART.finditer(text)}
    safety: dict[Language, str] = {}
    if SAFETY[0] in bodies:
        safety = {"en": bodies.pop(SAFETY[0]), "zh": bodies.pop(SAFETY[1], "")}
    chinese = bodies.pop(TOLD, "")
    if tuple(bodies) != PARTS:
        raise PageError(f"the parts are {', '.join(bodies)}, not {', '.join(PARTS)}")
    example, repaired = _BLOCK.search(bodies["Example"]), _BLOCK.search(bodies["Repaired"])
    if (example is None) != (repaired is None):
        raise PageError("only one of the example and its repair is a block of code")
    return Page(
        code=head["code"],
        titles={"en": head["title"].strip(), "zh": head["chinese"].strip()},
        meaning={"en": bodies["What it means"], "zh": bodies["含义"]},
        matters={"en": bodies["Why it matters"], "zh": bodies["为什么要紧"]},
        example=example.group(1) if example else "",
        repaired=repaired.group(1) if repaired else "",
        told={}
        if example
        else {"en": f"{bodies['Example']}\n\n{bodies['Repaired']}", "zh": chinese},
        safety=safety,
    )
