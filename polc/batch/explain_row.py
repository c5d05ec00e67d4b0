"""One row's person settled again, for the whole explanation.

In: a policy, a table, a mapping, the id of a claim. Out: what came of each person who has a claim
of that id.
"""

from collections.abc import Iterator

from polc.api.policy import Policy
from polc.batch.columns.read_batch import ROW, WHO
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import read_person, who_has
from polc.batch.read_second_tables import open_second_tables
from polc.batch.settle_table import PersonOutcome, settle_person


def settle_again(
    policy: Policy, table: BureauTable, mapping: ColumnMapping, claim: str, memory: str
) -> Iterator[PersonOutcome]:
    """By the order of the persons' ids. Raises `TableError`."""
    second = open_second_tables(table.second, mapping, memory)
    for person in who_has(table, mapping, claim):
        lines = read_person(table, mapping, memory, person).to_pylist()
        rows = [(line[ROW], line) for line in lines if line[WHO] == person]
        yield settle_person(policy, person, rows, mapping, second.of(person))
