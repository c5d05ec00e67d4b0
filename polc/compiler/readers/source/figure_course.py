"""A figure by the benefit year, as one expression.

In: a figure with its course, a dialect. Out: text, in which the year is `year`.
"""

from polc.compiler.readers.source.dialect import Dialect
from polc.compiler.readers.source.program import SourceFigure
from polc.runtime.amounts import MISSING


def write_course(known: SourceFigure, dialect: Dialect) -> str:
    """The value of the year, or that it is missing."""
    found = dialect.literal(MISSING, "i64")
    for first, last, value in reversed(known.course):
        begun = dialect.compare("ge", "year", dialect.literal(first, "i64"), "i64")
        ended = dialect.compare("le", "year", dialect.literal(last, "i64"), "i64")
        here = dialect.join("and", begun, ended)
        found = dialect.choose(here, dialect.literal(value, "i64"), found)
    return found
