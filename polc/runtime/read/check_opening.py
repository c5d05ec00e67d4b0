"""Whether what an opening says is said of a running sum, and of one alone.

In: an opening as it was read, what the policy knows of its running sums. Out: problems where an
amount may be of several sums, or contradicts what was used of one; notes of what changes nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from polc.messages.text import Text, either, quoted, say
from polc.runtime.case import CaseLayout, OwnOpening
from polc.runtime.errors import Problems

GROUPS: Final = ("pools", "tallies", "lines")
"""What an opening gives beside the benefits, each an object by name."""

Opening = Mapping[str, Mapping[str, int]]

_NOBODY: Final[Mapping[str, str]] = {}


def parts_opened(layout: CaseLayout | None) -> frozenset[tuple[str, str]]:
    """The benefits and parts of which some running sum is, whether it can be opened or not."""
    if layout is None:
        return frozenset()
    return layout.opened.union(layout.unopened, layout.within_year, layout.own_openings)


def note_unused(
    found: Opening, layout: CaseLayout, of_members: CaseLayout | None = None
) -> Iterator[Text]:
    """What an opening says of a benefit that has no running sum of the year for it, of the
    person's or of the household's."""
    opened = parts_opened(layout) | parts_opened(of_members or layout.shared)
    for key, parts in found.items():
        for part, amount in parts.items():
            if amount and key not in GROUPS and (key, part) not in opened:
                path = f"opening.{key}.{part}"
                yield say(
                    "{path} changes nothing: no running sum of the year begins with it", path=path
                )


def check_unopened(
    found: Opening, layout: CaseLayout, problems: Problems, said_by: Mapping[str, str] = _NOBODY
) -> None:
    """What rows have each for themselves is said of each; what a month, a quarter or a hospital
    has, nobody could say. `said_by` is where it is said what a benefit has paid, where that is not
    the opening."""
    for key, parts in tuple(found.items()):
        for part, amount in tuple(parts.items()):
            path = said_by.get(key, "") if part == "paid" else ""
            path = path or f"opening.{key}.{part}"
            if amount and (key, part) in layout.within_year:
                message = say(
                    "a limit or a deductible of `{benefit}` is of a month, a quarter or a "
                    "hospital, and an opening does not say of which: give the claims instead",
                    benefit=key,
                )
                problems.add("bad_value", path, message)
            if (key, part) not in layout.unopened:
                continue
            rows = [
                own
                for own, opening in layout.own_openings.items()
                if (key, part) in opening.part_of and opening.kind == "money"
            ]
            _check_counts((key, part), amount, found, layout, problems)
            if rows and sum(found.get(of, {}).get(name, 0) for of, name in rows) < amount:
                message = say(
                    "each row of `{benefit}` has a running sum of its own, and the opening does "
                    "not say which it is of: give {keys}",
                    benefit=key,
                    keys=quoted(_key_of(own) for own in rows),
                )
                problems.add("bad_value", path, message)


def _check_counts(
    part: tuple[str, str], amount: int, found: Opening, layout: CaseLayout, problems: Problems
) -> None:
    """What was paid for each of a count is said with how many it was paid for."""
    for own, opening in layout.own_openings.items():
        group, name = own
        counts = opening.kind == "count" and part in opening.part_of
        if amount and counts and name not in found.get(group, {}):
            message = say(
                "what `{benefit}` opens with was paid for each of a count, and the opening does "
                "not say for how many: give {keys}",
                benefit=part[0],
                keys=quoted((_key_of(own),)),
            )
            problems.add("bad_value", f"opening.{part[0]}.{part[1]}", message)


def check_shared(found: Opening, layout: CaseLayout, problems: Problems) -> None:
    """What one of several sums may have is said of each; a sum has at least what surely went
    to it."""
    for benefit in (*layout.benefits, *layout.over_year):
        for part, amount in found.get(benefit, {}).items():
            for pools in (True, False):
                sums = [
                    own
                    for own, opening in layout.own_openings.items()
                    if (benefit, part) in opening.sometimes and (own[0] == "pools") == pools
                ]
                check_several(benefit, part, amount, sums, found, problems)
    for (group, name), opening in layout.own_openings.items():
        given = found.get(group, {}).get(name)
        surely = sum(_surely(opening, found))
        if group == "pools" and given is not None and given < surely:
            message = say(
                "the benefits that this opening names used more of `{pool}` than it says", pool=name
            )
            problems.add("contradiction", f"opening.pools.{name}", message)


def check_several(
    benefit: str,
    part: str,
    amount: int,
    sums: list[tuple[str, str]],
    found: Opening,
    problems: Problems,
) -> None:
    """What was used of a part of a benefit, and may have gone to some of these sums, is said of
    them in the opening."""
    if not amount or len(sums) < (1 if part == "paid" else 2):
        return
    told = [found[group][name] for group, name in sums if name in found.get(group, {})]
    if sum(told) >= amount or (told and len(sums) == 1):
        return
    names = [_key_of(own) for own in sums]
    message = (
        say(
            "what `{benefit}` opens with may be of {sums} or of no limit, and the opening does not "
            "say how much is: give {keys}",
            benefit=benefit,
            sums=_name_of(sums[0]),
            keys=quoted(names),
        )
        if len(sums) == 1
        else say(
            "what `{benefit}` opens with may be of {sums}, and the opening does not say of which: "
            "give {keys}",
            benefit=benefit,
            sums=either(_name_of(own) for own in sums),
            keys=quoted(names),
        )
    )
    problems.add("bad_value", f"opening.{benefit}.{part}", message)


def _name_of(own: tuple[str, str]) -> Text:
    group, name = own
    return say("`{word}`", word=name if group in GROUPS else group)


def _key_of(own: tuple[str, str]) -> str:
    return f"opening.{own[0]}.{own[1]}"


def _surely(opening: OwnOpening, found: Opening) -> Iterator[int]:
    """What went to a sum whatever else it has."""
    for benefit, part in opening.opens:
        if (benefit, part) not in opening.sometimes:
            yield found.get(benefit, {}).get(part, 0)
