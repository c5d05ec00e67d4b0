"""What is worked out only when somebody asks for it.

In: a function without arguments. Out: `Later`, which calls it each time; pickled, it is
worked out once, and what came out travels in place of the function.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from attrs import frozen


@frozen
class Later:
    """`work` is called for each answer, so that nobody's answer is another's."""

    work: Callable[[], Any]

    def __call__(self) -> Any:
        return self.work()

    def __reduce__(self) -> tuple[type["Later"], tuple["_Answer"]]:
        return (Later, (_Answer(self.work()),))


@frozen
class _Answer:
    """What came out, as the function that it came from."""

    value: Any

    def __call__(self) -> Any:
        return deepcopy(self.value)


def later(work: Callable[[], Any]) -> Later:
    """The function as a `Later`."""
    return work if isinstance(work, Later) else Later(work)
