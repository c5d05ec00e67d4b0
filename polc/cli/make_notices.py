"""What `polc settle --format html` answers a case: the notice of its settlement, or why there is
none.

In: a policy under the options, a case. Out: plain objects, and the HTML that a person is shown of
them; the page around the notices of all cases.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polc
from polc.api.told import told_refusal, told_settlement
from polc.cli.answer_cases import Answers, Shown
from polc.cli.read.cases import BadLine
from polc.cli.render.settlement import refusal_as_text
from polc.cli.settle_cases import refuse_line
from polc.cli.terminal.output import print_exact
from polc.cli.terminal.text_width import visible_parts
from polc.inspect.titles import all_titles_of
from polc.markup.element import write
from polc.markup.page import PAGE_END, page_start
from polc.messages.text import Language, say
from polc.notice.make_notice import make_notice, refused_notice
from polc.records.frozen import frozen
from polc.wording.names import Names


def names_for(policy: polc.Policy, language: Language) -> Names:
    """What the policy names, for a reader."""
    return Names(all_titles_of(policy.program), language)


@frozen(kw_only=True)
class Notices:
    """`Answers` of one policy, each a notice."""

    policy: polc.Policy
    names: Names
    require: Sequence[str]

    @property
    def language(self) -> Language:
        """The reader's."""
        return self.names.language

    @property
    def title(self) -> str:
        """What the page is called."""
        named = self.names.of(self.policy.name)
        return self.names.tell(say("{policy}: notice of settlement", policy=named))

    def answer(self, case: Any) -> dict[str, Any]:
        """The settlement with its explanation, and the case as it was handed in, or
        `{"refused": …}`."""
        keywords = self.policy.plan.language
        if isinstance(case, BadLine):
            return refuse_line(case, self.language)
        try:
            settlement = self.policy.settle(case, require=self.require)
        except polc.CaseError as mistake:
            return told_refusal(mistake, self.language, keywords)
        settled = told_settlement(settlement.to_dict(explain=True), self.language, keywords)
        return {"settled": settled, "case": settlement.case}

    def is_refused(self, answer: dict[str, Any]) -> bool:
        """Whether nothing was settled."""
        return "refused" in answer

    def as_text(self, name: str, answer: dict[str, Any], place: int, *, alone: bool) -> Shown:
        """The notice as HTML; a refusal is told as an error too."""
        result = visible_parts(answer)
        if "refused" in result:
            told = refusal_as_text(name, result["refused"], self.language)
            return Shown(write(refused_notice(name, result["refused"], self.names)), told)
        return Shown(write(make_notice(result["settled"], result["case"], self.names, place)))


@contextmanager
def page_around(answers: Answers) -> Iterator[None]:
    """Prints what stands before and behind the notices, where the answers are such."""
    if not isinstance(answers, Notices):
        yield
        return
    print_exact(page_start(answers.title, answers.language), nl=False)
    yield
    print_exact(PAGE_END, nl=False)
