"""What an audit came to: sums by hospital, identity and month, causes, who got nothing.

In: audited amounts with their causes. Out: `AuditReport`, as the JSON of a report and as text.
Amounts are added up in fen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import field

from polc.audit.cause import Cause, readings_of
from polc.audit.compare_amounts import NOBODY, AuditedAmount, Group
from polc.audit.compare_columns import EqualAmounts
from polc.batch.columns.settled_columns import SettledColumns
from polc.batch.count_reasons import ReasonCounts, reasons_to_report, tell_reasons
from polc.batch.report_names import ReportNames
from polc.messages.text import Language, Text, say
from polc.records.mutable import define
from polc.runtime.amounts import format_money

GROUPS: Final[tuple[Group, ...]] = ("all", "hospital", "identity", "month")

_SHOWN: Final = 12
"""So many lines of a kind are told in the text; all are in the tables."""


@define(kw_only=True)
class Sums:
    """Of the amounts of a group, in fen: what was recorded and computed, how much more and how much
    less was paid than computed; how many there are, how many differ."""

    recorded: int = 0
    computed: int = 0
    more: int = 0
    less: int = 0
    amounts: int = 0
    differing: int = 0

    def add(self, amount: AuditedAmount) -> None:
        """An amount of which both are known."""
        assert amount.recorded is not None
        assert amount.computed is not None
        self.recorded += amount.recorded
        self.computed += amount.computed
        self.more += max(amount.difference, 0)
        self.less += max(-amount.difference, 0)
        self.amounts += 1
        self.differing += amount.difference != 0

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, amounts in yuan."""
        money = {"recorded": self.recorded, "computed": self.computed,
                 "paid_too_much": self.more, "paid_too_little": self.less}  # fmt: skip
        counts = {"amounts": self.amounts, "differing": self.differing}
        return {name: format_money(fen) for name, fen in money.items()} | counts


