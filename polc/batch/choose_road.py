"""By which road the persons of a batch are settled: by machine code over columns where that says
all of a person, else row after row.

In: a policy, a mapping; the rows of some persons. Out: what columns came to, and `PersonOutcome`s.
Both roads come to the same; the second says every mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field

from polc.api.policy import Policy
from polc.api.prepared_year import layout_of
from polc.batch.columns.read_batch import WHO, first_rows
from polc.batch.columns.read_parts import find_parts
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.machine_code import has_llvm
from polc.batch.mapping import ColumnMapping
from polc.batch.person_facts import PersonFacts
from polc.batch.person_outcome import PersonOutcome
from polc.batch.read_second_tables import SecondTables
from polc.batch.settle_table import settle_groups
from polc.messages.text import Text, say
from polc.records.mutable import define


@define(kw_only=True, eq=False)
class RoadChooser:
    """`everybody_in` is a year that is settled without a claim too (None: there is none). `columns`
    settles what machine code can; None where it settles nobody, and `why_by_row`."""

    policy: Policy
    mapping: ColumnMapping
    by_machine: bool = True
    everybody_in: int | None = None
    why_by_row: Text | None = field(init=False, default=None)
    columns: ColumnSettler | None = field(init=False)

    @columns.default
    def _find_columns(self) -> ColumnSettler | None:
        layout = layout_of(self.policy)
        parts = find_parts(self.mapping, layout)
        if self.mapping.household:
            self.why_by_row = say("the claims of a household are counted together")
        elif not self.by_machine:
            self.why_by_row = say("as asked for")
        elif not has_llvm():
            self.why_by_row = say(
                "`llvmlite` is not installed; `pip install 'polc[batch]'` brings it"
            )
        elif parts is None:
            self.why_by_row = say("the mapping reads what is read row by row alone")
        else:
            return ColumnSettler(
                policy=self.policy, layout=layout, parts=parts, everybody_in=self.everybody_in
            )
        return None

    def facts_of(self, texts: Any, second: SecondTables) -> Mapping[str, PersonFacts] | None:
        """What second tables say of each person of a table, where there are some; of households
        these are asked when one is settled."""
        if self.mapping.household or not second.streams:
            return None
        names = texts.column(WHO).combine_chunks().take(first_rows(texts)).to_pylist()
        return {name: second.of(name) for name in names}

    def settle_rows(
        self,
        texts: Any,
        second: SecondTables,
        numbers: Iterable[int] | None,
        facts: Mapping[str, PersonFacts] | None,
    ) -> Iterator[tuple[int, PersonOutcome]]:
        """The persons of a table, see `read_persons`, that have these numbers (None: all), each
        with the number; `facts` are what `facts_of` gave. See `settle_groups`."""
        return settle_groups(
            self.policy, texts, self.mapping, second, numbers, facts, self.everybody_in
        )
