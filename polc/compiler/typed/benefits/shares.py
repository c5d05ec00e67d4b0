"""Several payers, one after the other.

In: the shares of a `paid by`. Out: typed, those that cannot be told apart left out; of help over
the year's claims a diagnostic at each line that names several.
"""

from collections.abc import Iterable

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import PayerShare
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.leaf_values import Figure
from polc.compiler.typed.nodes.statements import PaidByStatement, TypedShare, TypedStatement
from polc.compiler.typed.nodes.values import Typed
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
            _warn_of_nothing(most, share, context)
    following = [*(typed.payer for typed, _ in found[1:]), last]
    for place, (typed, share) in enumerate(found):
        if set(following[place:]) == {typed.payer}:
            _warn_of_rest(share, context)
        elif typed.payer in following[place:]:
            _warn_of_second(share, context)
    return tuple(typed for typed, _ in found)


def check_one_payer(
    statements: Iterable[TypedStatement], span_of: dict[int, Span], context: Context
) -> None:
    """Help over the year's claims has one payer: what is due falls and rises with each claim, and
    nothing says of which of several it is. `span_of` is the line of the file by its number."""
    for line in statements:
        span = span_of.get(line.origin.line)
        if isinstance(line, PaidByStatement) and line.shares and span is not None:
            message = say(
                "what is paid over the year's claims has one payer, and this line names several"
            )
            hint = say("name one payer, without `up to`, or write a benefit for each")
            rule = line.origin.rule
            context.findings.error("line_outside_benefit", message, span, hint, subject=rule)


def _warn_of_nothing(most: Typed, share: PayerShare, context: Context) -> None:
    if isinstance(most, Figure) and most.value == 0:
        payer = share.payer.text
        message = say("`{payer}` pays nothing", payer=payer)
        hint = say("leave it out, or write how far it pays")
        context.findings.warning("line_without_effect", message, share.span, hint, subject=payer)


def _warn_of_second(share: PayerShare, context: Context) -> None:
    """Nobody can tell whether the second figure is more or all of it."""
    payer = share.payer.text
    message = say("`{payer}` pays again behind another payer", payer=payer)
    hint = say(
        "each figure is what it pays at its place, and its parts are added up; name it once, or "
        "give the second part a payer of its own"
    )
    context.findings.warning("said_twice", message, share.span, hint, subject=payer)


def _warn_of_rest(share: PayerShare, context: Context) -> None:
    """Whoever pays the rest too is held to nothing."""
    payer = share.payer.text
    message = say("`{payer}` pays what is left behind it too", payer=payer)
    hint = say("leave `up to` out, or name who pays the rest")
    context.findings.warning("line_without_effect", message, share.span, hint, subject=payer)
