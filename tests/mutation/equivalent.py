"""Mutants that change no result, each with the reason. A mutant is named by its module, the
function around it, what stands there and what is put in its place."""

from typing import Final

EQUIVALENT: Final[dict[tuple[str, str, str, str], str]] = {}
