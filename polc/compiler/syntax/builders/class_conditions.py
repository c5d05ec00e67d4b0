"""Lines of one class under conditions, to one line of it.

In: the lines of the classes, `for (dibao when referred): rate 80%` beside `for dibao: rate 70%`.
Out: a line for each class, whose terms hang on the conditions in the order of the lines; who of the
classes is meant under a condition alone.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from polc.compiler.syntax.builders.class_terms import ClassTerms
from polc.compiler.syntax.builders.read_tree import WritingError
from polc.compiler.syntax.nodes.people import LimitedPeople, ReachingPeople
from polc.compiler.syntax.nodes.statements import TermSyntax
from polc.compiler.syntax.nodes.values import AnyOf, Key, Name, RowSyntax, Table, Value
from polc.messages.text import say
from polc.records.evolve import evolve

YES: Final = Key(name=Name("yes"))
REST: Final = Key(otherwise=True)
"""The keys of a table by the answer of a condition."""

Join = Callable[[Sequence[ClassTerms]], tuple[TermSyntax, ...]]
"""The terms of the lines of one class: those under conditions, the one without at the end."""


def join_conditions(classes: Sequence[ClassTerms], join: Join) -> list[ClassTerms]:
    """The lines, those of a class that stands under a condition somewhere as one."""
    under = {_word(key) for line in classes if line.condition is not None for key in line.keys}
    if not under:
        return list(classes)
    found: list[ClassTerms] = []
    done: set[str] = set()
    for line in classes:
        others = tuple(key for key in line.keys if _word(key) not in under)
        if others:
            names = {_word(key) for key in others}
            reaching = tuple(part for part in line.reaching if part.people.text in names)
            found.append(evolve(line, keys=others, reaching=reaching))
        for key in line.keys:
            if _word(key) in under and _word(key) not in done:
                done.add(_word(key))
                lines = _lines_of(key, classes)
                first, reaching = lines[0], _reaching_of(key, lines)
                found.append(
                    ClassTerms((key,), join(lines), first.cites, reaching, span=first.span)
                )
    return found


def hang_on_conditions(said: Sequence[tuple[ClassTerms, Value]]) -> Value:
    """What a class has: each line's value where its condition holds, asked in turn; that of the
    line without one, which stands at the end, else."""
    value: Value | None = None
    for line, own in reversed(said):
        if line.condition is None:
            value = own
            continue
        rows = [RowSyntax((YES,), own, line.cites, own=True, span=line.span)]
        if value is not None:
            rest, _ = said[-1]
            rows.append(RowSyntax((REST,), value, rest.cites, own=True, span=rest.span))
        value = Table(tuple(rows), on=line.condition, span=line.span)
    assert value is not None
    return value


def limited_by(line: ClassTerms, classes: Sequence[ClassTerms]) -> Iterator[LimitedPeople]:
    """Whom of a class the lines are for, where each of them has a condition."""
    for key in line.keys:
        lines = _lines_of(key, classes)
        conditions = tuple(same.condition for same in lines if same.condition is not None)
        if key.name is not None and conditions and len(conditions) == len(lines):
            either = conditions[0] if len(conditions) == 1 else AnyOf(conditions)
            reaching = _reaching_of(key, lines)
            yield LimitedPeople((key.name,), either, reaching, span=lines[0].span)


def _reaching_of(key: Key, lines: Sequence[ClassTerms]) -> tuple[ReachingPeople, ...]:
    """How far the recognition of a class reaches back: the same on each of its lines."""
    word = _word(key)
    said = [tuple(part for part in line.reaching if part.people.text == word) for line in lines]
    for line, reaching in zip(lines, said, strict=True):
        if reaching != said[0]:
            message = say("the lines of this class differ in how far a recognition reaches back")
            hint = say("write the same time on each of them, or a benefit for each time")
            raise WritingError(message, line.span, "class_terms_differ", hint)
    return said[0]


def _lines_of(key: Key, classes: Sequence[ClassTerms]) -> list[ClassTerms]:
    """The lines that name a class, the one without a condition at the end."""
    same = [line for line in classes if _word(key) in map(_word, line.keys)]
    return sorted(same, key=lambda line: line.condition is None)


def _word(key: Key) -> str:
    return key.name.text if key.name is not None else ""
