"""Words that a declaration may not take, because something else already goes by them.

In: what is declared, and a word for it. Out: why the word is taken, or None. They are the results
of a settlement, what a case says of a claim or a person, what the plan calls its inputs, and the
figures that a value names without declaring them.
"""

from typing import Final

from polc.compiler.model.running_figures import FIGURE_WORDS, LEFT_TO_POLICIES
from polc.compiler.names.symbol_kinds import SymbolKind
from polc.compiler.syntax.nodes.items import FieldDeclaration
from polc.compiler.syntax.nodes.values import Syntax
from polc.grammar.keywords import KEYWORDS
from polc.messages.text import Text, say
from polc.runtime.vocabulary import FIELDS, GIVEN_ALIASES, find_field

RESULTS: Final = frozenset(("remaining", "patient_pays", "identity", "payer", "outside"))
"""What a settlement says of every claim, or sums up for it."""

PLAN_WORDS: Final = frozenset(
    ("paid", "claim", "person", "region", "system", "since", "emit", "pool", "tally", "param")
)
"""What the plan's inputs and steps begin with, where those of a benefit begin with its name."""

OPENING_WORDS: Final = frozenset(("pools", "tallies", "lines"))
"""What an opening may give beside the benefits."""

CASE_KEYS: Final = {
    "claim": frozenset(
        ("id", "visit", "continues", "reverses", "seq", "paid", "setl_id", *GIVEN_ALIASES)
    ),
    "person": frozenset(("id", "identities", "psn_no")),
    "region": frozenset[str](),
}
"""What a case says beside the fields of the vocabulary."""

COLUMNS: Final = frozenset(field.alias for field in FIELDS if field.alias is not None)
"""Columns of the platform that give a field of the vocabulary."""

VALUE_WORDS: Final = frozenset(("none", "yes", "no", "base", "payer"))
"""Words that a value, or the line after it, begins with."""

_EVERYBODY, _REST, _PERSON = (
    frozenset(word for spellings in KEYWORDS[terminal] for word in spellings)
    for terminal in ("EVERYONE", "OTHERWISE", "PERSON")
)
PEOPLE_WORDS: Final[dict[SymbolKind, frozenset[str]]] = {
    "identity": _EVERYBODY | _REST | _PERSON,
    "group": _EVERYBODY | _REST,
    "list": _REST,
}
"""Words that say whom a line or a row is for, or that a person follows, whoever is called so."""

_RESULT_KINDS: Final[tuple[SymbolKind, ...]] = ("benefit", "report")
_VALUE_KINDS: Final[tuple[SymbolKind, ...]] = ("parameter", "field", "tally", "identity", "group")


def why_reserved(kind: SymbolKind, word: str, node: Syntax) -> Text | None:
    """Who uses the word already, where a thing of this kind may not be called so."""
    if kind in _RESULT_KINDS:
        return taken_in_results(kind, word)
    if word in PEOPLE_WORDS.get(kind, ()):
        return say("`{word}` is a word of the language where people or a row stand", word=word)
    if kind not in _VALUE_KINDS:
        return None
    if word in FIGURE_WORDS and word not in LEFT_TO_POLICIES:
        return say("`{word}` is a figure that every rule can name", word=word)
    if word in VALUE_WORDS:
        return say("`{word}` is a word of the language where a value stands", word=word)
    if isinstance(node, FieldDeclaration):
        if word in CASE_KEYS[node.scope] or word in COLUMNS:
            return say("`{word}` of a case means something else", word=word)
        return None
    if find_field(word) is not None:
        return say("`{word}` is a field that every case has already", word=word)
    return None


def taken_in_results(kind: SymbolKind, word: str) -> Text | None:
    """The same of a result: of a benefit, a report, or of what a benefit tells beside it."""
    if word in RESULTS:
        return say("a settlement uses the name `{word}` itself", word=word)
    if word in PLAN_WORDS:
        return say("a plan uses the name `{word}` itself", word=word)
    if kind == "benefit" and word in OPENING_WORDS:
        return say("an opening uses the name `{word}` itself", word=word)
    return None
