"""The bounds of a parameter, some of which may stand under choices of one reading.

In: a parameter's syntax and what is known of it. Out: the parameter with its bounds, under
each choice of that reading if there is one.
"""

from polc.compiler.model.parameters import Parameter
from polc.compiler.syntax.nodes.items import Bounding, BoundSyntax, ParameterSyntax
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.typed.context import Context
from polc.compiler.typed.declarations.parameter_room import check_room
from polc.compiler.typed.nodes.program import ParameterByReading
from polc.compiler.typed.nodes.term_names import kind_name
from polc.messages.text import say
from polc.records.evolve import evolve

_Bounds = dict[Bounding, int]


def bound_parameter(
    spec: Parameter, node: ParameterSyntax, context: Context
) -> tuple[Parameter, ParameterByReading | None]:
    """The parameter with the bounds that always stand, and with those of each choice."""
    always: _Bounds = {}
    hanging: list[tuple[BoundSyntax, str, tuple[str, ...]]] = []
    for written in node.bounds:
        if written.figure.kind != node.type.kind:
            kind = kind_name(node.type.kind)
            message = say("the bound of `{name}` is no {kind}", name=spec.id, kind=kind)
            context.findings.error("wrong_kind", message, written.figure.span, subject=spec.id)
            continue
        if written.where is None:
            if written.which in always:
                message = say("`{name}` has two bounds of one kind", name=spec.id)
                hint = say("keep the one that the document has")
                context.findings.error(
                    "two_lines_for_a_term", message, written.span, hint, subject=spec.id
                )
            always[written.which] = written.figure.value
            continue
        chosen = context.choices(written.where)
        if chosen is not None:
            hanging.append((written, *chosen))
    bound = _with_bounds(spec, always)
    if not hanging:
        check_room(bound, node.span, context)
        return bound, None
    reading = hanging[0][1]
    second = next((hung for hung, name, _ in hanging if name != reading), None)
    if second is not None or node.value is not None:
        message = say("only one reading may choose what `{name}` may be", name=spec.id)
        hint = say("write the bounds of an unspecified parameter under choices of one reading")
        context.findings.error(
            "two_lines_for_a_term", message, (second or hanging[0][0]).span, hint, subject=spec.id
        )
        return bound, None
    symbol = context.names.find(reading)
    assert symbol is not None
    assert isinstance(symbol.node, Reading)
    values = []
    for choice in symbol.node.choices:
        under = dict(always)
        for hung, _, choices in hanging:
            if choice.name.text in choices:
                under[hung.which] = hung.figure.value
        bound_under = _with_bounds(spec, under)
        check_room(bound_under, node.span, context)
        values.append((choice.name.text, bound_under))
    return bound, ParameterByReading(spec.id, reading, tuple(values))


def _with_bounds(spec: Parameter, bounds: _Bounds) -> Parameter:
    return evolve(
        spec,
        least=bounds.get("at_least"),
        most=bounds.get("at_most"),
        over=bounds.get("over"),
        falling=bounds.get("falling"),
        not_rising=bounds.get("not_rising"),
    )
