"""Every sentence in Chinese, and the code that sentences quote.

In: nothing. Out: `CHINESE`, English template to Chinese template, and `CODE`. Loaded when
the first sentence is said in Chinese.
"""

from typing import Final

from polc.messages.chinese.cases import CASES
from polc.messages.chinese.checks import CHECKS
from polc.messages.chinese.code import CODE
from polc.messages.chinese.commands import COMMANDS
from polc.messages.chinese.nouns import NOUNS
from polc.messages.chinese.policies import POLICIES
from polc.messages.chinese.values import VALUES
from polc.messages.chinese.writing import WRITING

PARTS: Final = (NOUNS, WRITING, POLICIES, CASES, VALUES, COMMANDS, CHECKS)
CHINESE: Final[dict[str, str]] = {
    template: chinese for part in PARTS for template, chinese in part.items()
}

__all__ = ["CHINESE", "CODE", "PARTS"]
