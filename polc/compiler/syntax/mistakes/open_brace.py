"""The brace that a place stands in.

In: a text, a place. Out: where the innermost brace that is open there stands.
"""

from polc.compiler.syntax.mistakes.brackets import code_positions


def innermost_brace(text: str, at: int) -> int:
    """The brace that is open at the place; -1 where none is."""
    open_: list[int] = []
    for place in code_positions(text[:at]):
        if text[place] == "{":
            open_.append(place)
        elif text[place] == "}" and open_:
            open_.pop()
    return open_[-1] if open_ else -1
