"""What was used before the first claim, as far as it is clear of which sum it is.

In: the opening of a case as read, the chosen policy. Out: the same with what fields of the
person say was paid; a refusal where one of several sums may have an amount.
"""

from collections.abc import Iterator, Mapping, Sequence

from polc.compiler.typed.nodes.values import Lookup
from tests.typed_reference.ask import HOUSEHOLD, Ask, Sums
from tests.typed_reference.case import CaseRead
from tests.typed_reference.figures import NEVER, RefusedError
from tests.typed_reference.limits import cap_key, is_of_year, opens_of, pools_of
from tests.typed_reference.lines import PoolLine, Terms
from tests.typed_reference.periods import WITHIN_YEAR
from tests.typed_reference.person_year import year_ask
from tests.typed_reference.policy import Chosen
from tests.typed_reference.rows import opens_of_row, table_of_claims
from tests.typed_reference.stretch import line_table

Opening = Mapping[str, Mapping[str, int]]


def open_year(read: CaseRead, policy: Chosen) -> Opening:
    """Rule 13: an opening counts as used. What a field of the person says was paid counts where
    the opening says nothing, and is never more than it says."""
    ask = year_ask(read, policy, Sums(), NEVER)
    found = {key: dict(parts) for key, parts in read.opening.items()}
    _check_shared(found, policy, ask)
    for field in policy.program.fields:
        amount = read.person.fields.get((field.scope, field.name))
        if not field.opens or field.opens_year not in (None, read.year) or amount is None:
            continue
        given = _paid_before(field.opens, found, ask)
        if given is None:
            found.setdefault(field.opens, {})["paid"] = amount
        elif given < amount:
            raise RefusedError("contradiction", field.name)
    _check_shared(found, policy, ask)
    return found


def check_together(
    members: Sequence[Opening], together: Opening, read: CaseRead, policy: Chosen
) -> None:
    """Rule 13: what members were paid, and may have gone to a pool of the household, the
    household's opening says of it."""
    ask = year_ask(read, policy, Sums(), NEVER)
    pools = together.get("pools", {})
    for benefit in policy.program.benefits:
        paid = sum(opening.get(benefit.id, {}).get("paid", 0) for opening in members)
        if benefit.per == "person_year" or not paid:
            continue
        always, some = _charged(policy.terms[benefit.id], ask)
        shared = {pool for pool in some if policy.pools[pool].period == HOUSEHOLD}
        _check_told(paid, [pools.get(pool) for pool in shared - always])


def _paid_before(benefit: str, opening: Opening, ask: Ask) -> int | None:
    if "paid" in opening.get(benefit, {}):
        return opening[benefit]["paid"]
    pools = [
        used
        for pool, used in opening.get("pools", {}).items()
        if (benefit, "paid") in opens_of(pool, ask)
    ]
    return sum(pools) if pools else None


def _check_shared(opening: Opening, policy: Chosen, ask: Ask) -> None:
    """Rule 13: what one of several pools, of several kinds of care or of several rows may have
    had is said of each; a pool has at least what surely went to it."""
    surely: dict[str, int] = {}
    for benefit in policy.program.benefits:
        if benefit.per != "person_year":
            _check_rows(benefit.id, opening.get(benefit.id, {}), policy.terms[benefit.id], ask)
            for kind in policy.terms[benefit.id].kinds or ():
                name = f"{benefit.id}.{kind.name}"
                if kind.terms.deductible is not None:
                    _check_rows(name, opening.get(name, {}), kind.terms, ask)
            given = opening.get(benefit.id, {})
            if any(map(given.get, _parts_within_year(policy.terms[benefit.id], ask))):
                raise RefusedError("bad_value", benefit.id)
        paid = opening.get(benefit.id, {}).get("paid", 0)
        if benefit.per == "person_year" or not paid:
            continue
        terms = policy.terms[benefit.id]
        if terms.most_units is not None and f"{benefit.id}.units" not in opening.get("tallies", {}):
            raise RefusedError("bad_value", benefit.id)
        always, some = _charged(terms, ask)
        for pool in always:
            surely[pool] = surely.get(pool, 0) + paid
        pools = opening.get("pools", {})
        own = {pool for pool in some - always if policy.pools[pool].period != HOUSEHOLD}
        _check_told(paid, [pools.get(pool) for pool in own])
        kinds = [f"{benefit.id}.{name}" for name in _kinds_with_a_cap(benefit.id, terms, ask)]
        if len(_paying(terms)) > 1:
            _check_told(paid, [opening.get(kind, {}).get("paid") for kind in kinds])
    for pool, used in opening.get("pools", {}).items():
        if used < surely.get(pool, 0):
            raise RefusedError("contradiction", pool)


