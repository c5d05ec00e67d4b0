"""One row's person settled again, for the whole explanation.

In: a policy, a table, a mapping, the id of a claim. Out: what came of each person who has a claim
of that id.
"""

from collections.abc import Iterator

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import read_person, who_has
from polc.batch.person_outcome import PersonOutcome
from polc.batch.read_second_tables import open_second_tables
from polc.batch.settle_table import settle_groups


def settle_again(
    policy: Policy, table: BureauTable, mapping: ColumnMapping, claim: str, memory: str
) -> Iterator[PersonOutcome]:
    """By the order of the persons' ids. Raises `TableError`."""
    second = open_second_tables(table.second, mapping, memory)
    for group in who_has(table, mapping, claim):
        texts = read_person(table, mapping, memory, group)
        for _, outcome in settle_groups(policy, texts, mapping, second):
            if any(claim in year.made.rows for year in outcome.settled) or outcome.refused:
                yield outcome
