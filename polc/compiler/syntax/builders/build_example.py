"""Trees of examples to their syntax nodes."""

from typing import Final

from lark import Token

from polc.compiler.syntax.builders.build_values import a_value, build_bands
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    date_of,
    first,
    has,
    name_of,
    names_in,
    number_of,
    span_of,
    text_of,
    tokens,
    whole_of,
)
from polc.compiler.syntax.nodes.examples import (
    Asked,
    CaseField,
    ChoiceOf,
    ExampleClaim,
    ExampleMember,
    ExamplesWith,
    ExampleSyntax,
    ExpectSyntax,
    HeldSyntax,
    Opened,
    Setting,
)
from polc.compiler.syntax.nodes.values import BandTable, Name, Number, Value
from polc.records.evolve import evolve

CaseValue = Number | Name | str | bool

_ASKS: Final[dict[str, Asked]] = {"outcome": "result", "total": "total", "adjustment": "adjustment"}
"""What is expected of the amount in the rule."""


def build_example(tree: Branch) -> ExampleSyntax:
    """`example "…" { … }`: its lines collected by kind, in order."""
    regions = branches(tree, "example_region")
    refusal = branch(tree, "refusal")
    return ExampleSyntax(
        title=text_of(first(tree, "STRING")),
        under=_choices_of(tree),
        settings=_settings_of(tree),
        held=_held_of(tree),
        person=_person_of(tree),
        region=tuple(field for region in regions for field in _fields_of(region)),
        claims=_claims_of(tree),
        outcomes=tuple(
            _build_outcome(outcome)
            for expect in branches(tree, "expect")
            for outcome in branches(expect, "outcome", "total", "adjustment")
        ),
        refusal=names_in(refusal)[0] if refusal is not None else None,
        opening=_opening_of(tree),
        members=tuple(_build_member(member) for member in branches(tree, "example_member")),
        span=span_of(tree),
    )


def _build_member(tree: Branch) -> ExampleMember:
    return ExampleMember(
        name=names_in(tree)[0],
        held=_held_of(tree),
        person=_person_of(tree),
        claims=_claims_of(tree),
        opening=_opening_of(tree),
        span=span_of(tree),
    )


def _held_of(tree: Branch) -> tuple[HeldSyntax, ...]:
    return tuple(
        _build_held(identity)
        for person in branches(tree, "example_person")
        for identity in branches(person, "held_identity")
    )


def _person_of(tree: Branch) -> tuple[CaseField, ...]:
    people = branches(tree, "example_person")
    return tuple(field for person in people for field in _fields_of(person))


def _claims_of(tree: Branch) -> tuple[ExampleClaim, ...]:
    return tuple(_build_claim(claim) for claim in branches(tree, "example_claim"))


def _opening_of(tree: Branch) -> tuple[Opened, ...]:
    return tuple(
        _build_opened(opened)
        for opening in branches(tree, "example_opening")
        for opened in branches(opening, "opened")
    )


def build_examples_with(tree: Branch) -> ExamplesWith:
    """`examples with { … }`: its lines collected by kind, in order."""
    people, claims = branches(tree, "person_fields"), branches(tree, "claim_fields")
    own = tuple(_build_setting(setting) for setting in branches(tree, "setting"))
    return ExamplesWith(
        under=_choices_of(tree),
        settings=(*own, *_settings_of(tree)),
        person=tuple(field for person in people for field in _fields_of(person)),
        region=tuple(
            field for region in branches(tree, "example_region") for field in _fields_of(region)
        ),
        claim=tuple(field for claim in claims for field in _fields_of(claim)),
        span=span_of(tree),
    )


def _choices_of(tree: Branch) -> tuple[ChoiceOf, ...]:
    return tuple(
        ChoiceOf(*names_in(choice), span=span_of(choice))
        for under in branches(tree, "under")
        for choice in branches(under, "choice_of")
    )


def _settings_of(tree: Branch) -> tuple[Setting, ...]:
    return tuple(
        _build_setting(setting)
        for given in branches(tree, "with")
        for setting in branches(given, "setting")
    )


def _build_setting(tree: Branch) -> Setting:
    bands = branch(tree, "bands")
    value: Value | BandTable | None = build_bands(bands) if bands is not None else a_value(tree)
    assert value is not None
    return Setting(names_in(tree)[0], value, span=span_of(tree))


def _build_held(tree: Branch) -> HeldSyntax:
    days = [date_of(token) for token in tokens(tree, "DATE")]
    start = days[0] if has(tree, "FROM") else None
    end = days[-1] if has(tree, "UNTIL") else None
    grade = first(tree, "INT")
    level = whole_of(grade) if grade is not None else None
    return HeldSyntax(names_in(tree)[0], start, end, level, span=span_of(tree))


def _build_opened(tree: Branch) -> Opened:
    opened, *parts = (_name_of_part(token) for token in tokens(tree, "NAME", "OTHERWISE"))
    amount = first(tree, "MONEY") or first(tree, "INT")
    assert amount is not None
    return Opened(opened, tuple(parts), number_of(amount), span=span_of(tree))


def _name_of_part(token: Token) -> Name:
    """A name, or the rest of a table by its English word."""
    name = name_of(token)
    return evolve(name, text="otherwise") if token.type == "OTHERWISE" else name


def _build_claim(tree: Branch) -> ExampleClaim:
    *named, kind = names_in(tree)
    day = first(tree, "DATE")
    assert day is not None
    name = named[0] if named else None
    return ExampleClaim(name, date_of(day), kind, _fields_of(tree), span=span_of(tree))


def _fields_of(tree: Branch) -> tuple[CaseField, ...]:
    fields = branch(tree, "case_fields")
    if fields is None:
        return ()
    return tuple(
        CaseField(
            names_in(field)[0], _case_value(field), field.data == "given_field", span=span_of(field)
        )
        for field in branches(fields, "case_field", "given_field")
    )


def _build_outcome(tree: Branch) -> ExpectSyntax:
    names = tokens(tree, "NAME")
    value = _case_value(tree)
    if isinstance(value, Name):
        names = names[:-1]
    below_zero = any(token.value == "-" for token in tokens(tree, "MINUS"))
    if below_zero and isinstance(value, Number):
        value = evolve(value, value=-value.value)
    part = branch(tree, "paid_part")
    return ExpectSyntax(
        claim=name_of(names[0]) if len(names) > 1 else None,
        name=name_of(names[-1]),
        value=value,
        asks=_ASKS[tree.data],
        payer=names_in(part)[0] if part is not None else None,
        not_specified=has(tree, "NOT_SPECIFIED"),
        span=span_of(tree),
    )


def _case_value(tree: Branch) -> CaseValue:
    written = [child for child in tree.children if isinstance(child, Token)]
    token = [token for token in written if token.type != "NOT_SPECIFIED"][-1]
    match token.type:
        case "YES" | "NO":
            return token.type == "YES"
        case "STRING":
            return text_of(token)
        case "NAME":
            return name_of(token)
        case _:
            return number_of(token)
