"""Several payers, one after the other.

In: the shares of a `paid by`. Out: typed, those that cannot be told apart left out.
"""

from collections.abc import Iterable

from polc.compiler.syntax.nodes.statements import PayerShare
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedShare
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say


def check_shares(
    shares: Iterable[PayerShare], last: str, context: Context
) -> tuple[TypedShare, ...]:
    """Who pays how far, in the order in which they pay; `last` pays the rest."""
    found = []
    for share in shares:
        payer = context.names.look_up(share.payer, context.findings, "payer")
        most = check_kind(share.most, "money", context)
        if payer is not None and most is not None:
            found.append((TypedShare(payer.id, most), share))
    following = [*(typed.payer for typed, _ in found[1:]), last]
    for place, (typed, share) in enumerate(found):
        if set(following[place:]) == {typed.payer}:
            _warn_of_rest(share, context)
    return tuple(typed for typed, _ in found)


def _warn_of_rest(share: PayerShare, context: Context) -> None:
    """Whoever pays the rest too is held to nothing."""
    payer = share.payer.text
    message = say("`{payer}` pays what is left behind it too", payer=payer)
    hint = say("leave `up to` out, or name who pays the rest")
    context.findings.warning("line_without_effect", message, share.span, hint, subject=payer)
