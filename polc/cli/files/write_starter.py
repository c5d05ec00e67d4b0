"""A starter policy in a file of its own.

In: a name and a language. Out: the file's path. `CannotRead` where the name cannot be one, or
where there is such a file already; `CannotWrite` where the system does not let it be.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from polc.api.loader import LIBRARIES, stdlib_names
from polc.cli.terminal.exit_status import CannotRead, why_unwritable
from polc.grammar.keywords import all_spellings
from polc.grammar.word import WORD
from polc.messages.text import Language, say

STARTERS: Final = Path(__file__).parent / "starters"
_PLACEHOLDER: Final = "my_city"


def write_starter(name: str, language: Language) -> Path:
    """`NAME.pol` in the current folder, where NAME may end with `.pol` already."""
    stem = name.removesuffix(".pol")
    if not WORD.fullmatch(stem):
        plain = re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_")
        better = plain if WORD.fullmatch(plain) else _PLACEHOLDER
        raise CannotRead(
            say("`{name}` cannot be the name of a policy; `{better}` can", name=name, better=better)
        )
    if stem in stdlib_names() or stem in LIBRARIES or stem in all_spellings():
        raise CannotRead(say("`{name}` is a name that polc uses itself", name=stem))
    path = Path(f"{stem}.pol")
    text = (STARTERS / f"{language}.pol").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text.replace(_PLACEHOLDER, stem))
    except FileExistsError:
        raise CannotRead(say("there is a file `{name}` already", name=path)) from None
    except OSError as mistake:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise why_unwritable(str(path), mistake) from None
    return path
