"""The arithmetic that stands beside an example's figure, recomputed exactly.

In: a comment such as `(50000 − 35000) × 70%；a note`. Out: fen, half-up. Only numbers,
percentages, the four operations, `min`, `max` and brackets are known.
"""

import ast
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from polc.compiler.syntax.normalise import normalise


def recompute(comment: str) -> int:
    """The fen that a comment's arithmetic gives."""
    formula = comment.split("；")[0]
    for sign, operator in (("−", "-"), ("×", "*"), ("%", "/100")):
        formula = formula.replace(sign, operator)
    yuan = _value(ast.parse(formula.strip(), mode="eval").body, formula.strip())
    return floor(yuan * 100 + Fraction(1, 2))


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant(value=int() | float()):
            written = ast.get_source_segment(text, node)
            assert written is not None
            return Fraction(written)
        case ast.BinOp(left, operator, right):
            first, second = _value(left, text), _value(right, text)
            match operator:
                case ast.Add():
                    return first + second
                case ast.Sub():
                    return first - second
                case ast.Mult():
                    return first * second
                case ast.Div():
                    return first / second
        case ast.Call(ast.Name(id="max"), args):
            return max(_value(operand, text) for operand in args)
        case ast.Call(ast.Name(id="min"), args):
            return min(_value(operand, text) for operand in args)
    raise AssertionError(f"no arithmetic: {text}")


def comments_of(text: str) -> Iterator[tuple[int, str]]:
    """Line number and comment of every line that expects an amount."""
    for number, line in enumerate(normalise(text).split("\n"), 1):
        code, _, comment = line.partition("#")
        if code.strip().startswith(("expect ", "应得 ")) and comment:
            yield number, comment.strip()
