"""A word of either script.

In: nothing. Out: the expression. One that knows the Chinese characters takes a millisecond to be
made: there is one for whoever needs no more.
"""

import re
from typing import Final

from polc.grammar.keywords import HAN

WORD: Final = re.compile(rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+")
