"""Cyclic garbage is not collected while a policy is compiled."""

import gc

import pytest

import polc
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
