"""What was used in the year before the first claim of a case.

In: the `opening` of a case, what the policy knows of its running sums. Out: by benefit, kind of
care, `pools` and `tallies` the amounts in fen and the counts, or every problem: a name that the
policy has not, an amount that two sums may have, what contradicts itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from polc.messages.text import Text, quoted, say
from polc.runtime.amounts import format_money
from polc.runtime.case import CaseLayout, Inputs
from polc.runtime.case_snapshot import as_plain
from polc.runtime.errors import Problems
from polc.runtime.read.check_opening import (
    GROUPS,
    Opening,
    check_shared,
    check_unopened,
    note_unused,
)
from polc.runtime.read.check_whose import check_whose, refuse_name
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    read_count,
    read_money,
    similar_to,
)
from polc.runtime.year_limits import check_opening_sum

OPENING_PARTS: Final = ("paid", "line", "borne")
_Found = dict[str, dict[str, int]]


def read_opening(
    value: Any,
    layout: CaseLayout,
    problems: Problems,
    notes: list[str],
    of_members: CaseLayout | None = None,
) -> Opening:
    """By benefit or kind of care and part, by group and name. A plain amount of a benefit is
    what was paid; that its line starts at 0 where none is given beside it is noted. The opening of
    a household has `of_members`, what the openings of its members can say."""
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
            _read_group(str(key), given, layout, found, problems, of_members)
        elif key not in (*layout.benefits, *layout.over_year) and key not in parts:
            known_names = (*layout.benefits, *layout.over_year, *parts, *GROUPS)
            hint = similar_to(str(key), known_names, layout.titled)
            if ("pools", key) in layout.own_openings:
                hint = say("; it is a shared limit: write it under `pools`")
            message = say(
                "no benefit per claim is called `{word}`{hint}",
                word=str(key)[:LONGEST_WORD],
                hint=hint,
            )
            problems.add("unknown_field", path, message)
        elif isinstance(given, Mapping):
            for part, amount in _read_parts(str(key), given, path, layout, problems).items():
                _put(found, str(key), part, amount, f"{path}.{part}", problems)
        else:
            try:
                _put(found, str(key), "paid", read_money(given), path, problems)
            except ValueRefusedError as mistake:
                problems.add("bad_value", path, mistake.why)
                continue
            notes.append(_note_line(path, str(key)))
    lines = _names_of("lines", layout)
    for key, parts_of in found.items():
        path = f"opening.{key}.paid"
        if isinstance(value.get(key), Mapping) and "line" not in parts_of and key in lines:
            notes += [_note_line(path, key)] if parts_of.get("paid") else []
    check_unopened(found, layout, problems)
    check_whose(found, layout, of_members, problems)
    notes += note_unused(found, layout, of_members)
    if len(problems.found) == known:
        check_shared(found, layout, problems)
    money = {
        key: {
            name: amount
            for name, amount in amounts.items()
            if key in GROUPS or "." not in name  # A part and its rows are one amount.
        }
        for key, amounts in found.items()
        if key != "tallies"
    }
    check_opening_sum(money, problems)
    return found


def _note_line(path: str, key: str) -> Text:
    return say("{path} says what was paid; the line of `{key}` starts at 0", path=path, key=key)


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
    group: str,
    given: Any,
    layout: CaseLayout,
    found: _Found,
    problems: Problems,
    of_members: CaseLayout | None,
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
        others = of_members or layout.shared
        if name not in names and others is not None and name in _names_of(group, others):
            refuse_name(path, of_members, problems)
            continue
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


def _read_parts(
    key: str, given: Mapping[str, Any], path: str, layout: CaseLayout, problems: Problems
) -> dict[str, int]:
    """The parts of a benefit or a kind of care; of rows each by its key, and all together."""
    found: dict[str, int] = {}
    for part, amount in _by_plain_name(given):
        if part not in OPENING_PARTS:
            hint = similar_to(str(part), OPENING_PARTS)
            message = say("an opening has {parts}{hint}", parts=quoted(OPENING_PARTS), hint=hint)
            problems.add("unknown_field", f"{path}.{str(part)[:LONGEST_WORD]}", message)
            continue
        if isinstance(amount, Mapping):
            rows = _read_rows((key, part), amount, f"{path}.{part}", layout, problems)
            found |= {part: sum(rows.values()), **rows}
            continue
        try:
            found[part] = read_money(amount)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{part}", mistake.why)
    return found


def _read_rows(
    part: tuple[str, str],
    given: Mapping[str, Any],
    path: str,
    layout: CaseLayout,
    problems: Problems,
) -> dict[str, int]:
    """What each row of a part has had, by the row's own name."""
    found: dict[str, int] = {}
    names = {
        name: own[1]
        for own, opening in layout.own_openings.items()
        for name in (own, *opening.also)
        if opening.part_of
    }
    words = [name.removeprefix(f"{part[1]}.") for key, name in names if key == part[0]]
    for word, amount in _by_plain_name(given):
        at = f"{path}.{str(word)[:LONGEST_WORD]}"
        name = names.get((part[0], f"{part[1]}.{word}"))
        if name is None:
            message = say(
                "`{benefit}` has no row `{word}` with a running sum of its own; it has {words}",
                benefit=part[0],
                word=str(word)[:LONGEST_WORD],
                words=quoted(words),
            )
            problems.add("unknown_field", at, message)
            continue
        if name in found:
            problems.add("bad_value", at, say("`{parameter}` is given twice", parameter=name))
        try:
            found[name] = read_money(amount)
        except ValueRefusedError as mistake:
            problems.add("bad_value", at, mistake.why)
    return found


def derive_opening(
    opening: Opening,
    person: Inputs,
    year: int,
    layout: CaseLayout,
    problems: Problems,
    notes: list[str],
) -> Opening:
    """The opening with what fields of the person say of it: what they say was paid counts
    where the opening does not say, and may not be more than it says. What one says of another year
    is noted: it opens nothing."""
    found = {key: dict(parts) for key, parts in opening.items()}
    said_by = dict[str, str]()
    for field in layout.fields:
        amount = person.get((field.scope, field.name))
        if not field.opens or amount is None:
            continue
        path = f"person.{field.name}"
        if field.opens_year not in (None, year):
            notes.append(
                say(
                    "{path} says what `{benefit}` paid in {of}, and this case is of {year}: "
                    "nothing begins with it",
                    path=path,
                    benefit=field.opens,
                    of=field.opens_year,
                    year=year,
                )
            )
            continue
        given = _paid_before(field.opens, found, layout)
        if given is None:
            found.setdefault(field.opens, {})["paid"] = amount
            said_by[field.opens] = path
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
        if said_by:
            check_unopened(found, layout, problems, said_by)
        check_shared(found, layout, problems)
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
