"""Cases answered batch by batch, each answer printed before the next batch is waited for.

In: what answers a case, the files, the form of the output. Out: text, parts of a page or JSON on
standard output, refusals of what people read on standard error too; whether every case was
answered. Of lines no more is held than the batches that are worked on.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Literal, Protocol

from polc.cli.read.cases import CaseBatch, CaseFile
from polc.cli.terminal.output import print_exact, print_text
from polc.records.frozen import frozen

Form = Literal["text", "page", "object", "array", "lines"]


class Answers(Protocol):
    """What answers a case; it goes to other processes."""

    def answer(self, case: Any) -> dict[str, Any]:
        """The answer as a plain object, a refusal too; the case may be a `BadLine`."""
        ...

    def is_refused(self, answer: dict[str, Any]) -> bool:
        """Whether the case, or a part of what was asked, was refused."""
        ...

    def as_text(self, name: str, answer: dict[str, Any], place: int, *, alone: bool) -> "Shown":
        """What a person is shown of the answer at a place among all, from 0; `alone`: there is
        one case."""
        ...


@frozen
class Shown:
    """What goes to standard output and to standard error; `refused` whether a case was."""

    out: str
    err: str = ""
    refused: bool = False


def form_of(files: Sequence[CaseFile], *, as_machine: bool, as_page: bool = False) -> Form:
    """One object for one case, a line each where all came as lines, else an array; parts of a
    `page` for a browser."""
    if as_page:
        return "page"
    if not as_machine:
        return "text"
    forms = {file.form for file in files}
    if forms == {"lines"}:
        return "lines"
    return "object" if len(files) == 1 and forms == {"object"} else "array"


def answer_cases(answers: Answers, files: Sequence[CaseFile], form: Form, jobs: int = 1) -> bool:
    """Prints every answer, in the order of the cases; false where one is a refusal."""
    alone = len(files) == 1 and files[0].single
    work = partial(_answer_batch, answers, form=form, alone=alone)
    numbered = _numbered(files)
    parts: Iterable[Shown]
    if jobs == 1:
        parts = map(work, numbered)
    else:
        from polc.cli.worker_processes import work_in_processes

        parts = work_in_processes(jobs, work, numbered, _ready_of(files))
    fine = True
    start = "[\n"
    for part in parts:
        fine = fine and not part.refused
        if part.err:
            print_text(part.err, nl=False, err=True)
        if form == "page":
            print_exact(part.out, nl=False)
        elif form == "text":
            if part.out:
                print_text(part.out, nl=False)
        elif form == "array":
            print_exact(start + part.out, nl=False)
            start = ",\n"
        else:
            print_exact(part.out)
    if form == "array":
        print_exact("\n]")
    return fine


def _numbered(files: Iterable[CaseFile]) -> Iterator[tuple[int, str, CaseBatch]]:
    """Each batch with the place of its first case among all, and the file's form."""
    place = 0
    for file in files:
        last = 0
        for batch in file.batches:
            yield place + batch.place, file.form, batch
            last = batch.place + len(batch.values) + len(batch.lines)
        place += last


def _ready_of(files: Sequence[CaseFile]) -> Callable[[], bool]:
    """Whether the next batch is there without waiting, whichever file it comes from."""
    return lambda: all(file.ready() for file in files)


def _answer_batch(
    answers: Answers, numbered: tuple[int, str, CaseBatch], *, form: Form, alone: bool
) -> Shown:
    start, came_as, batch = numbered
    found = [answers.answer(case) for case in batch.read()]
    refused = any(map(answers.is_refused, found))
    match form:
        case "text" | "page":
            shown = []
            for place, answer in enumerate(found, batch.place):
                name = batch.file if came_as == "object" else f"{batch.file}[{place}]"
                at = start + place - batch.place
                shown.append(answers.as_text(name, answer, at, alone=alone))
            out = "".join(part.out for part in shown)
            return Shown(out, "".join(part.err for part in shown), refused)
        case "lines":
            return Shown("\n".join(map(_LINE.encode, found)), refused=refused)
        case "object":
            return Shown("\n".join(map(_INDENTED.encode, found)), refused=refused)
        case "array":
            parts = (_INDENTED.encode(answer).replace("\n", "\n  ") for answer in found)
            return Shown(",\n".join(f"  {part}" for part in parts), refused=refused)


_LINE = json.JSONEncoder(ensure_ascii=False)
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=2)
