"""Readings: their choices, exactly one of them the default, and what a choice implies."""

from polc.compiler.model.readings import Choice, ReadingSpec
from polc.compiler.syntax.nodes.statements import ChoiceSyntax, Reading
from polc.compiler.typed.context import Context
from polc.messages.text import say


def check_reading(node: Reading, context: Context) -> ReadingSpec:
    """A reading with its choices; exactly one is the default."""
    name = node.name.text
    defaults = [choice for choice in node.choices if choice.default]
    if len(defaults) != 1:
        message = say("reading `{name}` has more than one default", name=name)
        if not defaults:
            message = say("reading `{name}` has no default", name=name)
        hint = say("write `default` after the choice that holds when nobody chooses")
        context.findings.error(
            "reading_default", message, node.name.span, hint, subject=node.name.text
        )
    seen: set[str] = set()
    for choice in node.choices:
        if choice.name.text in seen:
            message = say("`{word}` is declared twice", word=choice.name.text)
            context.findings.error(
                "declared_twice", message, choice.name.span, subject=choice.name.text
            )
        seen.add(choice.name.text)
        if not choice.settled and (choice.default or not choice.reason):
            message = say("`{name}` cannot be settled, and nothing says why", name=choice.name.text)
            if choice.default:
                message = say(
                    "`{name}` cannot be settled, and is the default", name=choice.name.text
                )
            hint = say('name the facts that no case has: `cannot be settled because "…"`')
            context.findings.error(
                "reading_unsettled", message, choice.span, hint, subject=choice.name.text
            )
    default = defaults[0].name.text if defaults else node.choices[0].name.text
    return ReadingSpec(
        id=name,
        title=node.title,
        ambiguities=node.ambiguities,
        choices=tuple(
            Choice(
                id=choice.name.text,
                letter=choice.letter,
                title=choice.title,
                reason=choice.reason,
                implies=_check_implies(choice, context),
                settled=choice.settled,
            )
            for choice in node.choices
        ),
        default=default,
        chosen=default,
        origin=context.of(name).origin(node.span),
    )


def _check_implies(node: ChoiceSyntax, context: Context) -> tuple[tuple[str, str], ...]:
    """The other readings' choices that a choice carries with it."""
    found = []
    for reading, choice in node.implies:
        symbol = context.names.look_up(reading, context.findings, "reading")
        chosen = context.choice_of(symbol, choice) if symbol is not None else None
        if symbol is not None and chosen is not None:
            found.append((symbol.id, chosen))
    return tuple(found)
