"""`frozen` of attrs for the compiler's hundreds of nodes: it means the same and is made faster.

In: a class. Out: a frozen attrs class. attrs writes and compiles the comparison, the hash and the
printed form of each class when it is made, and that was most of what a start cost; here every class
has the same three functions, which read its fields.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    # What mypy knows of attrs classes hangs on the name of the decorator.
    from attrs import frozen as frozen
else:

    def frozen(kind: type | None = None, **options: Any) -> Any:
        """`attrs.frozen`, its options included."""
        if kind is None:
            return lambda decorated: frozen(decorated, **options)
        compared = options.pop("eq", True) and "__eq__" not in kind.__dict__
        printed = options.pop("repr", True) and "__repr__" not in kind.__dict__
        made = attrs.frozen(kind, eq=False, repr=False, **options)
        if compared:
            names = [field.name for field in attrs.fields(made) if field.eq]
            made._compared = staticmethod(attrgetter(*names)) if names else staticmethod(_nothing)
            made.__eq__, made.__hash__ = _is_equal, _hash
        if printed:
            made.__repr__ = _print
        return made


def _nothing(_: object) -> tuple[()]:
    return ()


def _is_equal(node: Any, peer: Any) -> Any:
    """Of one class, and equal in every field that is compared."""
    if peer.__class__ is not node.__class__:
        return NotImplemented
    return node._compared(node) == node._compared(peer)


def _hash(node: Any) -> int:
    return hash((node.__class__, node._compared(node)))


def _print(node: Any) -> str:
    parts = (
        f"{field.name}={getattr(node, field.name)!r}"
        for field in attrs.fields(node.__class__)
        if field.repr
    )
    return f"{node.__class__.__qualname__}({', '.join(parts)})"
