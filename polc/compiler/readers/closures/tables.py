"""A table as a Python expression over integers.

In: a table and how its operands are written. Out: text. Everything written is an integer
literal, an operator or a name the generator made (`v3`, `a0`, `p1`): no text of a policy.
"""

from collections.abc import Callable

from polc.compiler.plan.nodes import Arm, NodeId, Select
from polc.runtime.amounts import MISSING

Write = Callable[[NodeId], str]
"""How an operand is written: a name, a literal, or an expression in brackets."""


def write_select(node: Select, write: Write, *, by_flag: bool) -> str:
    """The lines of the table one after the other; of two with one value and identities as
    keys one. `by_flag`: the key is 0 or 1."""
    key = write(node.key)
    arms: list[tuple[str, str]] = []
    for arm in node.arms:
        value = write(arm.value)
        test = key if by_flag and arm.ranges == ((1, 1),) else _write_match(arm, key)
        if arms and arms[-1][1] == value and arm.bits and arms[-1][0].startswith(f"{key} & "):
            bits = int(arms.pop()[0].removeprefix(f"{key} & ")) | arm.bits
            test = f"{key} & {bits}"
        arms.append((test, value))
    last = str(MISSING) if node.otherwise is None else write(node.otherwise)
    for test, value in reversed(arms):
        last = f"{value} if {test} else {last}"
    return f"({last})"


def _write_match(arm: Arm, key: str) -> str:
    if arm.bits:
        return f"{key} & {arm.bits}"
    tests = []
    single = [low for low, high in arm.ranges if low is not None and low == high]
    if len(single) == 1:
        tests.append(f"{key} == {single[0]}")
    elif single:
        tests.append(f"{key} in {tuple(single)}")
    for low, high in arm.ranges:
        if low is not None and low == high:
            continue
        edges = [f"{low} <= "] if low is not None else [""]
        edges.append(key)
        edges.append(f" <= {high}" if high is not None else "")
        tests.append("".join(edges) if low is not None or high is not None else "1")
    return " or ".join(tests) if len(tests) == 1 else "(" + (" or ".join(tests) or "0") + ")"
