"""Files as they are while they are typed: every prefix, every token left out or twice.

In: a right text. Out: variants of it, and what the compiler answers: how many messages more
than for the right text, in which time. `python -m tests.compiler.syntax.sweep` goes through all
variants of all files and prints the table of `docs/typing.md`.
"""

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from random import Random
from time import process_time
from typing import Final, Literal

from attrs import frozen

from polc.compiler.format.format import format_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import FOLDER, read_stdlib

HERE: Final = Path(__file__).parent
MOST_MESSAGES: Final = 5
MOST_SECONDS: Final = 1.0
Kind = Literal["prefix", "without", "twice"]
KINDS: Final[tuple[Kind, ...]] = ("prefix", "without", "twice")

_TOKEN: Final = re.compile(r'#[^\n]*|"[^"\n]*"|“[^”\n]*”|\w+|[0-9.]+|\S')


@frozen
class Variant:
    """A text with one mistake of this kind at a place of the right one."""

    file: str
    kind: Kind
    at: int
    text: str


@frozen
class Answer:
    """The messages beyond those of the right text, and the seconds it took."""

    file: str
    kind: Kind
    at: int
    messages: int
    seconds: float


def read_beside(name: str, by: str) -> SourceText | None:
    """A file of this folder, or one of the standard library."""
    path = HERE / f"{name}.pol"
    if path.exists():
        return SourceText(f"{name}.pol", path.read_text(encoding="utf-8"))
    return read_stdlib(name, by)


def texts() -> dict[str, str]:
    """The file with every construct, in both languages of keywords."""
    english = (HERE / "everything.pol").read_text(encoding="utf-8")
    words = frozenset(re.findall(r'"([\u4e00-\u9fff]+)"', (FOLDER / "identities.pol").read_text()))
    chinese, _ = format_text(SourceText("everything.pol", english), "zh", words)
    assert chinese is not None
    return {"everything": english, "everything_zh": chinese}


def stdlib_policies() -> dict[str, str]:
    """The policies of the standard library."""
    names = ("national", "suizhou", "zhangye", "chongqing", "pengshui")
    return {name: (FOLDER / f"{name}.pol").read_text(encoding="utf-8") for name in names}


def variants(file: str, text: str, kinds: Sequence[Kind] = KINDS) -> Iterator[Variant]:
    """All of a text; a prefix ends at any character."""
    for kind in kinds:
        if kind == "prefix":
            yield from (Variant(file, kind, at, text[:at]) for at in range(len(text)))
            continue
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            if not token.group().startswith("#"):
                left = text[:start] if kind == "without" else f"{text[:end]} "
                right = text[end:] if kind == "without" else text[start:]
                yield Variant(file, kind, start, left + right)


def sample(file: str, text: str, count: int, seed: int) -> list[Variant]:
    """So many variants, whichever the seed picks; a prefix ends at a line or inside one."""
    chance = Random(f"{seed}{file}")
    tokens = [match for match in _TOKEN.finditer(text) if not match.group().startswith("#")]
    found = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        token = chance.choice(tokens)
        start, end = token.span()
        if kind == "prefix":
            found.append(Variant(file, kind, end, text[:end]))
        elif kind == "without":
            found.append(Variant(file, kind, start, text[:start] + text[end:]))
        else:
            found.append(Variant(file, kind, start, f"{text[:end]} {text[start:]}"))
    return found


def messages_of(text: str) -> list[str]:
    """All that is found in a text, warnings included."""
    return [
        diagnostic.message
        for diagnostic in compile_text(SourceText("t.pol", text), read_beside).diagnostics
    ]


def answer(variant: Variant, usual: Collection[str]) -> Answer:
    """What the compiler says of a variant beyond the usual; an exception is let through."""
    begun = process_time()
    found = messages_of(variant.text)
    seconds = process_time() - begun
    more = sum(1 for message in found if message not in usual)
    return Answer(variant.file, variant.kind, variant.at, more, seconds)


def _answer(task: tuple[Variant, list[str]]) -> Answer:
    return answer(*task)


def table(answers: Sequence[Answer]) -> str:
    """A line for each file and kind."""
    lines = [
        "| file | kind | variants | most messages | over five | mean messages | slowest (s) |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for file, kind in dict.fromkeys((answer.file, answer.kind) for answer in answers):
        own = [answer for answer in answers if (answer.file, answer.kind) == (file, kind)]
        most, slowest = (
            max(answer.messages for answer in own),
            max(answer.seconds for answer in own),
        )
        over = sum(answer.messages > MOST_MESSAGES for answer in own)
        mean = sum(answer.messages for answer in own) / len(own)
        lines.append(
            f"| {file} | {kind} | {len(own)} | {most} | {over} | {mean:.2f} | {slowest:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints the table and every variant with more messages than there should be."""
    stdlib = "--stdlib" in sys.argv
    files = stdlib_policies() if stdlib else texts()
    tasks = []
    for file, text in files.items():
        usual = messages_of(text)
        found = sample(file, text, 600, 1) if stdlib else variants(file, text)
        tasks += [(variant, usual) for variant in found]
    with Pool() as pool:
        answers = pool.map(_answer, tasks, chunksize=50)
    sys.stdout.write(f"{table(answers)}\n")
    for measured in answers:
        if measured.messages > MOST_MESSAGES or measured.seconds > MOST_SECONDS:
            line = SourceText("t", files[measured.file]).line_of(measured.at)
            place = (
                f"{measured.file}:{line} {measured.kind} {measured.messages} {measured.seconds:.2f}"
            )
            sys.stdout.write(f"{place}\n")


if __name__ == "__main__":
    main()
