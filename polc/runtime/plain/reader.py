"""The values of an object whose keys are known, read by one function.

In: how each value is read, in the order of the keys. Out: a `Reader` of the tuple of what the
values give. The first objects are read value by value; a function is written for more. It has
nothing of a case in its text: values and readers have the names of their places.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import MISSING, MOST_COUNT
from polc.runtime.read.read_value import (
    LONGEST_TEXT,
    read_count,
    read_flag,
    read_money,
    read_text,
)

ReadValue = Callable[[Any], Any]

FEW: Final = 20
"""So many objects are read value by value."""

_MOST_MADE: Final = 256
_MOST_REMEMBERED: Final = 4096


class Remembered(dict[Any, Any]):
    """What a reader of days or of words gave: claims have few, and both are dear to read. A value
    that is no text is read each time, for `1` and `true` are one key."""

    def __init__(self, read: ReadValue) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, value: Any) -> Any:
        found = self.read(value)
        if type(value) is str:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[value] = found
        return found


class NotPlainError(Exception):
    """Something is not plainly right; it may be right all the same."""


ReadObject = Callable[[Mapping[str, Any]], tuple[Any, ...]]


@define(eq=False)
class Reader:
    """`readers` are those of the values; one that is `Remembered` has its values for keys. Of the
    places `ordered` no first value is above the second; the tuple that the value at the place
    `spliced` gives follows the others, with None in its place: the amounts of an object that names
    some of `named`, in that order, `MISSING` of the rest. `read` gives what the values give, in
    order, and raises `NotPlainError`, what the readers raise, or `TypeError` for a value that can
    be no key. Threads share it: a function may be made twice."""

    readers: tuple[ReadValue | Remembered, ...]
    ordered: tuple[tuple[int, int], ...] = ()
    spliced: int | None = None
    named: tuple[str, ...] = ()
    left: int = field(factory=lambda: FEW)
    read: ReadObject = field(init=False)

    @read.default
    def _read_first(self) -> ReadObject:
        return self._read_one_by_one

    def _read_one_by_one(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """The first objects, until there is a function."""
        if self.left > 0:
            self.left -= 1
            pairs = zip(self.readers, given.values(), strict=True)
            values = tuple(
                [
                    read[value] if isinstance(read, Remembered) else read(value)
                    for read, value in pairs
                ]
            )
            if any(values[low] > values[high] for low, high in self.ordered):
                raise NotPlainError
            at = self.spliced
            return values if at is None else (*values[:at], None, *values[at + 1 :], *values[at])
        kinds = tuple(map(_kind_of, self.readers))
        keys = self._find_amounts(given)
        amounts = None if not keys else tuple(map(self.named.index, keys))
        maker = _compile(kinds, self.ordered, self.spliced, amounts, len(self.named))
        self.read = maker(NotPlainError, keys, *self.readers)
        return self.read(given)

    def _find_amounts(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        """The keys of the object with amounts, where they are names: those that come next have the
        same as a rule, and these are read in place."""
        if self.spliced is None:
            return ()
        amounts = [*given.values()][self.spliced]
        if type(amounts) is not dict or not amounts.keys() <= set(self.named):
            return ()
        return tuple(amounts)


def _kind_of(read: ReadValue | Remembered) -> str:
    if isinstance(read, Remembered):
        return "remembered"
    return _KINDS.get(read, "other")


_KINDS: Final[dict[ReadValue, str]] = {
    read_money: "money",
    read_text: "text",
    read_flag: "flag",
    read_count: "count",
}


@lru_cache(maxsize=_MOST_MADE)
def _compile(
    kinds: Sequence[str],
    ordered: Sequence[tuple[int, int]],
    spliced: int | None,
    amounts: Sequence[int] | None,
    count: int,
) -> Callable[..., ReadObject]:
    """The maker of a function of objects whose values are of these kinds; `amounts` are the places
    of the amounts of the spliced value among so many names."""
    lines = [
        line
        for place, kind in enumerate(kinds)
        for line in (
            _read_one(kind, place)
            if place != spliced or amounts is None
            else _read_amounts(place, amounts, count)
        )
    ]
    lines += [f"if v{low} > v{high}: raise refused" for low, high in ordered]
    space: dict[str, Any] = {}
    exec(compile(_write(lines, len(kinds), spliced), "<polc reader>", "exec"), space)
    maker: Callable[..., ReadObject] = space["make"]
    return maker


def _write(lines: Sequence[str], count: int, spliced: int | None) -> str:
    """The source of the maker of a function with these lines, of so many values."""
    names = [f"v{place}" for place in range(count)]
    values = ", ".join(names)
    given = ", ".join("None" if place == spliced else name for place, name in enumerate(names))
    more = "" if spliced is None else f" + v{spliced}"
    return "\n".join(
        (
            f"def make(refused, keys, {', '.join(f'r{place}' for place in range(count))}):",
            "    def read(given):",
            f"        {f'{values}, = given.values()' if count else 'pass'}",
            *(f"        {line}" for line in lines),
            f"        return ({f'{given},' if count else ''}){more}",
            "    return read",
        )
    )


def _read_amounts(place: int, amounts: Sequence[int], count: int) -> list[str]:
    """An object with these keys, whose amounts are plain texts; the rest goes to its reader."""
    value = f"v{place}"
    digits = {name: f"d{at}" for at, name in enumerate(amounts)}
    plain = [
        f"type(x{at}) is str and x{at}[-3:-2] == '.'"
        f" and 2 < len(d{at} := x{at}.replace('.', '')) == len(x{at}) - 1 <= 12"
        f" and d{at}.isdecimal() and d{at}.isascii()"
        for at in range(len(amounts))
    ]
    read = (f"int({digits[name]})" if name in digits else str(MISSING) for name in range(count))
    return [
        f"if type({value}) is dict and tuple({value}) == keys:",
        f"    {''.join(f'x{at}, ' for at in range(len(amounts)))}= {value}.values()",
        f"    if {' and '.join(plain)}: {value} = ({', '.join(read)},)",
        f"    else: {value} = r{place}({value})",
        f"else: {value} = r{place}({value})",
    ]


def _read_one(kind: str, place: int) -> list[str]:
    """What `read_value.py` reads plainly is read here; the rest goes there."""
    value, otherwise = f"v{place}", f"v{place} = r{place}(v{place})"
    match kind:
        case "remembered":
            return [f"v{place} = r{place}[v{place}]"]
        case "flag":
            return [
                f"if {value} is True: {value} = 1",
                f"elif {value} is False: {value} = 0",
                f"else: {otherwise}",
            ]
        case "count":
            return [f"if not (type({value}) is int and 0 <= {value} <= {MOST_COUNT}): {otherwise}"]
        case "text":
            plain = f"type({value}) is str and {value}.isascii()"
            return [f"if not ({plain} and 0 < len({value}) <= {LONGEST_TEXT}): {otherwise}"]
        case "money":
            return [
                f"if type({value}) is str and {value}[-3:-2] == '.':",
                f"    d = {value}.replace('.', '')",
                f"    if 2 < len(d) == len({value}) - 1 <= 12 and d.isdecimal() and d.isascii():",
                f"        {value} = int(d)",
                f"    else: {otherwise}",
                f"else: {otherwise}",
            ]
        case _:
            return [otherwise]
