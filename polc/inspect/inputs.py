"""Everything that a case of a policy may say, one input each.

In: the plans that a policy's readings lead to. Out: `Input`s in the order of a case: what
every case has, the fields of the vocabulary, and what hangs on the policy's layers. The
schema of a case, the blank case and the text of `polc show --what inputs` are made of these.
"""

from typing import Final, Literal

from attrs import evolve, frozen

from polc.compiler.plan.plan import Plan
from polc.inspect.input_rules import find_input_rules
from polc.runtime.forms import words_of
from polc.runtime.vocabulary import FIELDS, GIVEN_ALIASES, Field, FieldKind

Scope = Literal["case", "region", "person", "claim", "paid", "opening"]
InputKind = FieldKind | Literal["policy", "year", "settings", "identities", "time", "sums"]


@frozen
class Input:
    """One input. `kind` is what its value is: that of a field of the vocabulary, or the
    policy's name, a year, `settings` by name, the identities held, a time of day, the `sums`
    of an opening. `aliases` are other keys for it; `rules` those that read it; `needed`
    whether every case must say it."""

    scope: Scope
    name: str
    title: str
    kind: InputKind
    choices: tuple[str, ...] = ()
    default: int | None = None
    aliases: tuple[str, ...] = ()
    needed: bool = False
    rules: tuple[str, ...] = ()


_CASE: Final = (
    Input("case", "policy", "政策", "policy"),
    Input("case", "year", "待遇年度", "year"),
    Input("case", "parameters", "参数", "settings"),
    Input("case", "readings", "理解", "settings"),
)
_PERSON: Final = (
    Input("person", "id", "人员编号", "text", aliases=("psn_no",)),
    Input("person", "identities", "身份", "identities"),
)
_CLAIM: Final = (
    Input("claim", "id", "结算编号", "text", aliases=("setl_id",)),
    Input("claim", "seq", "同日次序", "count"),
    Input("claim", "visit", "就诊编号", "text"),
    Input("claim", "continues", "转自", "text"),
    Input("claim", "reverses", "冲销", "text"),
)
_NEEDED: Final = ("date", "in_policy")


def list_inputs(plans: tuple[Plan, ...]) -> tuple[Input, ...]:
    """Every input, with the rules that read it under some reading."""
    rules = find_input_rules(plans)
    layers = [benefit for benefit in plans[0].benefits if benefit.per == "claim"]
    columns = {benefit: alias for alias, benefit in GIVEN_ALIASES.items()}
    found = (
        *_CASE,
        *_fields("region", plans[0]),
        *_PERSON,
        *_fields("person", plans[0]),
        *_CLAIM,
        *_fields("claim", plans[0]),
        *(
            Input("paid", layer.id, layer.title, "money", aliases=_only(columns.get(layer.id)))
            for layer in layers
        ),
        *(Input("opening", layer.id, layer.title, "sums") for layer in layers),
    )
    return tuple(
        evolve(input_, rules=rules.get((input_.scope, input_.name), ())) for input_ in found
    )


def _fields(scope: Literal["region", "person", "claim"], plan: Plan) -> tuple[Input, ...]:
    """Those of the vocabulary, then those that the policy declares."""
    shared = [
        _of_field(scope, field, _only(field.alias)) for field in FIELDS if field.scope == scope
    ]
    declared = [
        _of_field(scope, field_, field_.chinese) for field_ in plan.fields if field_.scope == scope
    ]
    return (*shared, *declared)


def _of_field(scope: Scope, field: Field, aliases: tuple[str, ...]) -> Input:
    return Input(
        scope,
        field.name,
        field.chinese[0],
        "time" if field.name == "settled" else field.kind,
        words_of(field) if field.choices else (),
        field.default,
        aliases,
        scope == "claim" and field.name in _NEEDED,
    )


def _only(alias: str | None) -> tuple[str, ...]:
    return () if alias is None else (alias,)
