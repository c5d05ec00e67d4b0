"""What plans of one program share of what is made of their blocks."""

from polc.link.kept_blocks import ByIdentity, KeptBlocks

YEARLY = """
reading one "甲" { a default; b }
reading two "乙" { a default; b }
benefit second "第二层" per claim { rate { a: 10%; b: 20% } by two }
benefit subsidy "补助" per person per year {
  pay the highest of { all 100 yuan { for anyone } }
  at most { a: 50 yuan; b: 60 yuan } by one
}
"""


def test_like_objects_are_not_the_same() -> None:
    """Two equal tuples are two keys, one tuple is one."""
    first, second = tuple([1, 2]), tuple([1, 2])
    assert ByIdentity(first) == ByIdentity(first)
    assert ByIdentity(first) != ByIdentity(second)


def test_found_once_for_each_key() -> None:
    """The second who asks gets what was made for the first."""
    kept = KeptBlocks()
    assert kept.find(("a",), list) is kept.find(("a",), list)
    assert kept.find(("a",), list) is not kept.find(("b",), list)
