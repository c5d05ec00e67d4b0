"""What is worked out only when somebody asks for it.

In: a function without arguments. Out: `Lazy`, which calls it each time; pickled, it is
worked out once, and what came out travels in place of the function.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from attrs import frozen


@frozen
class Lazy:
    """`work` is called for each answer, so that nobody's answer is another's."""

    work: Callable[[], Any]

    def __call__(self) -> Any:
        return self.work()

    def __reduce__(self) -> tuple[type["Lazy"], tuple["_Answered"]]:
        return (Lazy, (_Answered(self.work()),))


@frozen
class _Answered:
    """What came out, as the function that it came from."""

    value: Any

    def __call__(self) -> Any:
        return deepcopy(self.value)


def lazy(work: Callable[[], Any]) -> Lazy:
    """The function as a `Lazy`."""
    return work if isinstance(work, Lazy) else Lazy(work)