def _check_rows(benefit: str, opened: Mapping[str, int], terms: Terms, ask: Ask) -> None:
    """What has a running sum for each row is said by row, and by the rows that there are."""
    by_row = {"line": _rows_of_line(benefit, terms, ask), "paid": _rows_of_cap(benefit, terms, ask)}
    for part, known in by_row.items():
        told = {key for key in opened if key.startswith(f"{part}.")}
        if told - known:
            raise RefusedError("unknown_field", part)
        # Rule 16: in a municipality the province is the city.
        one_row = {f"{part}.in_city", f"{part}.in_province"}
        if ask.policy.program.municipality and one_row <= told:
            raise RefusedError("bad_value", part)
        if known and opened.get(part) and not told:
            raise RefusedError("bad_value", part)


def _parts_within_year(terms: Terms, ask: Ask) -> set[str]:
    """Rule 13: what of an opening nobody knows of which month, quarter or hospital it is."""
    found: set[str] = set()
    for part in (terms, *(kind.terms for kind in terms.kinds or ())):
        if part.silent is not None and part.silent.condition is None:
            continue  # Rule 22: nothing is paid by it, so nothing runs on.
        line = part.deductible
        if line is not None and line.period in WITHIN_YEAR:
            found |= {"line"} | ({"borne"} if line.counting == "borne" else set())
            found |= {"paid"} if part.mode == "cumulated" else set()
        if any(cap.carried is None and cap.period in WITHIN_YEAR for cap in part.caps):
            found.add("paid")
        pools = (ask.policy.pools[pool] for pool in pools_of(part.pools, ask, limiting=False))
        if any(pool.carried is None and pool.period in WITHIN_YEAR for pool in pools):
            found.add("paid")
    return found


def _rows_of_line(benefit: str, terms: Terms, ask: Ask) -> set[str]:
    if terms.deductible is not None and terms.deductible.split:
        return _words_of(benefit, "line", terms.rate, ask)
    return _words_of(benefit, "line", line_table(terms, ask), ask)


def _rows_of_cap(benefit: str, terms: Terms, ask: Ask) -> set[str]:
    tables = (table_of_claims(cap.size, ask) for cap in terms.caps if is_of_year(cap))
    return set().union(*(_words_of(benefit, "paid", table, ask) for table in tables))


def _words_of(benefit: str, part: str, table: object, ask: Ask) -> set[str]:
    """What an opening calls the rows of a table."""
    if not isinstance(table, Lookup):
        return set()
    places = [*map(str, range(len(table.rows))), "rest"]
    return {word for at in places for _, word in opens_of_row(benefit, part, table, at, ask)}


def _check_told(amount: int, used: list[int | None]) -> None:
    """What one sum may have had, or one of several, is said of it."""
    told = [figure for figure in used if figure is not None]
    if used and sum(told) < amount and not (told and len(used) == 1):
        raise RefusedError("bad_value", "opening")


def _paying(terms: Terms) -> list[Terms]:
    """The kinds of care of which the document says what is paid."""
    return [kind.terms for kind in terms.kinds or () if kind.terms.says_what]


def _charged(terms: Terms, ask: Ask) -> tuple[set[str], set[str]]:
    """The pools to which all goes that the benefit pays, and those to which any of it goes."""
    always, some = _charged_by(terms.pools, ask)
    kinds = [_charged_by(kind.pools, ask) for kind in _paying(terms)]
    if kinds:
        always |= set.intersection(*(of_kind for of_kind, _ in kinds))
    return always, some.union(*(of_kind for _, of_kind in kinds))


def _charged_by(lines: tuple[PoolLine, ...], ask: Ask) -> tuple[set[str], set[str]]:
    leading = pools_of(lines, ask, limiting=False)
    always = {
        pool for pool, found in leading.items() if any(line.condition is None for line in found)
    }
    return always, set(leading)


def _kinds_with_a_cap(benefit: str, terms: Terms, ask: Ask) -> Iterator[str]:
    """The kinds of care with a limit of the year that is one for all their claims."""
    for kind in terms.kinds or ():
        for cap in kind.terms.caps:
            found = cap_key(f"{benefit} {kind.name}", cap, ask)
            if found is not None and any(part == "paid" for _, part in found[1]):
                yield kind.name
