"""The tables of names around the functions, the same for every language.

In: a program, the refusals of its functions. Out: `NameTable`s, rows of texts.
"""

from collections.abc import Mapping

from polc.compiler.model.record import frozen
from polc.compiler.readers.source.program import SourceProgram, SourceRefusal


@frozen
class NameTable:
    """`about` says what a row's place is, and what its columns are."""

    name: str
    about: str
    rows: tuple[tuple[str, ...], ...]


def name_tables(
    program: SourceProgram, refusals: Mapping[str, tuple[SourceRefusal, ...]]
) -> tuple[NameTable, ...]:
    """Every table; of a choice the words of its numbers, of a function why it refuses."""
    plan = program.plan
    found = [
        NameTable(
            "identity_names",
            "the bit of an identity, from 0: its name, its title",
            tuple((identity.id, identity.title) for identity in plan.identities),
        ),
        NameTable(
            "payer_names",
            "the number of a payer, from 1 (row 0 is nobody): its name, its title",
            (("", ""), *((payer.id, payer.title) for payer in plan.payers)),
        ),
        NameTable(
            "benefit_names",
            "name, title, what it is for: a claim, the claims of the year, the person's year",
            tuple((benefit.id, benefit.title, benefit.per) for benefit in plan.benefits),
        ),
        NameTable(
            "reading_choices",
            "a place that can be read in several ways, and the choice these functions have",
            tuple((reading.id, reading.chosen) for reading in plan.readings),
        ),
        NameTable(
            "sum_names",
            "a running sum in the order of its structure: its name, with what it begins anew",
            tuple((known.id, known.scope) for known in program.sums),
        ),
        NameTable(
            "figure_names",
            "a figure in the order of its structure: its name",
            tuple((known.slot,) for known in program.figures),
        ),
    ]
    for known in program.inputs:
        if known.words:
            about = f"what the numbers of {known.told} stand for, from 0"
            found.append(
                NameTable(f"{known.name}_words", about, tuple((word,) for word in known.words))
            )
    for name, rows in refusals.items():
        about = f"why {name} refuses, by the number that it gives: code, what it is about, clauses"
        told = ((row.code, row.about, " ".join(row.clauses)) for row in rows)
        found.append(NameTable(f"{name}_refusals", about, (("", "", ""), *told)))
    return tuple(table for table in found if table.rows)
