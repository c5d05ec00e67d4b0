"""What is audited, and how.

In: nothing; who asks for an audit says it. Out: `AuditRun`.
"""

from typing import Final

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping
from polc.batch.person_batches import ROWS
from polc.batch.policy_vocabulary import amounts_of_year
from polc.batch.write_results import Form
from polc.messages.text import Language, Text, in_language
from polc.records.frozen import frozen

MOST_CAUSES: Final = 10_000
"""Of so many differing amounts the causes are looked for, unless told otherwise: each of them is
settled again some dozens of times."""


@frozen(kw_only=True)
class AuditRun:
    """What is audited, and how; `causes` is of how many differing amounts causes are looked for,
    `rows` stand about so many in a batch; `by_machine` where machine code says all of a person of
    whom nothing differs, else row after row."""

    policy: Policy
    mapping: ColumnMapping
    mapping_text: str
    form: Form
    language: Language
    memory: str
    causes: int = MOST_CAUSES
    rows: int = ROWS
    by_machine: bool = True
    everybody_in: int | None = None

    @property
    def compared(self) -> tuple[str, ...]:
        """The layers of which the mapping has what was recorded, in their order."""
        return tuple(name for name in self._layers if name in self.mapping.recorded)

    @property
    def not_compared(self) -> tuple[str, ...]:
        """The layers of which nothing was recorded."""
        known = {*self.mapping.recorded, *self.mapping.paid}
        return tuple(name for name in self._layers if name not in known)

    @property
    def taken_as_given(self) -> tuple[str, ...]:
        """The layers whose payments the mapping takes as given."""
        return tuple(name for name in self._layers if name in self.mapping.paid)

    @property
    def compared_years(self) -> tuple[str, ...]:
        """The amounts of the person's year of which a second table has what was recorded."""
        recorded = self.mapping.person_years
        if recorded is None:
            return ()
        return tuple(name for name in self._of_year if name in recorded.recorded)

    @property
    def not_compared_years(self) -> tuple[str, ...]:
        """The other amounts of the person's year."""
        return tuple(name for name in self._of_year if name not in self.compared_years)

    @property
    def _of_year(self) -> tuple[str, ...]:
        return amounts_of_year(self.policy.plan)

    @property
    def _layers(self) -> tuple[str, ...]:
        benefits = self.policy.plan.benefits
        return tuple(benefit.id for benefit in benefits if benefit.per == "claim")

    def tell(self, words: Text | str) -> str:
        """A sentence in the language of the run; what a table says stays as it is."""
        if isinstance(words, Text):
            return str(in_language(words, self.language, self.language))
        return words
