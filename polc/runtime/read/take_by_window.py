"""Claims of the rules before the policy, taken by a window as they are given.

In: a claim, whether its day is before the policy, what the policy knows of its windows. Out: the
claim, marked with the window that takes it; problems where something is missing that might let one
take it, or where none takes a claim that is said to be of the rules before.
"""

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from polc.messages.text import Text, say
from polc.runtime.case import CaseLayout, ClaimRead, GivenWindow
from polc.runtime.errors import Problems


def take_by_window(
    claim: ClaimRead, before: bool, layout: CaseLayout, problems: Problems
) -> ClaimRead:
    """The claim as the first window takes it that does; `before`: it is of a day before the
    policy. As it was where no window is for it."""
    meant = [window for window in layout.windows if _may_mean(window, claim, before)]
    for window in meant:
        if _takes(window, claim):
            _check_given(window, claim, layout, problems)
            return evolve(claim, window=window)
    _tell_why_not(claim, meant, layout, problems)
    return claim


def _may_mean(window: GivenWindow, claim: ClaimRead, before: bool) -> bool:
    """Whether the claim is one of those that it is for, or may be for all that is given; of those
    of days before the policy none that was settled before it opens."""
    if window.flag:
        return claim.inputs.get(("claim", window.flag)) != 0
    settled = claim.inputs.get(("claim", "settled"))
    return before and (settled is None or window.start <= settled)


def _takes(window: GivenWindow, claim: ClaimRead) -> bool:
    days = (claim.inputs.get(("claim", day)) for day in window.days)
    said = not window.flag or claim.inputs.get(("claim", window.flag)) == 1
    return said and all(day is not None and window.start <= day <= window.end for day in days)


def _tell_why_not(
    claim: ClaimRead, meant: Sequence[GivenWindow], layout: CaseLayout, problems: Problems
) -> None:
    """What is missing, else why no window takes what is said to be of the rules before."""
    path = f"claims[{claim.position}]"
    may = [window for window in meant if _may_take(window, claim)]
    for window in may:
        missing = [name for name in window.days if ("claim", name) not in claim.inputs]
        if window.flag and ("claim", window.flag) not in claim.inputs:
            missing.insert(0, window.flag)
        for name in missing:
            message = (
                say(
                    "`{name}` is not given, by which the window `{window}` might take the claim",
                    name=name,
                    window=window.id,
                )
                if window.flag
                else say(
                    "{day} is before the policy, and `settled` is not given, by which it "
                    "might still be taken",
                    day=date.fromordinal(claim.date),
                )
            )
            problems.add("missing_field", f"{path}.{name}", message, window.clauses)
    said = [window for window in meant if claim.inputs.get(("claim", window.flag)) == 1]
    plain = [window for window in meant if not window.flag]
    if may or not (said or plain):
        return
    if plain:
        last = max(window.end for window in plain)
        message = say(
            "{outside}; it was settled on {settled}, after the last day for that, {last}",
            outside=not_in_force(say("{word}", word=date.fromordinal(claim.date)), layout),
            settled=date.fromordinal(claim.inputs["claim", "settled"]),
            last=date.fromordinal(last),
        )
        problems.add("not_in_force", f"{path}.settled", message, plain[0].clauses)
        return
    (window, *_) = said
    first = say("the beginning")
    if window.start:
        first = say("{word}", word=date.fromordinal(window.start))
    message = say(
        "by `{name}` it is of the rules before the policy, and the window `{window}` takes what is "
        "of the days from {first} to {last}",
        name=window.flag,
        window=window.id,
        first=first,
        last=date.fromordinal(window.end),
    )
    problems.add("not_in_force", f"{path}.{window.flag}", message, window.clauses)


def _may_take(window: GivenWindow, claim: ClaimRead) -> bool:
    """Whether it would, were what is missing what it asks for."""
    days = (claim.inputs.get(("claim", day)) for day in window.days)
    return all(day is None or window.start <= day <= window.end for day in days)


def _check_given(
    window: GivenWindow, claim: ClaimRead, layout: CaseLayout, problems: Problems
) -> None:
    """Every amount is given: the rules before the policy say what was paid."""
    for benefit in layout.benefits:
        if ("paid", benefit) not in claim.inputs:
            message = say(
                "what `{benefit}` paid under the rules before the policy is not given",
                benefit=benefit,
            )
            path = f"claims[{claim.position}].paid.{benefit}"
            problems.add("missing_field", path, message, window.clauses)


def not_in_force(what: Text, layout: CaseLayout) -> Text:
    """That a day or a year is outside the days in force, and which they are."""
    start, end = (
        None if day is None else say("{word}", word=date.fromordinal(day))
        for day in layout.in_force
    )
    begin = start or say("the beginning")
    said = say("{what} is outside the days in force, from {begin}", what=what, begin=begin)
    if end is not None:
        said = say(
            "{what} is outside the days in force, from {begin} until {end}",
            what=what,
            begin=begin,
            end=end,
        )
    if layout.follows:
        said = say("{said}; before it `{earlier}` held", said=said, earlier=layout.follows)
    return said
