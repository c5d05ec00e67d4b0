"""What a run came to, as a report: sums by benefit, identity and place, what was refused and why.

In: the sums of a run. Out: `BatchReport`, as the JSON of a report, as text and as a page.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from attrs import field

from polc.batch.count_reasons import reasons_to_report, tell_reasons
from polc.batch.report_names import ReportNames
from polc.batch.run_sums import RunSums
from polc.batch.tell_targets import TargetOutcome, find_outcomes
from polc.compiler.plan.plan import Plan
from polc.messages.text import Language, Text, say
from polc.records.mutable import define
from polc.runtime.amounts import format_money

_LENGTH_OF_YEAR: Final = len("2022")


@define(kw_only=True)
class BatchReport:
    """Of which policy, version, fingerprint and mapping (`mapping_digest`) the run was, with the
    policy's `titles` by id; `sums` of what came of it; `why_by_row` why machine code
    settled nobody, where it did not; `measured` are the targets that the mapping says how to
    measure."""

    policy: str
    version: str
    fingerprint: str
    mapping_digest: str
    plan: Plan = field(repr=False)
    titles: Mapping[str, str] = field(factory=dict, repr=False)
    measured: Collection[str] = ()
    why_by_row: Text | None = None
    sums: RunSums = field(factory=RunSums)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it; amounts are decimal strings in yuan."""
        sums = self.sums
        return {
            "policy": self.policy,
            "polc": self.version,
            "fingerprint": self.fingerprint,
            "mapping": self.mapping_digest,
            "persons": sums.persons,
            "persons_by_row": sums.by_row,
            "why_by_row": self.why_by_row,
            "rows": sums.rows,
            "claims": sums.claims,
            "dropped_rows": sums.dropped,
            "refund_rows": sums.refunds,
            "taken_back_rows": sums.taken_back,
            "refused_rows": sums.refused_rows,
            "years_without_claims": sums.without_claims,
            "refused_persons_without_rows": sums.refused_persons,
            "refused": dict(sorted(sums.refused.items())),
            "refused_for": reasons_to_report(sums.reasons),
            "remarks": dict(sorted(sums.remarks.items())),
            "targets": {target.id: target.to_dict() for target in self.targets()},
            "alerts": self._count_alerts(),
            "alerts_by_month": self._alerts_by_month(),
            "alerts_so_far": self.alerts_so_far(),
            "benefits": self._by("all").get("", {}),
            "person_years": {
                name: format_money(fen) for (by, _, name), fen in sums.fen.items() if by == "year"
            },
            "by_identity": self._by("identity"),
            "by_place": self._by("place"),
        }

    def targets(self) -> list[TargetOutcome]:
        """Every target of the policy, met or missed."""
        return list(find_outcomes(self.plan, self.measured, self.sums.targets))

    def reasons(self, language: Language) -> list[Text]:
        """Why rows are refused, a sentence each, the most frequent first."""
        return tell_reasons(self.sums.reasons, language)

    def alerts_so_far(self) -> dict[str, dict[str, int]]:
        """How many hold in each month of a year since this or an earlier month of it, from the
        first month that has a new one to the last."""
        found: dict[str, dict[str, int]] = {}
        new = self._alerts_by_month()
        for year in dict.fromkeys(month[:_LENGTH_OF_YEAR] for month in new):
            so_far: Counter[str] = Counter()
            months = [month for month in new if month.startswith(year)]
            for at in range(int(months[0][-2:]), int(months[-1][-2:]) + 1):
                month = f"{year}-{at:02}"
                so_far.update(new.get(month, {}))
                found[month] = dict(sorted(so_far.items()))
        return found

    def _count_alerts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for (alert, _), often in sorted(self.sums.alerts.items()):
            found[alert] = found.get(alert, 0) + often
        return found

    def _alerts_by_month(self) -> dict[str, dict[str, int]]:
        """How many there are anew in each month."""
        found: dict[str, dict[str, int]] = {}
        for (alert, month), often in sorted(
            self.sums.alerts.items(), key=lambda kept: kept[0][::-1]
        ):
            found.setdefault(month, {})[alert] = often
        return found

    def _by(self, what: str) -> dict[str, dict[str, str]]:
        """The sums by one thing, the benefits in the policy's order."""
        place = {benefit.id: at for at, benefit in enumerate(self.plan.benefits)}
        found: dict[str, dict[str, str]] = {}
        for (by, key, benefit), fen in sorted(
            self.sums.fen.items(), key=lambda kept: (kept[0][1], place.get(kept[0][2], 0))
        ):
            if by == what:
                found.setdefault(key, {})[benefit] = format_money(fen)
        return found

    def count(self) -> list[Text]:
        """What was counted, a sentence each."""
        sums = self.sums
        by_row = say("settled row after row: {count} persons", count=str(sums.by_row))
        if self.why_by_row is not None:
            by_row = say("all settled row after row, slowly: {why}", why=self.why_by_row)
        return [
            say("rows: {count}", count=str(sums.rows)),
            say("persons: {count}", count=str(sums.persons)),
            by_row,
            say("claims settled: {count}", count=str(sums.claims)),
            say("rows refused: {count}", count=str(sums.refused_rows)),
            say("rows left out by the mapping: {count}", count=str(sums.dropped)),
            say("refunds: {count}", count=str(sums.refunds)),
            say("claims taken back whole: {count}", count=str(sums.taken_back)),
            *self._count_without_claims(),
        ]

    def _count_without_claims(self) -> Iterator[Text]:
        """What there is only where persons without claims are settled too."""
        found, refused = self.sums.without_claims, self.sums.refused_persons
        if found:
            yield say("persons' years without claims: {count}", count=str(found))
        if refused:
            yield say("persons without claims refused: {count}", count=str(refused))

    def tell_alerts(self) -> list[Text]:
        """How many are to be warned, and of how many it is new in each month."""
        titles = {report.id: report.title or report.id for report in self.plan.reports}
        found = []
        for alert, often in self._count_alerts().items():
            months = ", ".join(
                f"{month} {new[alert]}"
                for month, new in self._alerts_by_month().items()
                if alert in new
            )
            found.append(
                say(
                    "alert `{alert}`: {count}; new by month: {months}",
                    alert=titles[alert],
                    count=str(often),
                    months=months,
                )
            )
        return found

    def as_text(self, language: Language) -> str:
        """The report for a person, a line a figure."""
        names = ReportNames(language, self.titles)
        lines = [names.of(self.policy), *map(names.tell, self.count())]
        lines += [f"  {names.tell(reason)}" for reason in self.reasons(language)]
        if self.sums.remarks:
            count = str(sum(self.sums.remarks.values()))
            lines.append(names.tell(say("remarks: {count}", count=count)))
            lines += [f"  {names.tell(told)}" for told in names.remarks(self.sums.remarks)]
        told = self.to_dict()
        sums = (*told["benefits"].items(), *told["person_years"].items())
        lines += [names.tell(say("{name}: {amount}", name=names.of(name), amount=yuan))
                  for name, yuan in sums]  # fmt: skip
        for text in (*(target.tell() for target in self.targets()), *self.tell_alerts()):
            lines.append(names.tell(text))
        return "\n".join(lines) + "\n"
