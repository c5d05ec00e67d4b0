"""Everything that a case of a policy may say, one input each.

In: the plans that a policy's readings lead to. Out: `Input`s in the order of a case: what
every case has, the fields of the vocabulary, and what hangs on the policy's layers. The
schema of a case, the blank case and the text of `polc show --what inputs` are made of these.
"""

from collections.abc import Iterator
from typing import Final, Literal

from attrs import evolve

from polc.compiler.plan.plan import Plan
from polc.inspect.input_rules import find_input_rules
from polc.records.frozen import frozen
from polc.runtime.read.forms import words_of
from polc.runtime.vocabulary import FIELDS, GIVEN_ALIASES, Field, FieldKind

Scope = Literal["case", "region", "person", "claim", "paid", "opening"]
InputKind = FieldKind | Literal["policy", "year", "settings", "identities", "time", "sums"]


@frozen(kw_only=True)
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
    Input(scope="case", name="policy", title="政策", kind="policy"),
    Input(scope="case", name="year", title="待遇年度", kind="year"),
    Input(scope="case", name="parameters", title="参数", kind="settings"),
    Input(scope="case", name="readings", title="理解", kind="settings"),
)
_PERSON: Final = (
    Input(scope="person", name="id", title="人员编号", kind="text", aliases=("psn_no",)),
    Input(scope="person", name="identities", title="身份", kind="identities"),
)
_CLAIM: Final = (
    Input(scope="claim", name="id", title="结算编号", kind="text", aliases=("setl_id",)),
    Input(scope="claim", name="seq", title="同日次序", kind="count"),
    Input(scope="claim", name="visit", title="就诊编号", kind="text"),
    Input(scope="claim", name="continues", title="转自", kind="text"),
    Input(scope="claim", name="reverses", title="冲销", kind="text"),
)
_NEEDED: Final = ("date", "in_policy")


def list_inputs(plans: tuple[Plan, ...]) -> tuple[Input, ...]:
    """Every input, with the rules that read it under some reading."""
    rules = find_input_rules(plans)
    layers = [benefit for benefit in plans[0].benefits if benefit.per == "claim"]
    opened = [benefit for benefit in plans[0].benefits if benefit.per != "person_year"]
    columns = {benefit: alias for alias, benefit in GIVEN_ALIASES.items()}
    found = (
        *_CASE,
        *_fields("region", plans[0]),
        *_PERSON,
        *_fields("person", plans[0]),
        *_CLAIM,
        *_fields("claim", plans[0]),
        *(
            Input(
                scope="paid",
                name=layer.id,
                title=layer.title,
                kind="money",
                aliases=_only(columns.get(layer.id)),
            )
            for layer in layers
        ),
        *(
            Input(scope="opening", name=benefit.id, title=benefit.title, kind="sums")
            for benefit in opened
        ),
        *_own_openings(plans),
    )
    return tuple(
        evolve(input_, rules=rules.get((input_.scope, input_.name), ())) for input_ in found
    )


def _own_openings(plans: tuple[Plan, ...]) -> Iterator[Input]:
    """What an opening can say of one running sum alone: `pools.NAME`, `tallies.NAME`, and kinds
    of care with their sums; under any of the readings."""
    told = {benefit.id for benefit in plans[0].benefits if benefit.per != "person_year"}
    for plan in plans:
        for accumulator in plan.running_sums:
            if accumulator.own is None:
                continue
            group, part = accumulator.own
            grouped = group in ("pools", "tallies")
            name = f"{group}.{part}" if grouped else group
            if name not in told:
                told.add(name)
                kind: InputKind = accumulator.own_kind if grouped else "sums"
                yield Input(scope="opening", name=name, title=accumulator.title, kind=kind)


def _fields(scope: Literal["region", "person", "claim"], plan: Plan) -> tuple[Input, ...]:
    """Those of the vocabulary, then those that the policy declares."""
    own = {field.name for field in plan.fields}
    shared = [
        _of_field(scope, field, _only(field.alias))
        for field in FIELDS
        if field.scope == scope and field.name not in own
    ]
    declared = [
        _of_field(scope, field_, field_.chinese) for field_ in plan.fields if field_.scope == scope
    ]
    return (*shared, *declared)


def _of_field(scope: Scope, field: Field, aliases: tuple[str, ...]) -> Input:
    return Input(
        scope=scope,
        name=field.name,
        title=field.chinese[0],
        kind=_kind_of(field),
        choices=words_of(field) if field.choices and not field.open else (),
        default=field.default,
        aliases=aliases,
        needed=scope == "claim" and field.name in _NEEDED,
    )


def _kind_of(field: Field) -> InputKind:
    if field.name == "settled":
        return "time"
    return "text" if field.open else field.kind


def _only(alias: str | None) -> tuple[str, ...]:
    return () if alias is None else (alias,)
