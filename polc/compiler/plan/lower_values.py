"""Values and conditions onto nodes.

In: a typed value, the guard under which it is asked. Out: the id of its node. What may
be missing is demanded where it is asked; `and` and `or` ask their parts in order and
stop, through guards.
"""

from collections.abc import Mapping

from attrs import define, evolve, field

from polc.compiler.plan.block import Block
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.lower_tables import lower_lookup
from polc.compiler.plan.nodes import Arith, Arm, Kind, Mask, NodeId, Origin, Pick, Round, Scale
from polc.compiler.plan.plan import Parameter, Slot
from polc.compiler.plan.slots import slot_table
from polc.compiler.typecheck.assignments import stands
from polc.compiler.typecheck.typed import (
    BandsValue,
    ByReading,
    Chosen,
    Compared,
    Either,
    Every,
    FieldValue,
    Figure,
    Held,
    LayerValue,
    Lookup,
    Not,
    ParameterValue,
    Running,
    Scaled,
    SumOf,
    Typed,
)
from polc.runtime.amounts import RATE_UNIT
from polc.runtime.vocabulary import find_field


@define
class Lowering:
    """What a value needs around it. `class_` is the node of the class that counts and
    `held` that of all identities; `remaining` the figure so far, `outside` what was paid
    on the whole bill."""

    block: Block
    bits: Mapping[str, int]
    parameters: Mapping[str, Parameter]
    choices: Mapping[str, str]
    remaining: NodeId = ""
    outside: NodeId = ""
    held: NodeId = ""
    class_: NodeId = ""
    layers: dict[str, dict[str, NodeId]] = field(factory=dict)
    _held_flags: dict[tuple[int, NodeId | None], NodeId] = field(factory=dict)

    def mask(self, identities: tuple[str, ...]) -> int:
        """The bits of these identities."""
        return sum(1 << self.bits[one] for one in identities)

    def stands(self, where: Chosen | None) -> bool:
        """Whether a line stands under the choices of this plan."""
        return stands(where, dict(self.choices))

    def value(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The node of a value. Money comes out as whole fen."""
        match typed:
            case Figure():
                return self.block.constant(typed.value, NODE_KINDS[typed.kind])
            case BandsValue():
                return self.block.constant(typed.rows, "bands")
            case ParameterValue():
                return self._parameter(typed, guard, origin)
            case FieldValue():
                return self._field(typed, guard, origin)
            case Running():
                return self._running(typed, name, guard, origin)
            case LayerValue():
                return self.layers[typed.benefit][typed.part]
            case SumOf():
                left = self.value(typed.left, f"{name}.left", guard, origin)
                right = self.value(typed.right, f"{name}.right", guard, origin)
                return self.arith(name, typed.op, (left, right), guard, origin)
            case Scaled():
                amount = self.value(typed.amount, f"{name}.of", guard, origin)
                rate = self.value(typed.rate, f"{name}.rate", guard, origin)
                exact = self.scale(f"{name}.exact", amount, rate, guard, origin)
                return self.round(name, exact, guard, origin)
            case Lookup():
                return lower_lookup(self, typed, name, guard, origin)
            case ByReading():
                return self._by_reading(typed, name, guard, origin)
            case _:
                return self.condition(typed, name, guard, origin)

    def _by_reading(
        self, typed: ByReading, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """The value that the reading chooses, as a step of its own that names the reading."""
        shaped = evolve(origin, readings=(*origin.readings, typed.reading))
        chosen = dict(typed.choices)[self.choices[typed.reading]]
        value = self.value(chosen, f"{name}.chosen", guard, shaped)
        kind = self.block.kinds[value]
        if kind == "flag":
            return self.block.test(name, "and", (value,), guard, shaped)
        if kind in ("money", "rate", "count", "date"):
            return self.arith(name, "max", (value,), guard, shaped)
        return value

    def condition(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition."""
        block = self.block
        match typed:
            case Every() | Either():
                op = "and" if isinstance(typed, Every) else "or"
                flags: list[NodeId] = []
                inner = guard
                for place, part in enumerate(typed.parts, start=1):
                    flag = self.flag(part, f"{name}.{place}", inner, origin)
                    flags.append(flag)
                    if op == "or" and place < len(typed.parts):
                        inner = block.test(f"{name}.{place}.fails", "not", (flag,), inner, origin)
                    else:
                        inner = flag
                return block.test(name, op, tuple(flags), guard, origin)
            case Not():
                part_flag = self.condition(typed.part, f"{name}.part", guard, origin)
                return block.test(name, "not", (part_flag,), guard, origin)
            case Compared():
                left = self.value(typed.left, f"{name}.left", guard, origin)
                right = self.value(typed.right, f"{name}.right", guard, origin)
                return block.test(name, typed.op, (left, right), guard, origin)
            case Held():
                shared = (self.mask(typed.identities), guard)
                if shared not in self._held_flags:
                    held = self.among(name, typed, guard, origin)
                    self._held_flags[shared] = block.test(name, "any", (held,), guard, origin)
                return self._held_flags[shared]
            case _:
                return self.value(typed, name, guard, origin)

    def flag(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition as a node that stands under `guard` itself, so that it
        can be a guard in its turn (an input stands under none)."""
        found = self.condition(typed, name, guard, origin)
        if self.block.parents[found] == guard:
            return found
        return self.block.test(name, "and", (found,), guard, origin)

    def among(self, name: str, people: Held, guard: NodeId | None, origin: Origin) -> NodeId:
        """Those of these identities that are held."""
        held = self.held or self.block.read("system", "held", "mask")
        return self.block.add(
            Mask(
                id=self.block.fresh(f"{name}.held"),
                kind="mask",
                guard=guard,
                origin=origin,
                held=held,
                among=self.mask(people.identities),
            )
        )

    def arith(
        self, name: str, op: str, args: tuple[NodeId, ...], guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """A sum or an extreme."""
        return self.block.add(
            Arith(
                id=self.block.fresh(name),
                kind=self.block.kinds[args[0]],
                den=self.block.denominators[args[0]],
                guard=guard,
                origin=origin,
                op=op,  # type: ignore[arg-type]  # one of Arith's operators
                args=args,
            )
        )

    def scale(
        self, name: str, amount: NodeId, rate: NodeId, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """amount × rate, exact."""
        return self.block.add(
            Scale(
                id=self.block.fresh(name),
                kind="money",
                den=self.block.denominators[amount] * RATE_UNIT,
                guard=guard,
                origin=origin,
                amount=amount,
                rate=rate,
            )
        )

    def round(self, name: str, value: NodeId, guard: NodeId | None, origin: Origin) -> NodeId:
        """Half-up to the fen."""
        return self.block.add(
            Round(id=self.block.fresh(name), kind="money", guard=guard, origin=origin, value=value)
        )

    def choose(
        self, name: str, flag: NodeId, yes: NodeId, no: NodeId, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """`yes` where the flag is 1, else `no`."""
        return self.block.add(
            Pick(
                id=self.block.fresh(name),
                kind=self.block.kinds[yes],
                den=self.block.denominators[yes],
                guard=guard,
                origin=origin,
                key=flag,
                arms=(Arm(yes, ranges=((1, 1),)),),
                otherwise=no,
            )
        )

    def _field(self, typed: FieldValue, guard: NodeId | None, origin: Origin) -> NodeId:
        one = typed.field
        node = self.block.read(one.scope, one.name, NODE_KINDS[one.kind])
        if one.scope == "claim" and one.name in ("date", "in_policy"):
            return node
        return self.block.demand(node, "missing_field", f"{one.scope}.{one.name}", guard, origin)

    def _running(self, typed: Running, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        in_policy = self.block.read("claim", "in_policy", "money")
        remaining = self.remaining or in_policy
        match typed.name:
            case "remaining":
                return remaining
            case "own_cost":
                raw = self.block.read("claim", "total", "money")
                total = self.block.demand(raw, "missing_field", "claim.total", guard, origin)
                outside = self.arith(f"{name}.outside", "sub", (total, in_policy), guard, origin)
                cost = self.arith(f"{name}.own_cost", "add", (outside, remaining), guard, origin)
                if not self.outside:
                    return cost
                return self.arith(f"{name}.own_left", "sub", (cost, self.outside), guard, origin)
            case "year" | "date":
                return self.block.read("system", typed.name, NODE_KINDS[typed.kind])

    def _parameter(self, typed: ParameterValue, guard: NodeId | None, origin: Origin) -> NodeId:
        parameter = self.parameters[typed.parameter]
        kind = NODE_KINDS[parameter.kind]
        value = self._slots(slot_table(parameter), parameter, 0, kind, guard, origin)
        return self.block.demand(value, "missing_parameter", parameter.id, guard, origin)

    def _slots(
        self,
        slots: tuple[Slot, ...],
        parameter: Parameter,
        depth: int,
        kind: Kind,
        guard: NodeId | None,
        origin: Origin,
    ) -> NodeId:
        """A parameter's figure; of a table the one that its keys name, `MISSING` where none is."""
        block = self.block
        if depth == len(parameter.keys):
            return block.parameter(slots[0].id, kind)
        field = find_field(parameter.keys[depth])
        assert field is not None
        key = self._field(FieldValue(field.kind, field), guard, origin)  # type: ignore[arg-type]  # kinds of key fields
        arms = []
        name = block.fresh(".".join((origin.rule, parameter.id, field.name)))
        groups: dict[str, list[Slot]] = {}
        for slot in slots:
            groups.setdefault(slot.keys[depth], []).append(slot)
        for word, inside in groups.items():
            place = field.choices.index(word) if field.choices else int(word)
            value = self._slots(tuple(inside), parameter, depth + 1, kind, guard, origin)
            arms.append(Arm(value, ranges=((place, place),)))
        return block.add(
            Pick(
                id=block.fresh(name),
                kind=kind,
                guard=guard,
                origin=origin,
                key=key,
                arms=tuple(arms),
            )
        )
