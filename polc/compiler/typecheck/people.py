"""The identities that a policy's benefits speak of."""

from collections.abc import Iterator

from polc.compiler.typecheck.typed import (
    BandsValue,
    ByReading,
    Compared,
    Either,
    Every,
    FieldValue,
    Figure,
    Held,
    Lookup,
    Not,
    ParameterValue,
    Running,
    Scaled,
    SumOf,
    Typed,
    TypedBenefit,
)


def people_of(benefits: tuple[TypedBenefit, ...]) -> set[str]:
    """Every identity named anywhere in the benefits and their changes."""
    found: set[str] = set()
    for benefit in benefits:
        for line in benefit.lines:
            found.update(identities_in(line.value))
            for one in line.alternatives:
                for value in (one.people, one.condition, one.value):
                    found.update(identities_in(value))
        for change in benefit.changes:
            found.update(change.people)
    return found


def identities_in(value: Typed | None) -> Iterator[str]:
    """The identities named in a value."""
    match value:
        case None | Figure() | ParameterValue() | FieldValue() | Running() | BandsValue():
            return
        case Held():
            yield from value.identities
        case _:
            for part in parts_of(value):
                yield from identities_in(part)
            if isinstance(value, Lookup):
                for row in value.rows:
                    yield from row.identities


def parts_of(value: Typed) -> tuple[Typed, ...]:
    """The values directly inside a value."""
    match value:
        case SumOf() | Compared():
            return (value.left, value.right)
        case Scaled():
            return (value.rate, value.amount)
        case Lookup():
            rest = (value.otherwise,) if value.otherwise is not None else ()
            key = (value.key,) if value.key is not None else ()
            return (*key, *(row.value for row in value.rows), *rest)
        case ByReading():
            return tuple(choice for _, choice in value.choices)
        case Every() | Either():
            return value.parts
        case Not():
            return (value.part,)
        case _:
            return ()
