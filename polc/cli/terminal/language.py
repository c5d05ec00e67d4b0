"""The language in which a command speaks: the one asked for, else that of the file.

In: `--language`, else POLC_LANGUAGE, else the locale, and texts with the language of the policy
they are about. Out: the texts in that language. A command keeps that of the policy that it opened,
for the errors of what is read after it.
"""

import os
import re
from collections.abc import Sequence
from typing import Final

import click

from polc.messages.text import Language
from polc.messages.text import tell as tell  # the commands' own

LANGUAGE_VARIABLE: Final = "POLC_LANGUAGE"

_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set says which language the messages of programs have."""

_OF_FILE: Final = "polc language of the file"
"""Where the context of a command has the language of the policy that it opened."""

_ASKED: Final = re.compile(r"--language[= ](\S*)")


def locale_language() -> Language | None:
    """The language of the locale, as `zh_CN.UTF-8` is Chinese; None where it says none of ours,
    as `C` does."""
    name = next(filter(None, map(os.environ.get, _LOCALE_VARIABLES)), "")
    match re.split(r"[_.@-]", name.lower())[0]:
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return None


def asked_language(words: Sequence[str]) -> Language:
    """The language of a command line that is not understood, or not yet: of its words, else of
    the environment, else of the locale, else English."""
    asked = _ASKED.findall(" ".join(words)) or [os.environ.get(LANGUAGE_VARIABLE)]
    if asked[-1] in ("en", "zh"):
        return "zh" if asked[-1] == "zh" else "en"
    return locale_language() or "en"


def _choose_language(
    _context: click.Context, _param: click.Parameter, asked: Language | None
) -> Language | None:
    """The one asked for, else that of the locale; None: that of each file."""
    return asked or locale_language()


def keep_file_language(language: Language) -> None:
    """The language of the policy that the command is about, for what goes wrong behind it."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta[_OF_FILE] = language


def spoken_in(context: click.Context | None) -> Language | None:
    """The language that a command was asked for, else that of the policy it opened, else None."""
    if context is None:
        return None
    asked: Language | None = context.params.get("language") or context.meta.get(_OF_FILE)
    return asked


language_option: Final = click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default=None,
    envvar=LANGUAGE_VARIABLE,
    callback=_choose_language,
    help="Language of the messages, `en` or `zh`: else that of POLC_LANGUAGE, of the locale, of "
    "each file.",
)
