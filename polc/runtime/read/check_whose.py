"""Whether an opening of a household says what is the household's, and a member's what is its own.

In: openings as they were read, what the policy knows of the running sums of each member and of
those that all have together. Out: problems where one says what is of the other, and where members
opened with more than the household did.
"""

from collections.abc import Sequence

from polc.messages.text import say
from polc.runtime.amounts import format_money
from polc.runtime.case import CaseLayout
from polc.runtime.errors import Problems
from polc.runtime.read.check_opening import GROUPS, Opening, check_several, parts_opened

_Part = tuple[str, str]


def check_whose(
    found: Opening, layout: CaseLayout, of_members: CaseLayout | None, problems: Problems
) -> None:
    """What no running sum of this opening begins with, and one of the other does, is refused.
    `of_members` as in `read_opening`."""
    others = parts_opened(of_members or layout.shared) - parts_opened(layout)
    for key, parts in found.items():
        for part, amount in parts.items():
            if amount and key not in GROUPS and (key, part) in others:
                refuse_name(f"opening.{key}.{part}", of_members, problems)


def refuse_name(path: str, of_members: CaseLayout | None, problems: Problems) -> None:
    """Notes that what stands at the path is not of this opening, but of the members' or of the
    household's."""
    message = (
        say("the household has this together: give it in the `opening` beside `household`")
        if of_members is None
        else say("each member has this for itself: give it in the `opening` of the member")
    )
    problems.add("bad_value", path, message)


def check_members_sum(
    together: Opening, members: Sequence[Opening], shared: CaseLayout, problems: Problems
) -> None:
    """What the household opens with is at least what its members do: whoever used it, it went to
    the household's sum. What only may have gone there is said of it."""
    _check_sometimes(together, members, shared, problems)
    told = set[_Part]()
    for name, parts in shared.surely:
        used = sum(_amount(opening, parts) for opening in members)
        given = _given(together, name, parts, shared)
        if name in told or used <= (given or 0):
            continue
        told.add(name)
        path = f"opening.{name[0]}.{name[1]}"
        if given is None:
            message = say(
                "the openings of the members come to {amount} yuan of what the household has "
                "together: give what all its members used, those that are no longer in it too",
                amount=format_money(used),
            )
            problems.add("missing_field", path, message)
            continue
        message = say(
            "{amount} yuan are less than the {used} yuan to which the openings of the members come",
            amount=format_money(given),
            used=format_money(used),
        )
        problems.add("contradiction", path, message)


def _check_sometimes(
    together: Opening, members: Sequence[Opening], shared: CaseLayout, problems: Problems
) -> None:
    """What members used and may be of a sum of the household."""
    parts = {part for own in shared.own_openings.values() for part in own.sometimes}
    for benefit, part in sorted(parts):
        amount = sum(_amount(opening, [(benefit, part)]) for opening in members)
        for pools in (True, False):
            sums = [
                name
                for name, own in shared.own_openings.items()
                if (benefit, part) in own.sometimes and (name[0] == "pools") == pools
            ]
            check_several(benefit, part, amount, sums, together, problems)


def _amount(opening: Opening, parts: Sequence[_Part]) -> int:
    return sum(opening.get(benefit, {}).get(part, 0) for benefit, part in parts)


def _given(
    together: Opening, name: _Part, parts: Sequence[_Part], shared: CaseLayout
) -> int | None:
    """What the opening of the household says of a sum; None where it says nothing."""
    if name[1] in together.get(name[0], {}):
        return together[name[0]][name[1]]
    own = shared.own_openings.get(name)
    every: Sequence[_Part] = own.opens if own is not None else parts
    if not any(part in together.get(benefit, {}) for benefit, part in every):
        return None
    return _amount(together, every)
