"""What the command line says around the messages, in Chinese.

The key is the English sentence.
"""

from typing import Final

COMMANDS: Final[dict[str, str]] = {
    "error": "错误",
    "warning": "警告",
    "help": "建议",
    "{message}; {help}": "{message}；{help}",
}
