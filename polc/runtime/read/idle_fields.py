"""Fields that a case gives and nothing asks for under the readings chosen.

In: the inputs of a person or a claim as read, what the policy knows of its cases. Out: a note for
each of them: it changes nothing, and whoever gave it is told so.
"""

from collections.abc import Iterator

from polc.messages.text import Text, say
from polc.runtime.case import CaseLayout, Inputs


def note_idle_fields(inputs: Inputs, scope: str, path: str, layout: CaseLayout) -> Iterator[Text]:
    """Of the fields of a scope that the policy declares; `path` is where they stand."""
    for target in inputs:
        if target in layout.idle_fields and target[0] == scope:
            yield say(
                "`{path}` changes nothing: no rule asks for it under the readings chosen",
                path=f"{path}.{target[1]}",
            )
