"""Several payers, one after the other.

In: the shares of a `paid by`. Out: typed, those that cannot be told apart left out.
"""

from collections.abc import Iterable

from polc.compiler.syntax.nodes.statements import PayerShare
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedShare
from polc.compiler.typed.values.check_value import check_kind


def check_shares(shares: Iterable[PayerShare], context: Context) -> tuple[TypedShare, ...]:
    """Who pays how far, in the order in which they pay."""
    found = []
    for share in shares:
        payer = context.names.look_up(share.payer, context.findings, "payer")
        most = check_kind(share.most, "money", context)
        if payer is not None and most is not None:
            found.append(TypedShare(payer.id, most))
    return tuple(found)
