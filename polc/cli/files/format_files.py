"""The files that `fmt` lays out, read and written.

In: paths, or standard input. Out: each file's text before and after, or why there is none. A
file is replaced whole: whoever reads it meanwhile sees the old text or the new one.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from polc.api.loader import BYTE_ORDER_MARK, MOST_BYTES, read_text, read_used
from polc.cli.files.find_policies import find_policies
from polc.cli.files.input_files import STANDARD_INPUT, read_standard_input
from polc.cli.files.write_text import check_writable, write_text
from polc.cli.terminal.exit_status import CannotRead, FileTrouble, why_unloaded, why_unreadable
from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.grammar.keywords import HAN, KEYWORDS, Language
from polc.messages.text import say
from polc.records.frozen import frozen

_USE: Final = "|".join(word for words in KEYWORDS["USE"] for word in words)
_USES: Final = re.compile(rf"^[ \t]*(?:{_USE})[ \t]+((?:[\w \t]|[,，、]\s*)+)", re.MULTILINE)
_TITLES: Final = re.compile(rf'"([{HAN}]+)"')


@frozen
class Formatted:
    """A file, or standard input (`path` None): `text` None where it has mistakes."""

    name: str
    path: Path | None
    before: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether laying it out changes it."""
        return self.text is not None and self.text != self.before


def format_file(
    paths: Sequence[str], language: Language | None
) -> Iterator[Formatted | FileTrouble]:
    """Every file of the paths."""
    for file in find_policies(paths):
        path = Path(file.name)
        try:
            if file.why is not None:
                raise file.why
            check_writable(path, file.name)
            before = read_text(path, file.name)
        except FileTrouble as mistake:
            yield mistake
            continue
        except OSError as mistake:
            yield why_unloaded(mistake)
            continue
        yield _format(file.name, path, before, language)


def format_input(language: Language | None) -> Formatted | FileTrouble:
    """What comes on standard input."""
    try:
        before = read_standard_input(MOST_BYTES).decode("utf-8")
    except UnicodeDecodeError as mistake:
        return why_unreadable(STANDARD_INPUT, mistake)
    except CannotRead as mistake:
        return mistake
    return _format(STANDARD_INPUT, None, before.removeprefix(BYTE_ORDER_MARK), language)


def _format(
    name: str, path: Path | None, before: str, language: Language | None
) -> Formatted | FileTrouble:
    source = SourceText(name, before.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"))
    try:
        text, diagnostics = format_text(source, language, _names_used(source))
    except NotKeptError:
        return CannotRead(
            say(
                "{name} stays as it is: laid out it would not say the same; please report this",
                name=source.name,
            )
        )
    return Formatted(source.name, path, before, text, diagnostics)


def write_file(formatted: Formatted) -> None:
    """Puts the new text in the place of the old."""
    assert formatted.path is not None
    assert formatted.text is not None
    write_text(formatted.path, formatted.name, formatted.text)


def names_in_use_lines(text: str) -> Iterator[str]:
    """The files that the text uses, by name."""
    for names in _USES.findall(text):
        yield from filter(None, re.split(r"[\s,，、]+", names))


def _names_used(source: SourceText) -> frozenset[str]:
    """The titles in the files that this one uses: words that may stand in it."""
    found: set[str] = set()
    for name in names_in_use_lines(source.text):
        try:
            used = read_used(name, source.name)
        except OSError:
            continue
        if used is not None:
            found.update(_TITLES.findall(used.text))
    return frozenset(found)
