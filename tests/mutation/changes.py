"""Small changes of Python that mean something else.

In: a node of a syntax tree. Out: for each change its replacement; None stands for the node
left out. What changes no result is no change: annotations, docstrings, assertions for the
type checker, what only messages say, how attrs prints and compares a class.
"""

import ast
from collections.abc import Iterator
from copy import copy
from typing import Final

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_CALLED: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "reversed": "list",
}
_NO_RESULT: Final = {
    "check",
    "eq",
    "frozen",
    "hash",
    "init",
    "kw_only",
    "order",
    "repr",
    "slots",
    "strict",
}
"""Arguments of attrs, of `zip` and of `subprocess` that change no result of a right program."""


def changes_of(node: ast.AST) -> Iterator[ast.AST | None]:
    """The changes of this node itself; those of its parts are theirs."""
    match node:
        case ast.stmt():
            yield from _changes_of_statement(node)
        case ast.expr():
            yield from _changes_of_value(node)
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=node.ifs[1:])


def _changes_of_statement(node: ast.stmt) -> Iterator[ast.AST | None]:
    match node:
        case ast.If():
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield None
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _changes_of_value(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            yield _with(node, ops=[_COMPARED[type(operator)]()])
        case ast.BoolOp(op=operator):
            yield _with(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
            for left_out in range(len(node.values)):
                rest = [value for place, value in enumerate(node.values) if place != left_out]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp(op=operator) if type(operator) in _COMPUTED and not _is_text(node):
            yield _with(node, op=_COMPUTED[type(operator)]())
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _with(node, func=ast.Name(_CALLED[name], ast.Load()))
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)


def parts_of(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """The parts of a node in which something may be changed: field, place in its list, part."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for place, part in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(part, ast.AST) and not _means_nothing(part):
                yield name, place, part


def _means_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Assert() | ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.Raise():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.Call(func=ast.Name(id="say" | "cast" | "TypeVar")):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.keyword(arg=str() as name):
            return name in _NO_RESULT
        case ast.Subscript(value=ast.Name(id="Final" | "Literal" | "Callable")):
            return True
        case _:
            return False


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )


def _with(node: ast.AST, **changed: object) -> ast.AST:
    # The parts are shared: of all changes of a tree only one is made.
    new = copy(node)
    for name, value in changed.items():
        setattr(new, name, value)
    return new
