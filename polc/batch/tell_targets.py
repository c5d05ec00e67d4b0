"""Which targets of a policy are met and which are missed, as far as a table's claims can tell.

In: a plan, what was measured. Out: a `TargetOutcome` for each target of the policy, also for those
that the mapping does not say how to measure.
"""

from collections.abc import Collection, Iterator
from typing import Any, Literal

from polc.batch.measure_targets import TargetSums
from polc.compiler.model.declared import Aim
from polc.compiler.plan.plan import Plan
from polc.inspect.targets import Verdict, check_target, standing
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.amounts import RATE_UNIT, format_money, format_rate

Outcome = Verdict | Literal["not_measured"]


@frozen(kw_only=True)
class TargetOutcome:
    """A target: what it aims at (None: nothing stands under the readings), the sums in fen, how
    many claims they are of and of how many more they would be if all were known."""

    id: str
    title: str
    aim: Aim | None
    part: int
    whole: int
    claims: int
    not_known: int
    outcome: Outcome

    @property
    def share(self) -> str:
        """What was reached, cut off after four places; empty where nothing was measured."""
        return format_rate(self.part * RATE_UNIT // self.whole) if self.whole else ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        told: dict[str, Any] = {
            "title": self.title,
            "outcome": self.outcome,
            "aim": None if self.aim is None else aim_to_dict(self.aim),
        }
        if self.outcome == "not_measured":
            return told
        return {
            **told,
            "part": format_money(self.part),
            "whole": format_money(self.whole),
            "share": self.share or None,
            "claims": self.claims,
            "claims_not_known": self.not_known,
        }

    def tell(self) -> Text:
        """In a sentence."""
        name = self.title or self.id
        if self.outcome == "not_measured":
            return say(
                "target `{target}`: not measured, the mapping says nothing of it", target=name
            )
        share = self.share or "-"
        words = {
            "met": say("met"), "missed": say("missed"), "undetermined": say("undetermined"),
        }[self.outcome]  # fmt: skip
        if self.not_known:
            return say(
                "target `{target}`: {outcome}, {share}; aimed at: {aim}; of {claims} claims an "
                "amount is not known",
                target=name, outcome=words, share=share, aim=tell_aim(self.aim),
                claims=str(self.not_known),
            )  # fmt: skip
        return say(
            "target `{target}`: {outcome}, {share}; aimed at: {aim}",
            target=name, outcome=words, share=share, aim=tell_aim(self.aim),
        )  # fmt: skip


def find_outcomes(
    plan: Plan, measured: Collection[str], sums: TargetSums
) -> Iterator[TargetOutcome]:
    """Every target of the policy in its order; `measured` are by name those of the mapping."""
    for target in plan.declared.targets:
        part, whole = sums[target.id, "part"], sums[target.id, "whole"]
        not_known = sums[target.id, "not_known"]
        outcome: Outcome = "not_measured"
        if target.id in measured:
            # What is not known may tip it.
            outcome = "undetermined" if not_known else check_target(plan, target.id, part, whole)
        yield TargetOutcome(
            id=target.id,
            title=target.title,
            aim=standing(plan, target.aims),
            part=part,
            whole=whole,
            claims=sums[target.id, "claims"],
            not_known=not_known,
            outcome=outcome,
        )


def aim_to_dict(aim: Aim) -> dict[str, Any]:
    """What is asked, as JSON has it."""
    return {
        "op": aim.op,
        "rate": None if aim.rate is None else format_rate(aim.rate),
        "tolerance": None if aim.tolerance is None else format_rate(aim.tolerance),
    }


def tell_aim(aim: Aim | None) -> Text:
    """What is asked, in words."""
    if aim is None or aim.rate is None:
        return say("no figure is given")
    rate = format_rate(aim.rate)
    match aim.op:
        case "at_least":
            return say("at least {rate}", rate=rate)
        case "at_most":
            return say("at most {rate}", rate=rate)
        case "exactly":
            return say("exactly {rate}", rate=rate)
        case "about" if aim.tolerance is None:
            return say("about {rate}, and nobody says how near", rate=rate)
        case "about":
            points = format_rate(aim.tolerance).removesuffix("%")
            return say("about {rate}, give or take {points} points", rate=rate, points=points)
