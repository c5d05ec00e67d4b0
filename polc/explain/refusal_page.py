"""The page of a code with which a case is refused: what it means, what to do, a refused case.

In: a code. Out: its `RefusalPage`, or None. A page, `refusals/CODE.md`, has a heading
`# code: title · 标题`, then the parts named in `PARTS`, each below its heading, and, where a few
lines show it, those of `CASES`: a case that the policy of `refusals/town.pol` refuses so, and one
that it settles.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from polc.messages.text import Language
from polc.records.frozen import frozen

FOLDER: Final = Path(__file__).parent / "refusals"
TOWN: Final = FOLDER / "town.pol"
"""The policy that the cases of the pages are for."""

PARTS: Final = ("What it means", "What to do", "含义", "怎么办")
CASES: Final = ("Refused", "Settled")
_HEADING: Final = re.compile(r"# (?P<code>[a-z_]+): (?P<title>[^·\n]+) · (?P<chinese>[^\n]+)\n")
_PART: Final = re.compile(r"^## (?P<name>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S)


class RefusalPageError(ValueError):
    """A page that is not written as this module says."""


@frozen(kw_only=True)
class RefusalPage:
    """A page by language; `refused` and `settled` are JSON, empty where no few lines show it."""

    code: str
    titles: dict[Language, str]
    meaning: dict[Language, str]
    way_out: dict[Language, str]
    refused: str = ""
    settled: str = ""


@lru_cache(maxsize=1)
def refusal_codes() -> tuple[str, ...]:
    """Every code that has a page, by the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def find_refusal_page(code: str) -> RefusalPage | None:
    """The page of a code."""
    if code not in refusal_codes():
        return None
    return _read_page((FOLDER / f"{code}.md").read_text(encoding="utf-8"))


def _read_page(text: str) -> RefusalPage:
    head = _HEADING.match(text)
    bodies = {found["name"]: found["body"].strip() for found in _PART.finditer(text)}
    if head is None or tuple(bodies) not in (PARTS, PARTS + CASES):
        raise RefusalPageError(f"a page has a heading and the parts {', '.join(PARTS + CASES)}")
    refused, settled = (_json_of(bodies.get(name, "")) for name in CASES)
    return RefusalPage(
        code=head["code"],
        titles={"en": head["title"].strip(), "zh": head["chinese"].strip()},
        meaning={"en": bodies["What it means"], "zh": bodies["含义"]},
        way_out={"en": bodies["What to do"], "zh": bodies["怎么办"]},
        refused=refused,
        settled=settled,
    )


def _json_of(block: str) -> str:
    return block.removeprefix("```json\n").removesuffix("```").rstrip()
