"""What is settled ahead comes in order; what is written behind stops where something goes wrong."""

import time

import pytest

from polc.batch.settle_ahead import WriteBehind, settle_ahead


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_outcomes_come_in_the_order_of_batches(workers: int) -> None:
    """Also where a later batch is settled first."""

    def settle(batch: int) -> int:
        time.sleep(0.02 if batch % 3 == 0 else 0)
        return batch * batch

    found = list(settle_ahead(range(20), settle, workers))
    assert found == [(batch, batch * batch) for batch in range(20)]


def test_a_batch_raises_in_its_turn() -> None:
    """What stands before it is given first."""

    def settle(batch: int) -> int:
        return 12 // (3 - batch)

    settled = settle_ahead(range(9), settle, 2)
    assert [next(settled)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ZeroDivisionError):
        next(settled)


def test_nothing_is_done_behind_a_failure() -> None:
    """A piece whose rows could not be written has no end."""
    done: list[str] = []

    def fail() -> None:
        raise OSError("disk full")

    def write() -> None:
        with WriteBehind() as behind:
            behind.do(done.append, "rows")
            behind.do(fail)
            behind.do(done.append, "end of the piece")

    with pytest.raises(OSError, match="disk full"):
        write()
    assert done == ["rows"]


def test_what_waits_is_done_when_the_run_is_interrupted() -> None:
    """So that what was settled is kept."""
    done: list[int] = []

    def write() -> None:
        with WriteBehind() as behind:
            for number in range(3):
                behind.do(done.append, number)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == [0, 1, 2]
