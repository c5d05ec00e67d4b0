"""The files of the extension for VS Code that are made from the language.

In: nothing. Out: by their place in the extension's folder their texts; run as a module with that
folder they are written.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from polc.editors.snippets import snippets_of
from polc.editors.textmate import make_grammar
from polc.grammar.keywords import spelling
from polc.messages.text import Language

_LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")


def make_files() -> dict[str, str]:
    """Place → text."""
    return {
        "syntaxes/polc.tmLanguage.json": _as_json(make_grammar()),
        **{
            f"snippets/{language}.json": _as_json(make_snippets(language))
            for language in _LANGUAGES
        },
    }


def make_snippets(language: Language) -> dict[str, Any]:
    """The drafts of a language, each by the keyword that begins it."""
    return {
        spelling(terminal, language): {
            "prefix": spelling(terminal, language),
            "body": text.split("\n"),
        }
        for terminal, text in snippets_of(language).items()
    }


def _as_json(made: Mapping[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path) -> None:
    for place, text in make_files().items():
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
