"""Mutants that change no result, each with the reason. A mutant is named by its module, the
function around it, what stands there and what is put in its place."""

from typing import Final

EQUIVALENT: Final[dict[tuple[str, str, str, str], str]] = {
    ("compiler/format/pieces.py", "Piece", "0", "1"): "the column of a comment, which has no table",
    (
        "compiler/typed/values/check_value.py",
        "_check_product",
        "Scaled(rate, amount, kind) if amount is not None else None",
        "Scaled(rate, amount, kind)",
    ): "where one of them is none the mistake was told, and nothing reads the value",
    (
        "compiler/typed/consistency/splits.py",
        "check_splits",
        "not isinstance(deductible, DeductibleStatement) or not isinstance(line, TermSyntax)",
        "not isinstance(deductible, DeductibleStatement)",
    ): "a deductible is always written as such a line; the question is for the type checker",
    (
        "runtime/plain/plain_case.py",
        "PlainRoad._read_claim",
        "self._claims.get(tuple(claim)) or self._make_claim_shape(claim)",
        "self._make_claim_shape(claim)",
    ): "a shape that is not kept is made again, and is the same",
}
