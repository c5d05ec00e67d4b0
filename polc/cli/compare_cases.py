"""`settle A,B,… CASE --compare`: each case under several policies.

In: the policies named, what the options give, a case. Out: the comparison as a plain object and
as text.
"""

from collections.abc import Mapping
from typing import Any

import click

import polc
from polc.api.comparison import Comparison, compare
from polc.api.told import told_refusal, told_settlement
from polc.cli.answer_cases import Shown
from polc.cli.open_policy import open_policy
from polc.cli.read.cases import BadLine
from polc.cli.render.comparison import as_text
from polc.cli.render.settlement import refusal_as_text
from polc.cli.settle_cases import refuse_line
from polc.cli.terminal.columns import terminal_width
from polc.cli.terminal.text_width import visible_parts
from polc.messages.text import Language, say
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError


def open_policies(
    names: str, *, as_machine: bool = False, language: Language | None = None
) -> dict[str, polc.Policy]:
    """The policies of `suizhou,zhangye` as they are called there; one alone, or one twice, is
    wrong usage."""
    words = [word.strip() for word in names.split(",")]
    if len(words) < 2:
        raise click.UsageError(say("`--compare` takes several policies, like `suizhou,zhangye`"))
    twice = next((word for place, word in enumerate(words) if word in words[:place]), None)
    if twice is not None:
        raise click.UsageError(say("`{word}` stands twice", word=twice))
    return {word: open_policy(word, as_machine=as_machine, language=language) for word in words}


@frozen(kw_only=True)
class SideBySide:
    """`Answers` of several policies; `titles` are those of what they name, `width` the columns
    of the terminal."""

    policies: Mapping[str, polc.Policy]
    parameters: Mapping[str, Any]
    readings: Mapping[str, str]
    language: Language | None
    titles: Mapping[str, str]
    width: int

    def answer(self, case: Any) -> dict[str, Any]:
        """The comparison as a plain object, or `{"refused": …}`."""
        keywords = _first(self.policies).plan.language
        if isinstance(case, BadLine):
            return refuse_line(case, self.language or keywords)
        try:
            found = compare(
                list(self.policies.values()),
                case,
                parameters=self.parameters,
                readings=self.readings,
                names=list(self.policies),
            )
        except polc.CaseError as refused:
            return told_refusal(refused, self.language, keywords)
        return {**found.to_dict(), "outcomes": _told(self.policies, found, self.language)}

    def is_refused(self, answer: dict[str, Any]) -> bool:
        """Whether a policy refuses the case."""
        return any("refused" in outcome for outcome in (answer, *answer.get("outcomes", ())))

    def as_text(self, name: str, answer: dict[str, Any], place: int, *, alone: bool) -> Shown:
        """A table, always headed by its name; a refusal by all is an error."""
        spoken = self.language or _first(self.policies).plan.language
        result = visible_parts(answer)
        if "refused" in result:
            return Shown("", refusal_as_text(name, result["refused"], spoken))
        head = "\n" if place else ""
        return Shown(head + as_text(name, result, self.titles, spoken, self.width))


def open_side_by_side(
    policies: Mapping[str, polc.Policy],
    parameters: Mapping[str, Any],
    readings: Mapping[str, str],
    language: Language | None,
) -> SideBySide:
    """What answers a case under these policies; of a title that several have, the first's."""
    titles: dict[str, str] = {}
    for policy in reversed(list(policies.values())):
        titles |= visible_parts(policy.titles)
    return SideBySide(
        policies=policies,
        parameters=parameters,
        readings=readings,
        language=language,
        titles=titles,
        width=terminal_width(),
    )


def _told(
    policies: Mapping[str, polc.Policy], found: Comparison, language: Language | None
) -> list[dict[str, Any]]:
    """Each outcome in the language asked for, or in its policy's own."""
    told = []
    for compared in found.compared:
        keywords = policies[compared.name].plan.language
        if isinstance(compared.outcome, CaseError):
            told.append(told_refusal(compared.outcome, language, keywords))
        else:
            told.append(told_settlement(compared.outcome.to_dict(), language, keywords))
    return told


def _first(policies: Mapping[str, polc.Policy]) -> polc.Policy:
    return next(iter(policies.values()))
