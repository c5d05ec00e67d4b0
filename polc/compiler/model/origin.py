"""Where a figure, a rule or a step comes from: file, line, clause, readings."""

from typing import Final

from attrs import field, frozen


@frozen
class Origin:
    """Where a node comes from: its rule's stable name, its clause ids, the printed
    locator, the line of the file with what is written there, and the readings that shaped
    that line."""

    rule: str = ""
    clauses: tuple[str, ...] = ()
    cite: str = ""
    file: str = field(default="", eq=False)
    line: int = field(default=0, eq=False)
    readings: tuple[str, ...] = ()
    written: str = field(default="", eq=False)


NO_ORIGIN: Final = Origin()
