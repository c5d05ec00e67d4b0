"""Cyclic garbage is not collected while a policy is compiled."""

import gc
import weakref

import pytest

import polc
from polc.api import pause_collection as pausing
from polc.api.pause_collection import pause_collection
from tests.cli.test_streams import POLICY


def test_it_runs_again_afterwards() -> None:
    """Also where two pauses overlap, it runs when the last is over."""
    with pause_collection():
        with pause_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_a_mistake() -> None:
    """A policy that does not compile leaves it as it was."""
    with pytest.raises(polc.PolicyError):
        polc.compile("policy")
    assert gc.isenabled()


def test_whoever_has_stopped_it_finds_it_stopped() -> None:
    """Compiling does not start what the caller has stopped."""
    gc.disable()
    try:
        polc.compile(POLICY)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_is_not_gone_through_at_once() -> None:
    """What a pause made is old afterwards: a collection of young objects finds none of it."""
    gc.collect()
    with pause_collection():
        made = [[number] for number in range(20_000)]
    assert gc.get_count()[0] < len(made)


class _Held:
    """Something that holds itself."""

    itself: list[object]


def test_garbage_of_many_pauses_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pause after another leaves no more than so many objects uncollected."""
    monkeypatch.setattr(pausing, "MOST_SET_ASIDE", 10_000)
    for _ in range(3):
        with pause_collection():
            held = _Held()
            held.itself = [held, *([number] for number in range(20_000))]
            gone = weakref.ref(held)
            del held
        assert gone() is None


def test_what_the_caller_has_frozen_stays_frozen() -> None:
    """A service that froze what it loaded finds it frozen."""
    gc.freeze()
    frozen = gc.get_freeze_count()
    try:
        with pause_collection():
            pass
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()
