"""What was used in the year before the first claim of a case.

In: the `opening` of a case, what the policy knows of its running sums. Out: by benefit, kind of
care, `pools` and `tallies` the amounts in fen and the counts, or every problem: a name that the
policy has not, an amount that two sums may have, what contradicts itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from polc.messages.text import Text, either, quoted, say
from polc.runtime.amounts import format_money
from polc.runtime.case import CaseLayout, Inputs, OwnOpening
from polc.runtime.case_snapshot import as_plain
from polc.runtime.errors import Problems
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    read_count,
    read_money,
    similar_to,
)
from polc.runtime.year_limits import check_opening_sum

OPENING_PARTS: Final = ("paid", "line", "borne")
GROUPS: Final = ("pools", "tallies", "lines")
"""What an opening gives beside the benefits, each an object by name."""

Opening = Mapping[str, Mapping[str, int]]
_Found = dict[str, dict[str, int]]


def read_opening(value: Any, layout: CaseLayout, problems: Problems, notes: list[str]) -> Opening:
    """By benefit or kind of care and part, by group and name. A plain amount of a benefit is
    what was paid; that its line then starts at 0 is noted."""
    found: _Found = {}
    if value is None:
        return found
    if not isinstance(value, Mapping):
        problems.add("bad_value", "opening", say("an object of benefits is expected"))
        return found
    known = len(problems.found)
    parts = {name for name, _ in layout.own_openings if name not in GROUPS}
    for key, given in _by_plain_name(value):
        path = f"opening.{str(key)[:LONGEST_WORD]}"
        if key in GROUPS:
            _read_group(str(key), given, layout, found, problems)
        elif key not in layout.benefits and key not in parts:
            hint = similar_to(str(key), (*layout.benefits, *parts, *GROUPS))
            message = say(
                "no benefit per claim is called `{word}`{hint}",
                word=str(key)[:LONGEST_WORD],
                hint=hint,
            )
            problems.add("unknown_field", path, message)
        elif isinstance(given, Mapping):
            for part, amount in _read_parts(given, path, problems).items():
                _put(found, str(key), part, amount, f"{path}.{part}", problems)
        else:
            try:
                _put(found, str(key), "paid", read_money(given), path, problems)
            except ValueRefusedError as mistake:
                problems.add("bad_value", path, mistake.why)
                continue
            notes.append(
                say(
                    "{path} says what was paid; the line of `{key}` starts at 0",
                    path=path,
                    key=str(key),
                )
            )
    _check_unopened(found, layout, problems)
    notes += _note_unused(found, layout)
    if len(problems.found) == known:
        _check_shared(found, layout, problems)
    money = {
        key: {name: amount for name, amount in amounts.items() if key != "tallies"}
        for key, amounts in found.items()
    }
    check_opening_sum(money, problems)
    return found


def _by_plain_name(given: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """The values by their names; a text of a caller's own kind is the text that it is, whatever it
    prints."""
    return ((as_plain(name), value) for name, value in given.items())


def _put(found: _Found, key: str, part: str, amount: int, path: str, problems: Problems) -> None:
    known = found.setdefault(key, {})
    if part in known:
        problems.add("bad_value", path, say("`{parameter}` is given twice", parameter=part))
    known[part] = amount


def _read_group(
    group: str, given: Any, layout: CaseLayout, found: _Found, problems: Problems
) -> None:
    """`pools`, `tallies` or `lines`."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        problems.add("bad_value", f"opening.{group}", say("an object is expected"))
        return
    names = _names_of(group, layout)
    for name, amount in _by_plain_name(given):
        path = f"opening.{group}.{str(name)[:LONGEST_WORD]}"
        if name not in names:
            message = say(
                "the policy has no running sum `{word}` among its `{group}`{hint}",
                word=str(name)[:LONGEST_WORD],
                group=group,
                hint=similar_to(str(name), tuple(names)),
            )
            problems.add("unknown_field", path, message)
            continue
        try:
            read = read_count if names[str(name)] == "count" else read_money
            figure = read(amount)
        except ValueRefusedError as mistake:
            problems.add("bad_value", path, mistake.why)
            continue
        if group == "lines":
            _put(found, str(name), "line", figure, path, problems)
        else:
            _put(found, group, str(name), figure, path, problems)


def _names_of(group: str, layout: CaseLayout) -> dict[str, str]:
    """What a group can name, with the kind of its figure."""
    if group != "lines":
        return {
            name: opening.kind for (of, name), opening in layout.own_openings.items() if of == group
        }
    own = [name for name, part in layout.own_openings if part == "line" and name not in GROUPS]
    return dict.fromkeys((*own, *layout.accumulating), "money")


