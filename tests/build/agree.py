"""Whether a built source comes to what polc comes to, call by call.

In: a policy, cases. Out: how many calls there were, and of how many the source refuses what polc
settles because what is missing cannot matter. Fails on any other difference.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from polc.api.policy import Policy
from polc.build.make_program import make_program
from polc.compiler.readers.source.program import SourceProgram, Target
from polc.runtime.amounts import MOST_MONEY
from tests.build.record_calls import Recorded, record_calls
from tests.build.run_source import Answer, run_source

INT64 = range(-(1 << 63), 1 << 63)


def agree(
    policy: Policy, cases: Iterable[Mapping[str, Any]], targets: Sequence[Target], place: Path
) -> Counter[str]:
    """How the calls of these cases come out, the same in every target."""
    program = make_program(policy)
    places = {function.output: at for at, function in enumerate(program.functions)}
    recorded = record_calls(policy, places, cases)
    outcomes: Counter[str] = Counter()
    for target in targets:
        calls = [record.call for record in recorded]
        answers = run_source(program, target, calls, place / target)
        found = Counter(
            _compare(record, answer, program)
            for record, answer in zip(recorded, answers, strict=True)
        )
        assert not outcomes or found == outcomes, (target, found, outcomes)
        outcomes = found
    return outcomes


def _compare(record: Recorded, answer: Answer, program: SourceProgram) -> str:
    function = program.functions[record.call.function]
    refusal, outputs, after = answer
    error, *rest = record.told
    if refusal == 0:
        assert error == 0, (record, answer)
        count = len(function.block.outputs)
        assert outputs == tuple(map(int, rest[:count])), (record, answer)
        own = dict(zip(function.block.state, rest[count:], strict=True))
        sums = {**record.call.before, **own}
        assert after == tuple(sums.get(known.id, 0) for known in program.sums), (record, answer)
        return "settled"
    if refusal <= len(function.block.needs):
        assert record.plain == refusal, (record, answer)
        return "refused" if error else "cannot matter"
    day = record.call.inputs.get(("system", "date"))
    first, last = function.in_force
    if day is not None and not (first or 0) <= day <= (last or day):
        return "not in force"
    assert error or any(value not in INT64 or abs(value) > MOST_MONEY for value in rest), (
        record,
        answer,
    )
    return "beyond limits"
