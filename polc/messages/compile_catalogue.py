"""Keeps the translators' file in step with the sentences of the code, and compiles it.

`python -m polc.messages.compile_catalogue` collects every template that the code writes into
`zh.po`, in which translators write, and compiles what they wrote into `zh.mo`, which is read at
run time. With `--check` it writes nothing and exits 1 where a file is out of date. Either way it
names the sentences that have no Chinese yet. It needs Babel, of the extra `test`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
PO = _HERE / "zh.po"
MO = _HERE / "zh.mo"

_SAYING = ("say", "_chained")
"""The functions whose first argument is a template."""


def _templates_of(source: str) -> Iterator[str]:
    """What one module says, in an f-string too, where Babel's own extraction does not look."""
    for node in ast.walk(ast.parse(source)):
        yield from help_of(node)
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(template)), *_]):
                if name in _SAYING:
                    yield template


def help_of(node: ast.AST) -> Iterator[str]:
    """What a function says as a command of click's, paragraph by paragraph, and what an option
    of click's says of itself."""
    match node:
        case ast.FunctionDef(decorator_list=decorators) if any(map(_makes_command, decorators)):
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                yield " ".join(paragraph.split())
        case ast.Call(func=ast.Attribute(value=ast.Name(id="click"), attr="option")):
            for keyword in node.keywords:
                match keyword:
                    case ast.keyword(arg="help", value=ast.Constant(value=str(said))):
                        yield " ".join(said.split())
                    case _:
                        pass
        case _:
            pass


def _makes_command(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="click"), attr="command")):
            return True
        case _:
            return False


def collect_templates() -> Catalog:
    """Every template of the package with the files that say it: by file, then by the alphabet,
    so that a line moved in the code moves nothing in the catalogue."""
    said_in: dict[str, list[str]] = {}
    for path in sorted(_PACKAGE.rglob("*.py")):
        for template in dict.fromkeys(_templates_of(path.read_text(encoding="utf-8"))):
            name = path.relative_to(_PACKAGE.parent).as_posix()
            said_in.setdefault(template, []).append(name)
    found = Catalog()
    for template, files in sorted(said_in.items(), key=lambda item: (item[1][0], item[0])):
        found.add(template, locations=[(name, 1) for name in files])
    return found


def read_catalogue() -> Catalog:
    """The translators' file as it is. Raises `PoFileError` where it is none, as with the marks
    of a conflict, of which half the sentences would be lost."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh", ignore_obsolete=True, abort_invalid=True)


def update_catalogue() -> Catalog:
    """The translators' file with exactly the templates of the code. A changed one keeps the
    Chinese of the nearest that is gone, marked fuzzy."""
    catalogue = read_catalogue()
    catalogue.update(collect_templates(), update_creation_date=False)
    for message in catalogue:
        # `50% of` is no place of the old formats, which Babel takes it for.
        message.flags.discard("python-format")
    return catalogue


def find_untranslated(catalogue: Catalog) -> list[str]:
    """The templates without Chinese, or with one that was only guessed."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not message.string)
    ]


def find_stale(catalogue: Catalog) -> list[Path]:
    """The files that do not hold what the updated catalogue does. How they are laid out and
    what their headers say is a matter of the tool that wrote them."""
    stale = [] if _entries(read_catalogue()) == _entries(catalogue) else [PO]
    translated = {
        message.id: message.string
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
    compiled = {}
    if MO.exists():
        with MO.open("rb") as file:
            compiled = {message.id: message.string for message in read_mo(file) if message.id}
    return stale if compiled == translated else [*stale, MO]


def _entries(catalogue: Catalog) -> list[tuple[object, ...]]:
    """What is said of each sentence, in the order of the file."""
    return [
        (message.id, message.string, message.fuzzy, [name for name, _ in message.locations])
        for message in catalogue
        if message.id
    ]


def write_files(catalogue: Catalog) -> None:
    """Both files. A sentence is one line, whatever its length, to be searched and compared."""
    with PO.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=0,
            ignore_obsolete=True,
            include_previous=True,
            include_lineno=False,
        )
    with MO.open("wb") as file:
        write_mo(file, catalogue)


def main(arguments: list[str]) -> int:
    """Writes both files, or with `--check` says whether they are fresh."""
    catalogue = update_catalogue()
    stale = find_stale(catalogue)
    untranslated = find_untranslated(catalogue)
    for template in untranslated:
        print(f"no Chinese yet: {template}")
    if "--check" in arguments:
        print("catalogue: out of date, run just catalogue" if stale else "catalogue: fresh")
        return 1 if stale or untranslated else 0
    if stale:
        write_files(catalogue)
    return 1 if untranslated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
