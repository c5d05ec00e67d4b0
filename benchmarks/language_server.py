"""How long an editor waits: each question about a policy of 2,000 lines, right after a key was hit.

`python -m benchmarks.language_server`. In: the longest policy of the library. Out: milliseconds of
thread time of each answer, and how long the text is looked at as a whole.
"""

import time
from collections.abc import Callable
from pathlib import Path

from lsprotocol.types import Position, Range

import polc
from polc.language_server import colours, complete, hints, hover, layers, lenses, outline, places
from polc.language_server.analyse import Analysis
from polc.language_server.server import make_server

PATH = str(Path(polc.__file__).parent / "stdlib_policies" / "zhangye.pol")


def measure(name: str, ask: Callable[[], object]) -> None:
    """Prints one answer's time."""
    begin = time.thread_time()
    ask()
    print(f"{name:20} {1000 * (time.thread_time() - begin):6.0f} ms")


def main() -> None:
    """The first look, then every question of the text with one more letter in its middle."""
    server = make_server()
    text = Path(PATH).read_text(encoding="utf-8")
    server.documents.put(PATH, text)
    lines = text.split("\n")
    print(f"{len(lines)} lines")
    measure("looked at", lambda: server.analyses.of(PATH))
    measure("looked beside", lambda: server.analyses.look_beside(PATH))
    first = server.analyses.of(PATH)
    assert first is not None
    colours.semantic_tokens(first)
    line = next(at for at, found in enumerate(lines) if found.strip().startswith("benefit "))
    place = Position(line, lines[line].index("benefit ") + len("benefit ") + 1)
    middle = text.index("\n", len(text) // 2)

    def type_letters(count: int) -> Analysis:
        server.documents.put(PATH, f"{text[:middle]}  # {'x' * count}{text[middle:]}")
        now = server.analyses.now(PATH)
        assert now is not None
        return now

    now = type_letters(1)
    whole = Range(Position(0, 0), Position(len(lines) + 1, 0))
    measure("hover", lambda: hover.hover(now, place, None))
    measure("definition", lambda: places.find_definition(now, place))
    measure(
        "references",
        lambda: places.find_references(server.analyses, PATH, place, declaration=True),
    )
    type_letters(2)
    measure("rename", lambda: places.rename(server.analyses, PATH, place, "another_name"))
    measure("completion", lambda: complete.complete(now, Position(line + 1, 2), None))
    measure("outline", lambda: outline.document_symbols(now))
    measure("folding", lambda: outline.folding_ranges(now.source))
    measure("selection", lambda: outline.selection_ranges(now, [place]))
    measure("colours", lambda: colours.semantic_tokens(now))
    measure("hints", lambda: hints.inlay_hints(now, whole, None))
    measure("lenses", lambda: lenses.code_lenses(now, server.runs, None))
    measure("layers", lambda: layers.prepare_layers(now, place))
    measure("looked at again", lambda: server.analyses.of(PATH))


if __name__ == "__main__":
    main()
