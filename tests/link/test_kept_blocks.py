"""What plans of one program share of what is made of their blocks."""

from polc.api.compiled_choices import CompiledChoices
from polc.link.by_identity import ByIdentity
from polc.link.kept_blocks import KeptBlocks
from tests.compiler.lower.small_policy import SECOND, policy

YEARLY = f"""{SECOND}reading one "甲" {{ a default; b; c }}
benefit subsidy "补助" per person per year {{ pay {{ a: 50 yuan; b: 60 yuan; c: 70 yuan }} by one }}
"""


def test_like_objects_are_not_the_same() -> None:
    """Two equal lists are two keys, one is one."""
    first, second = [1, 2], [1, 2]
    assert ByIdentity(first) == ByIdentity(first)
    assert ByIdentity(first) != ByIdentity(second)


def test_found_once_for_each_key() -> None:
    """The second who asks gets what was made for the first."""
    kept = KeptBlocks()
    assert kept.find(("a",), list) is kept.find(("a",), list)
    assert kept.find(("a",), list) is not kept.find(("b",), list)


def test_a_claim_on_which_no_reading_hangs_has_one_function() -> None:
    """`one` has a say in the benefit of the year alone; the plan of the defaults is lowered by
    itself."""
    choices = CompiledChoices(policy("rate 50%", more=YEARLY).program)
    first, second = (choices.compile({"one": choice}) for choice in ("b", "c"))
    assert first.claim is second.claim
    assert first.years["subsidy"]["subsidy"] is not second.years["subsidy"]["subsidy"]
