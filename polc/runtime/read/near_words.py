"""A text of a claim that is nearly one of the words that a rule asks for.

In: what a claim gives for a disease or a hospital, the words asked for. Out: the word that it
differs from by nothing but width, blanks, signs, letters' case or what stands in brackets; the two
are never taken for one another. The same of the hospitals of two claims, whose brackets count: they
name a house of one hospital.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from polc.messages.text import Text, say
from polc.runtime.case import CaseLayout, ClaimRead
from polc.runtime.read.read_value import LONGEST_WORD
from polc.runtime.vocabulary import Field

_BRACKETS: Final = re.compile(r"[(\[{<《〈【〔「『][^()\[\]{}<>]*[)\]}>》〉】〕」』]")
_SIGNS: Final = re.compile(r"[\W_]+")


def note_near_words(claim: Mapping[str, Any], path: str, layout: CaseLayout) -> Iterator[Text]:
    """A note for each text of the claim at a path that a rule nearly asks for."""
    for field in layout.fields:
        if field.open and field.scope == "claim":
            for key in (field.name, *field.chinese):
                given = claim.get(key)
                if isinstance(given, str) and (word := near_word(given, field)):
                    yield say(
                        "{path}.{field} `{given}` is not `{word}`, which the policy asks for, and "
                        "was taken as another",
                        path=path,
                        field=field.name,
                        given=given[:LONGEST_WORD],
                        word=word,
                    )


def note_near_hospitals(claims: Iterable[ClaimRead]) -> Iterator[Text]:
    """A note for each hospital that is written nearly as one of another claim; they are two."""
    written: dict[str, tuple[str, str]] = {}
    noted: set[str] = set()
    for claim in claims:
        if not claim.hospital or claim.hospital in noted:
            continue
        first, name = written.setdefault(bare_name(claim.hospital), (claim.id, claim.hospital))
        if name != claim.hospital:
            noted.add(claim.hospital)
            yield say(
                "`{claim}` is of `{hospital}` and `{first}` of `{other}`: written so they are two "
                "hospitals",
                claim=claim.id,
                hospital=claim.hospital[:LONGEST_WORD],
                first=first,
                other=name[:LONGEST_WORD],
            )


@lru_cache(maxsize=4096)
def bare_name(hospital: str) -> str:
    """The name without its width, blanks, signs and the case of its letters."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", hospital)).casefold()


@lru_cache(maxsize=4096)
def near_word(given: str, field: Field) -> str:
    """The word asked for that a text nearly is; empty where it is one or is like none."""
    *words, _ = field.choices
    if given in words:
        return ""
    bare = _bare(given)
    return next((word for word in words if bare and bare == _bare(word)), "")


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word)
    return _SIGNS.sub("", _BRACKETS.sub("", plain) or plain).casefold()