def _read_parts(given: Mapping[str, Any], path: str, problems: Problems) -> dict[str, int]:
    found: dict[str, int] = {}
    for part, amount in _by_plain_name(given):
        if part not in OPENING_PARTS:
            hint = similar_to(str(part), OPENING_PARTS)
            message = say("an opening has `paid`, `line`, `borne`{hint}", hint=hint)
            problems.add("unknown_field", f"{path}.{str(part)[:LONGEST_WORD]}", message)
            continue
        try:
            found[part] = read_money(amount)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{part}", mistake.why)
    return found


def _note_unused(found: _Found, layout: CaseLayout) -> Iterator[Text]:
    """What an opening says of a benefit that has no running sum of the year for it."""
    opened = layout.opened.union(layout.unopened, layout.own_openings)
    for key, parts in found.items():
        for part, amount in parts.items():
            if amount and key not in GROUPS and (key, part) not in opened:
                yield say(
                    "opening.{benefit}.{part} changes nothing: no running sum of the year begins "
                    "with it",
                    benefit=key,
                    part=part,
                )


def _check_unopened(found: _Found, layout: CaseLayout, problems: Problems) -> None:
    """What rows have each for themselves is of no row that an opening could name."""
    for key, parts in found.items():
        for part, amount in parts.items():
            if amount and (key, part) in layout.unopened:
                message = say(
                    "each row of `{benefit}` has a running sum of its own, and an opening does "
                    "not say which it is of",
                    benefit=key,
                )
                problems.add("bad_value", f"opening.{key}.{part}", message)


def _check_shared(found: _Found, layout: CaseLayout, problems: Problems) -> None:
    """What one of several sums may have is said of each; a sum has at least what surely went
    to it."""
    for benefit in layout.benefits:
        for part, amount in found.get(benefit, {}).items():
            for pools in (True, False):
                sums = [
                    own
                    for own, opening in layout.own_openings.items()
                    if (benefit, part) in opening.sometimes and (own[0] == "pools") == pools
                ]
                _check_several(benefit, part, amount, sums, found, problems)
    for (group, name), opening in layout.own_openings.items():
        given = found.get(group, {}).get(name)
        surely = sum(_surely(opening, found))
        if group == "pools" and given is not None and given < surely:
            message = say(
                "the benefits that this opening names used more of `{pool}` than it says", pool=name
            )
            problems.add("contradiction", f"opening.pools.{name}", message)


def _check_several(
    benefit: str,
    part: str,
    amount: int,
    sums: list[tuple[str, str]],
    found: _Found,
    problems: Problems,
) -> None:
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


def _surely(opening: OwnOpening, found: _Found) -> Iterator[int]:
    """What went to a sum whatever else it has."""
    for benefit, part in opening.opens:
        if (benefit, part) not in opening.sometimes:
            yield found.get(benefit, {}).get(part, 0)


def derive_opening(
    opening: Opening,
    person: Inputs,
    year: int,
    layout: CaseLayout,
    problems: Problems,
    notes: list[str],
) -> Opening:
    """The opening with what fields of the person say of it: what they say was paid counts
    where the opening does not say, and may not be more than it says."""
    found = {key: dict(parts) for key, parts in opening.items()}
    for field in layout.fields:
        amount = person.get((field.scope, field.name))
        if not field.opens or field.opens_year not in (None, year) or amount is None:
            continue
        given = _paid_before(field.opens, found, layout)
        path = f"person.{field.name}"
        if given is None:
            found.setdefault(field.opens, {})["paid"] = amount
            notes.append(
                say(
                    "{path} says what `{benefit}` paid before the first claim",
                    path=path,
                    benefit=field.opens,
                )
            )
        elif given < amount:
            message = say(
                "{amount} yuan are more than the opening says that `{benefit}` paid before: "
                "{given}",
                amount=format_money(amount),
                benefit=field.opens,
                given=format_money(given),
            )
            problems.add("contradiction", path, message)
    if not problems.found:
        _check_shared(found, layout, problems)
    return found


def _paid_before(benefit: str, found: _Found, layout: CaseLayout) -> int | None:
    """What the opening says that a benefit paid, or its pools used; None where it says
    nothing."""
    if "paid" in found.get(benefit, {}):
        return found[benefit]["paid"]
    pools = [
        found["pools"][name]
        for (group, name), opening in layout.own_openings.items()
        if group == "pools"
        and (benefit, "paid") in opening.opens
        and name in found.get("pools", {})
    ]
    return sum(pools) if pools else None
