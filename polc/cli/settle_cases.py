"""What `polc settle` answers a case: a settlement, every outcome, or a refusal.

In: a policy under the options, a case. Out: plain objects of the contract's JSON, told in a
language, and what a person is shown of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polc
from polc.api.told import told_outcomes, told_refusal, told_settlement
from polc.cli.answer_cases import Shown
from polc.cli.read.cases import BadLine
from polc.cli.render.readings import as_text as outcomes_as_text
from polc.cli.render.settlement import as_text, refusal_as_text
from polc.cli.terminal.text_width import visible, visible_parts
from polc.messages.text import Language
from polc.records.frozen import frozen
from polc.runtime.amounts import format_money
from polc.runtime.errors import CaseError, Problem


@frozen(kw_only=True)
class Settling:
    """`Answers` of one policy. `titles` are those of what it names, `width` the columns of the
    terminal."""

    policy: polc.Policy
    titles: Mapping[str, str]
    width: int
    language: Language
    require: Sequence[str]
    explain: bool
    """Whether the way to each amount is shown."""
    as_machine: bool
    all_readings: bool

    def answer(self, case: Any) -> dict[str, Any]:
        """The settlement or the outcomes as a plain object, or `{"refused": …}`."""
        keywords = self.policy.plan.language
        if isinstance(case, BadLine):
            return refuse_line(case, self.language)
        try:
            if self.all_readings:
                outcomes = self.policy.settle_all_readings(case).to_dict(explain=self.explain)
                return told_outcomes(outcomes, self.language, keywords)
            settlement = self.policy.settle(case, require=self.require)
            settled = settlement.to_dict(explain=self.explain)
            if not (self.explain or self.as_machine):
                settled["explanation"] = _tell_results(settlement)
            return told_settlement(settled, self.language, keywords)
        except polc.CaseError as mistake:
            return told_refusal(mistake, self.language, keywords)

    def is_refused(self, answer: dict[str, Any]) -> bool:
        """Whether nothing was settled."""
        return "refused" in answer

    def as_text(self, name: str, answer: dict[str, Any], place: int, *, alone: bool) -> Shown:
        """A settlement, headed by its name where it is not alone; a refusal is an error."""
        result = visible_parts(answer)
        if "refused" in result:
            return Shown("", refusal_as_text(name, result["refused"], self.language))
        if "outcomes" in result:
            return Shown(outcomes_as_text(name, result, self.titles, self.width, self.language))
        head = "\n" if place else ""
        if not alone:
            head += f"{visible(name)}:\n"
        told = as_text(result, self.titles, self.language, explain=self.explain, width=self.width)
        return Shown(head + told)


def _tell_results(settlement: polc.Settlement) -> list[dict[str, Any]]:
    """Of the explanation what each benefit came to: a text names its clause. Where one paid
    nothing, only the steps before it say why."""
    payments = settlement.payments  # traces every claim each time that it is read
    if any(not payment.fen and payment.status == "paid" for payment in payments):
        return settlement.explanation
    return [
        {
            "claim": payment.claim,
            "benefit": payment.benefit,
            "amount": format_money(payment.fen),
            "status": payment.status,
            "clauses": payment.clauses,
            "cite": payment.cite,
        }
        for payment in payments
    ]


def refuse_line(line: BadLine, language: Language) -> dict[str, Any]:
    """The refusal of a line that is no JSON, or of a file that cannot be read, as that of any
    other case."""
    code = "unread" if line.unread else "not_json"
    return told_refusal(CaseError((Problem(code, "", line.why),)), language, language)
