"""Several payers, one after the other: the trees of their shares to syntax.

In: the tree of a `paid by`. Out: who pays how far before the last one pays the rest.
"""

from polc.compiler.syntax.builders.build_values import the_value
from polc.compiler.syntax.builders.read_tree import Branch, branches, names_in, span_of
from polc.compiler.syntax.nodes.statements import PayerShare


def build_shares(tree: Branch) -> tuple[PayerShare, ...]:
    """In the order in which they pay; none where one pays all."""
    return tuple(
        PayerShare(names_in(share)[0], the_value(share), span=span_of(share))
        for share in branches(tree, "payer_share")
    )
