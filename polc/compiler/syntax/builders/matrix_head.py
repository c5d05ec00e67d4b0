"""The head of a matrix of terms: which term each column has, in which unit and for which period.

In: the parts of the head. Out: its `Column`s in order. A bracket that says no unit, and a column
that is none of a term, raise `WritingError`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.syntax.builders.build_terms import PERIODS
from polc.compiler.syntax.builders.matrix_rows import Part
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    span_of,
    tokens,
)
from polc.compiler.syntax.nodes.statements import Period, Term
from polc.grammar.keywords import KEYWORDS, spelling
from polc.grammar.synonyms import TOLD
from polc.messages.text import Text, either, say
from polc.records.evolve import evolve

Unit = Literal["yuan", "万元", "%"]

_TERMS: Final[dict[str, Term]] = {
    "DEDUCTIBLE": "deductible",
    "RATE": "rate",
    "CAP": "cap",
    "PAY": "pay",
}
_COLUMNS_ARE: Final = say(
    "the columns are the class, its terms (`deductible per year`, `rate (%)`, `cap per year`, "
    "`pay`) and `clause`; leave any other out"
)
"""Said of a column that is none of these."""

_CLAUSE: Final = ("CLAUSE_COLUMN", "CITE")
_SAID: Final = frozenset((*_TERMS, *PERIODS, *_CLAUSE))
_UNITS: Final[dict[str, Unit]] = {"yuan": "yuan", "元": "yuan", "万元": "万元", "%": "%"}

_SAYS_UNIT: Final = ("单位", "unit", "in")
"""What may stand before a unit in its bracket."""


@frozen
class Column:
    """`term` None: the column has the clause of each row. `unit` is that of a figure of the
    column that says none."""

    term: Term | None
    period: Period | None = None
    unit: Unit | None = None


def read_head(head: Sequence[Part]) -> tuple[Column, ...]:
    """A period belongs to the term before it, in a head that begins with one, or behind a term
    that has none, to the term after it; a bracket to the term before it."""
    _check_words(head)
    found: list[Column] = []
    waiting: Token | None = None
    words = [
        part
        for part in head
        if (part.type in _SAID if isinstance(part, Token) else part.data == "unit")
    ]
    leads = isinstance(words[0], Token) and words[0].type in PERIODS
    for word in words:
        if not isinstance(word, Token):
            found[-1:] = [_with_unit(column, word) for column in found[-1:]]
            continue
        if word.type in PERIODS and not leads and found and _lacks_period(found[-1]):
            found[-1] = evolve(found[-1], period=PERIODS[word.type])
            continue
        if waiting is not None and word.type not in ("DEDUCTIBLE", "CAP"):
            raise _of_no_term(waiting)
        if word.type in PERIODS:
            waiting = word
            continue
        period = PERIODS[waiting.type] if waiting is not None else None
        found.append(Column(None if word.type in _CLAUSE else _TERMS[word.type], period))
        waiting = None
    if waiting is not None:
        raise _of_no_term(waiting)
    return tuple(found)


def _lacks_period(column: Column) -> bool:
    return column.term in ("deductible", "cap") and column.period is None


def _of_no_term(period: Token) -> WritingError:
    message = say("`{word}` stands beside no deductible and no cap", word=str(period))
    hint = say("leave it out, or write it before the term whose period it is")
    return WritingError(message, span_of(period), "row_unlike_head", hint)


def _check_words(head: Sequence[Part]) -> None:
    """A head has terms, and before them the column of the classes."""
    terms = [part for part in head if isinstance(part, Token) and part.type in _SAID]
    words = list(_words_of(head))
    begun = [word for word in words if not terms or span_of(word).start < span_of(terms[0]).start]
    wrong = [word for word in words if word not in begun] + (begun if len(begun) > 1 else [])
    if not terms and not wrong:
        begin = span_of(head[0])
        raise WritingError(say("the head says no term"), begin, "row_unlike_head", _COLUMNS_ARE)
    if not wrong:
        return
    word = next((word for word in wrong if _advice_on(word) is not None), wrong[0])
    message = say("`{word}` is no column of a term", word=str(word))
    hint = _advice_on(word) or _COLUMNS_ARE
    raise WritingError(message, span_of(word), "row_unlike_head", hint)


def _words_of(head: Sequence[Part]) -> Iterator[Token]:
    """What is no word of a term."""
    for part in head:
        if not isinstance(part, Token):
            yield from tokens(part, "NAME", "ROW_NAME") if part.data != "unit" else ()
            yield from tokens(part, "INT") if part.data == "decimal" else ()
        elif part.type in ("PERSON", "GROUP", "FOR", "IDENTITY"):
            yield part


def _advice_on(word: Token) -> Text | None:
    """What to write for `年度最高支付限额`; None where nothing is known of the word."""
    said = str(word)
    for terminal in PERIODS:
        for period in KEYWORDS[terminal][1]:
            for term in _TERMS:
                if said.removeprefix(period) in KEYWORDS[term][1]:
                    write = f"{spelling(term, 'zh')} {spelling(terminal, 'zh')}"
                    return say("write `{word}`", word=write)
    told = TOLD.get(said)
    if told is None or not told.write:
        return None
    return say("write {written}", written=either(say("`{word}`", word=word) for word in told.write))


def _with_unit(column: Column, bracket: Branch) -> Column:
    """`起付线（元/年）`: the unit, and the period where the bracket says it."""
    for word in tokens(bracket, "NAME", "PERCENT_SIGN", *PERIODS):
        if str(word) in _SAYS_UNIT:
            continue
        if word.type in PERIODS and column.term in ("deductible", "cap"):
            column = evolve(column, period=PERIODS[word.type])
            continue
        unit = _UNITS.get(str(word))
        if unit is None or (unit == "%") != (column.term == "rate"):
            message = say("`{word}` is no unit of this column", word=str(word))
            hint = say("write `(yuan)`, `(万元)` or, for a rate, `(%)`")
            raise WritingError(message, span_of(word), "row_unlike_head", hint)
        column = evolve(column, unit=unit)
    return column
