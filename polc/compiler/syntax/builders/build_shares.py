"""Several payers, one after the other: the trees of their shares to syntax.

In: the tree of a `paid by`. Out: who pays how far before the last one pays the rest.
"""

from polc.compiler.syntax.builders.build_values import a_value
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branches,
    first,
    names_in,
    number_of,
    span_of,
)
from polc.compiler.syntax.nodes.statements import PayerShare
from polc.compiler.syntax.nodes.values import Value


def build_shares(tree: Branch) -> tuple[PayerShare, ...]:
    """In the order in which they pay; none where one pays all."""
    written = branches(tree, "payer_share", "first_share", "next_share")
    return tuple(
        PayerShare(names_in(share)[0], _most_of(share), span=span_of(share)) for share in written
    )


def _most_of(share: Branch) -> Value:
    """How far a payer pays: a value, or the figure that stands before 以内."""
    value = a_value(share)
    if value is not None:
        return value
    figure = first(share, "MONEY")
    assert figure is not None
    return number_of(figure)
