"""Where a word of the field is wrong for a keyword, and where it is none.

In: the table of synonyms. Out: `FILLERS`, words that say nothing before a figure, `OPENING`, words
that are wrong only where they begin a line, `BORNE_SHARES`, words for the share that is borne.
"""

from typing import Final

from polc.grammar import advice
from polc.grammar.synonyms import TOLD

FILLERS: Final = frozenset(("为", "是", "即", "按", "按照", "is", "of", "equals"))
"""Words that say nothing between a keyword and its figure."""

OPENING: Final = frozenset(
    word
    for word, told in TOLD.items()
    if told.why in (advice.ORDERS, advice.ANEW)
    or told.why == advice.CONDITION
    or told.write
    in (
        ("pays when",),
        ("counts when",),
        ("rank",),
        ("layers",),
        ("not for",),
        ("身份次序",),
        ("支付次序",),
        ("不含",),
        ("引入",),
        ("use",),
        ("pay the highest of",),
    )
)
"""Words that are wrong for a keyword only where they begin a line."""

BORNE_SHARES: Final = frozenset(word for word, told in TOLD.items() if told.why == advice.BORNE)
"""Words for the share that the person bears."""
