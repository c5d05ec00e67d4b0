"""Outputs that a caller may not do without.

In: their names and a settlement. Out: nothing, or a refusal with a problem for each that stayed
undetermined.
"""

from collections.abc import Sequence

from polc.messages.text import say
from polc.runtime.errors import Problems
from polc.runtime.read.read_value import similar_to
from polc.runtime.tell.result import Settlement


def demand_outputs(require: Sequence[str], settlement: Settlement) -> None:
    """Outputs that may not stay undetermined, by their full name or its last part; a text is one
    name. One that the settlement does not have is a mistake of whoever asks. Raises `CaseError`.
    Where nothing is required the settlement works nothing out."""
    if not require:
        return
    require = (require,) if isinstance(require, str) else require
    problems = Problems()
    known = {"remaining", "patient_pays", *settlement.benefits, *settlement.person_year}
    for output in require:
        if output.rpartition(".")[2] not in known:
            message = say(
                "there is no output `{output}`{hint}",
                output=output,
                hint=similar_to(output, known),
            )
            problems.add("unknown_output", "require", message)
    for gap in settlement.undetermined:
        output = str(gap["output"])
        if output in require or output.rpartition(".")[2] in require:
            message = say(
                "`{output}` is required, and {missing} is missing",
                output=output,
                missing=gap["missing"],
            )
            problems.add("undetermined", output, message, tuple(gap["clauses"]))
    problems.refuse()
