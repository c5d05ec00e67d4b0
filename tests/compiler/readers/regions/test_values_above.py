"""Of a value the others that it never passes: each kept as the next above it."""

from itertools import product

import pytest

import polc
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.regions.atoms import Atoms

LAYERED = """policy p "层" edition 1
use identities
layers l1 > l2 > l3
benefit l1 "一" per claim { rate 50% }
benefit l2 "二" per claim { rate 50% }
benefit l3 "三" per claim { deductible per claim 5 yuan rate 50% }
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return polc.compile(LAYERED).plan


def atoms_of(plan: Plan) -> Atoms:
    return Atoms(plan=plan, nodes={node.id: node for node in plan.claim}, figures={})


def test_what_is_left_is_below_all_that_was_left_before(plan: Plan) -> None:
    """Three layers take in turn from what is in policy: three values above the last."""
    left = next(node.value for node in plan.claim if node.id == "emit.remaining")
    assert len(list(atoms_of(plan).above(atoms_of(plan).root(left)))) == 3


def test_of_two_values_it_is_known_which_is_above(plan: Plan) -> None:
    """For every pair of the block what going up from the one says."""
    atoms = atoms_of(plan)
    for upper, lower in product(atoms.nodes, atoms.nodes):
        assert atoms.is_above(upper, lower) == (upper in set(atoms.above(lower)))
