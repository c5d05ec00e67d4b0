"""What identifies a plan: a digest of all that it says.

In: a plan. Out: hexadecimal digits, the same for the same plan, wherever its file was.
"""

from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from polc.compiler.plan.node import Node
from polc.compiler.plan.plan import Plan
from polc.records.frozen import fields_of


def digest_of(plan: Plan) -> str:
    """The digest of the plan's content."""
    found: list[str] = []
    _add_content(plan, found)
    return sha256(f"[{', '.join(found)}]".encode()).hexdigest()


def _add_content(value: Any, found: list[str]) -> None:
    """Adds a part of the plan, flat, without what takes no part in comparing it (files,
    lines). A tuple begins with its length, a node with its name, so no two parts look alike."""
    if isinstance(value, tuple):
        found.append(repr(len(value)))
        for part in value:
            _add_content(part, found)
    elif value is None or isinstance(value, str | int):
        found.append(repr(value))
    elif isinstance(value, Node):
        found.append(_write_node(value))
    else:
        _add_fields(value, found)


def _add_fields(value: Any, found: list[str]) -> None:
    found.append(repr(type(value).__name__))
    for name in _compared(type(value)):  # type: ignore[arg-type]  # a class is hashable
        _add_content(getattr(value, name), found)


@lru_cache(maxsize=1 << 14)
def _write_node(node: Node) -> str:
    """The content of a node; under another choice of readings most nodes are the same again."""
    found: list[str] = []
    _add_fields(node, found)
    return ", ".join(found)


@cache
def _compared(kind: Any) -> tuple[str, ...]:
    """The fields of a class by which two of it are equal."""
    return tuple(field_.name for field_ in fields_of(kind) if field_.eq)