@define(kw_only=True)
class AuditReport:
    """Of which policy, version, fingerprint and mapping the audit was, with the policy's `titles`
    by id; `compared` are the layers of which the mapping has what was recorded, `not_compared` the
    others but those whose payment is `taken_as_given`, `reasons` why rows were refused. `by_row` of
    so many persons were settled row after row, the others by machine code; `why_by_row` where all
    were."""

    policy: str
    version: str
    fingerprint: str
    mapping_digest: str
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]
    titles: Mapping[str, str] = field(factory=dict, repr=False)
    taken_as_given: tuple[str, ...] = ()
    compared_years: tuple[str, ...] = ()
    not_compared_years: tuple[str, ...] = ()
    why_by_row: Text | None = None
    persons: int = 0
    by_row: int = 0
    rows: int = 0
    claims: int = 0
    dropped: int = 0
    refunds: int = 0
    taken_back: int = 0
    refused_rows: int = 0
    without_claims: int = 0
    refused_persons: int = 0
    reasons: ReasonCounts = field(factory=dict)
    remarks: Counter[str] = field(factory=Counter)
    unread: int = 0
    undetermined: int = 0
    not_helped: int = 0
    not_helped_fen: int = 0
    causes: Counter[str] = field(factory=Counter)
    cause_fen: Counter[str] = field(factory=Counter)
    readings: Counter[str] = field(factory=Counter)
    _sums: dict[Group, dict[tuple[str, str], Sums]] = field(factory=dict)

    @property
    def differing(self) -> int:
        """How many amounts differ."""
        return sum(sums.differing for _, sums in self.layers())

    def add(self, amount: AuditedAmount) -> None:
        """An amount; one of which something is not known is counted and in no sum."""
        if amount.recorded is None:
            self.unread += 1
        elif amount.computed is None:
            self.undetermined += 1
        else:
            keys: dict[Group, str] = {"all": "", "identity": amount.identity}
            if amount.claim:
                keys |= {"hospital": amount.hospital, "month": amount.day[:7]}
            for group in keys:
                self._sums_of(group, keys[group], amount.benefit).add(amount)

    def add_equal(self, settled: SettledColumns, amounts: Iterable[EqualAmounts]) -> None:
        """Persons of whom nothing differs, and the sums of their amounts."""
        self.persons += settled.persons
        self.claims += settled.claims
        self.dropped += settled.dropped
        self.refunds += settled.refunds
        self.taken_back += settled.taken_back
        self.rows += settled.claims + settled.dropped + settled.refunds + settled.taken_back
        for equal in amounts:
            sums = self._sums_of(equal.by, equal.key, equal.benefit)
            sums.recorded += equal.fen
            sums.computed += equal.fen
            sums.amounts += equal.amounts

    def _sums_of(self, group: Group, key: str, benefit: str) -> Sums:
        return self._sums.setdefault(group, {}).setdefault((key, benefit), Sums())

    def add_causes(self, amount: AuditedAmount, causes: tuple[Cause, ...]) -> None:
        """Why an amount differs: it counts under the likeliest, and under each reading."""
        self.causes[causes[0].kind] += 1
        self.cause_fen[causes[0].kind] += abs(amount.difference)
        self.readings.update(readings_of(causes))

    def add_not_helped(self, amount: AuditedAmount) -> None:
        """Somebody with an identity, to whom something was due for it and nothing was paid."""
        self.not_helped += 1
        self.not_helped_fen -= amount.difference

    def layers(self) -> Iterator[tuple[str, Sums]]:
        """The sums of each layer, in the order of the layers."""
        found = self._sums.get("all", {})
        for benefit in (*self.compared, *self.compared_years):
            if ("", benefit) in found:
                yield benefit, found["", benefit]

    def sums_by(self, group: Group) -> Iterator[tuple[str, str, Sums]]:
        """By key and layer; what differs most comes first."""
        found = self._sums.get(group, {})
        order = sorted(found, key=lambda key: (-found[key].more - found[key].less, key))
        for key, benefit in order:
            yield key, benefit, found[key, benefit]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it; amounts are decimal strings in yuan."""
        return {
            "policy": self.policy,
            "polc": self.version,
            "fingerprint": self.fingerprint,
            "mapping": self.mapping_digest,
            "compared": list(self.compared),
            "not_compared": list(self.not_compared),
            "taken_as_given": list(self.taken_as_given),
            "compared_years": list(self.compared_years),
            "not_compared_years": list(self.not_compared_years),
            "persons": self.persons,
            "persons_by_row": self.by_row,
            "why_by_row": self.why_by_row,
            "rows": self.rows,
            "claims": self.claims,
            "dropped_rows": self.dropped,
            "refund_rows": self.refunds,
            "taken_back_rows": self.taken_back,
            "refused_rows": self.refused_rows,
            "years_without_claims": self.without_claims,
            "refused_persons_without_rows": self.refused_persons,
            "refused_for": reasons_to_report(self.reasons),
            "remarks": dict(sorted(self.remarks.items())),
            "not_recorded": self.unread,
            "undetermined": self.undetermined,
            "differing": self.differing,
            "benefits": {benefit: sums.to_dict() for benefit, sums in self.layers()},
            "causes": {
                kind: {"amounts": often, "differences": format_money(self.cause_fen[kind])}
                for kind, often in self.causes.most_common()
            },
            "readings": dict(self.readings.most_common()),
            "not_helped": {
                "amounts": self.not_helped,
                "due": format_money(self.not_helped_fen),
            },
            **{f"by_{group}": self._by(group) for group in GROUPS if group != "all"},
        }

    def _by(self, group: Group) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for key, benefit, sums in self.sums_by(group):
            found.setdefault(key, {})[benefit] = sums.to_dict()
        return found

    def as_text(self, language: Language) -> str:
        """The report for a person, a line a figure."""
        names = ReportNames(language, self.titles)
        lines = (*self._tell_counts(names), *self._tell_sums(names))
        return "".join(f"{line}\n" for line in (names.of(self.policy), *map(names.tell, lines)))

    def _tell_counts(self, names: ReportNames) -> Iterator[Text]:
        yield say("rows: {count}", count=str(self.rows))
        yield say("persons: {count}", count=str(self.persons))
        if self.why_by_row is None:
            yield say("settled row after row: {count} persons", count=str(self.by_row))
        else:
            yield say("all settled row after row, slowly: {why}", why=self.why_by_row)
        yield say("claims settled: {count}", count=str(self.claims))
        yield say("rows refused: {count}", count=str(self.refused_rows))
        for reason in tell_reasons(self.reasons, names.language):
            yield say("  {reason}", reason=reason)
        yield say("rows left out by the mapping: {count}", count=str(self.dropped))
        yield say("refunds: {count}", count=str(self.refunds))
        yield say("claims taken back whole: {count}", count=str(self.taken_back))
        if self.without_claims:
            yield say("persons' years without claims: {count}", count=str(self.without_claims))
        if self.refused_persons:
            yield say("persons without claims refused: {count}", count=str(self.refused_persons))
        if self.remarks:
            yield say("remarks: {count}", count=str(sum(self.remarks.values())))
            for remark in names.remarks(self.remarks):
                yield say("  {reason}", reason=remark)
        if self.unread:
            yield say("amounts that are not recorded: {count}", count=str(self.unread))
        if self.undetermined:
            count = str(self.undetermined)
            yield say("amounts that the document leaves open: {count}", count=count)

    def _tell_sums(self, names: ReportNames) -> Iterator[Text]:
        for benefit in self.not_compared:
            yield say(
                "`{benefit}` is not compared: the mapping has no column for it",
                benefit=names.of(benefit),
            )
        for benefit in self.taken_as_given:
            yield say("`{benefit}` is taken as it was paid", benefit=names.of(benefit))
        for benefit in self.not_compared_years:
            yield say(
                "`{benefit}` of the person's year is not compared: no table `person_years` has it",
                benefit=names.of(benefit),
            )
        for benefit, sums in self.layers():
            yield say(
                "{benefit}: paid {recorded}, due {computed}; {differing} of {amounts} differ,"
                " {more} too much and {less} too little",
                benefit=names.of(benefit),
                recorded=format_money(sums.recorded),
                computed=format_money(sums.computed),
                differing=str(sums.differing),
                amounts=str(sums.amounts),
                more=format_money(sums.more),
                less=format_money(sums.less),
            )
        if self.not_helped:
            yield say(
                "due for an identity, and nothing paid: {count} times, {amount} yuan",
                count=str(self.not_helped),
                amount=format_money(self.not_helped_fen),
            )
        for kind, often in self.causes.most_common():
            yield say(
                "  cause {kind}: {count} times, {amount} yuan",
                kind=cause_title(kind),
                count=str(often),
                amount=format_money(self.cause_fen[kind]),
            )
        for reading, often in self.readings.most_common(_SHOWN):
            yield say("  right under `{reading}`: {count}", reading=reading, count=str(often))
        for group, words in _GROUP_WORDS:
            for key, benefit, sums in list(self.sums_by(group))[:_SHOWN]:
                if sums.differing:
                    yield say(
                        "  {group} `{key}`, {benefit}: {more} too much, {less} too little",
                        group=words,
                        key=name_group(group, key, names),
                        benefit=names.of(benefit),
                        more=format_money(sums.more),
                        less=format_money(sums.less),
                    )


_GROUP_WORDS: Final[tuple[tuple[Group, Text], ...]] = (
    ("hospital", say("hospital")),
    ("identity", say("identity")),
    ("month", say("month")),
)


def group_title(group: Group, key: str) -> Text | str:
    """What a sum is of as tables have it: who has no identity, and a claim without a hospital, has
    none."""
    return say("none") if key == NOBODY and group in ("hospital", "identity") else key


def name_group(group: Group, key: str, names: ReportNames) -> str:
    """The same for a person."""
    if group == "identity":
        return names.of_identity(key)
    title = group_title(group, key)
    return names.tell(title) if isinstance(title, Text) else title


def cause_title(kind: str) -> Text:
    """A kind of cause in words."""
    return _TITLES[kind]


_TITLES: Final = {
    "follows": say("an earlier difference"),
    "rounding": say("rounding"),
    "identity": say("identity on the day"),
    "reading": say("another reading"),
    "facts": say("another fact of the claim"),
    "order": say("order of claims"),
    "deductible": say("deductible"),
    "cap": say("cap"),
    "rate": say("rate"),
    "not due": say("nothing was due"),
    "nothing recorded": say("nothing was paid"),
    "negative": say("negative amount"),
    "digits": say("digits lost or too many"),
    "taken back": say("taken back in part"),
    "taken back later": say("an earlier claim taken back later"),
    "unknown": say("not explained"),
    "not looked for": say("not looked for"),
}
