"""Values and conditions onto nodes.

In: a typed value, the guard under which it is asked. Out: the id of its node. What may
be missing is demanded where it is asked; `and` and `or` ask their parts in order and
stop, through guards.
"""

from typing import assert_never

from polc.compiler.lower.appender import RoundingRule
from polc.compiler.lower.benefit.lower_layer_value import lower_layer_value
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import OF_BILL
from polc.compiler.lower.values.lower_days import lower_comparison, lower_counted_day, lower_if_days
from polc.compiler.lower.values.lower_held import lower_held
from polc.compiler.lower.values.lower_parameter import lower_parameter
from polc.compiler.lower.values.lower_stay_amounts import amount_of_stay, for_stay
from polc.compiler.lower.values.lower_tables import lower_lookup
from polc.compiler.lower.values.lower_tally import lower_tally
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import MonthsAfter, NodeId, Share, YearOf, YearsBetween
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    CalendarYear,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    MonthsLater,
    MovingBands,
    MultipleOf,
    Not,
    OfStay,
    ParameterValue,
    PortionOf,
    RoundedTo,
    Running,
    Scaled,
    SumOf,
    TallyValue,
    Typed,
)
from polc.records.evolve import evolve

Condition = Every | Either | Not | ComparisonOf | Held
"""The values that are asked of others."""

_SUMMED = Scaled | SumOf | ExtremeOf | MultipleOf
"""The values whose parts are exact."""


@frozen(kw_only=True)
class ValueLowering(Lowering):
    """Answers what every lowering asks."""

    def value(  # noqa: C901  # one case for each kind of value
        self, typed: Typed, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """The node of a value. Money comes out as whole fen and a rate as whole millionths,
        rounded half-up once its expression is complete."""
        if isinstance(typed, _SUMMED) and typed.kind in ("money", "rate"):
            exact = self.exact(typed, name, guard, origin)
            if self.block.denominators[exact] == 1:
                return exact
            return self.round(name, exact, guard, origin)
        match typed:
            case Figure():
                return self.block.constant(typed.value, NODE_KINDS[typed.kind])
            case ByReading():
                return self._by_reading(typed, name, guard, origin)
            case Every() | Either() | Not() | ComparisonOf() | Held():
                return self._condition(typed, name, guard, origin)
            case Lookup():
                return lower_lookup(self, typed, name, guard, origin)
            case BandsValue():
                return self.block.constant(typed.rows, "bands")
            case ParameterValue():
                return self._parameter(typed, guard, origin)
            case FieldValue():
                return self._field(typed, guard, origin)
            case Running():
                return self._running(typed, name, guard, origin)
            case OfStay():
                return self._of_stay(typed, name, guard, origin)
            case LayerValue():
                return lower_layer_value(self, typed, guard, origin)
            case TallyValue():
                found = lower_tally(self, self.tallies[typed.tally])
                if typed.kind == "date":
                    return lower_counted_day(self, found, name, guard, origin)
                return found
            case HeldSince():
                return self.block.read("since", str(self.mask(typed.members)), "date")
            case CalendarYear():
                return self.year(typed.day, name, guard, origin)
            case MonthsLater():
                return self._months_later(typed, name, guard, origin)
            case SumOf() | ExtremeOf() | Scaled() | MultipleOf():
                return self.exact(typed, name, guard, origin)
            case PortionOf():
                return self._portion(typed, name, guard, origin)
            case RoundedTo():
                exact = self.exact(typed.value, f"{name}.of", guard, origin)
                how = RoundingRule(typed.unit, typed.down)
                return self.round(name, exact, guard, origin, how)
            case MovingBands():
                raise AssertionError("bands whose edges move are no value; `lower_bands` has them")
            case _:
                assert_never(typed)

    def exact(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The same before it is rounded: its denominator may be more than 1."""
        match typed:
            case Scaled():
                amount = self.multiplied(typed.amount, f"{name}.of", guard, origin)
                rate = self.value(typed.rate, f"{name}.rate", guard, origin)
                return self.scale(f"{name}.exact", amount, rate, guard, origin)
            case SumOf():
                args = (
                    self.exact(typed.left, f"{name}.left", guard, origin),
                    self.exact(typed.right, f"{name}.right", guard, origin),
                )
                leveled = self.level(name, args, guard, origin)
                summed = self.arith(name, typed.op, leveled, guard, origin)
                sides = ((typed.left, args[0]), (typed.right, args[1]))
                return lower_if_days(self, summed, sides, name, guard, origin)
            case MultipleOf():
                unit = self.multiplied(typed.unit, f"{name}.each", guard, origin)
                count = self.value(typed.count, f"{name}.count", guard, origin)
                return self.times(f"{name}.times", unit, count, guard, origin)
            case ExtremeOf():
                parts = tuple(
                    self.exact(part, f"{name}.{place}", guard, origin)
                    for place, part in enumerate(typed.parts, start=1)
                )
                parts = self.level(name, parts, guard, origin)
                return self.arith(name, typed.op, parts, guard, origin)
            case _:
                return self.value(typed, name, guard, origin)

    def multiplied(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """What a product is made of, exact, or rounded before where each step is."""
        part = self.exact(typed, name, guard, origin)
        if self.rounding.each_step and typed.kind == "money" and self.block.denominators[part] > 1:
            return self.round(f"{name}.rounded", part, guard, origin)
        return part

    def _portion(self, typed: PortionOf, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """Whole fen: the three are amounts, and so is what comes of them."""
        return self.block.add(
            Share(
                id=f"{name}.share",
                kind="money",
                guard=guard,
                origin=origin,
                amount=self.value(typed.amount, f"{name}.of", guard, origin),
                part=self.value(typed.part, f"{name}.part", guard, origin),
                whole=self.value(typed.whole, f"{name}.whole", guard, origin),
            )
        )

    def _months_later(
        self, typed: MonthsLater, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        day = self.value(typed.day, f"{name}.day", guard, origin)
        months = self.value(typed.months, f"{name}.months", guard, origin)
        given = months
        if typed.earlier:
            zero = self.block.constant(0, "count")
            months = self.arith(f"{name}.back", "sub", (zero, months), guard, origin)
        later = self.block.add(
            MonthsAfter(
                id=name,
                kind="date",
                guard=guard,
                origin=origin,
                day=day,
                months=months,
                first=typed.of_month,
            )
        )
        # What is so many months after no day is none: only the months may have to be asked for.
        return lower_if_days(self, later, ((typed.months, given),), name, guard, origin)

    def _by_reading(
        self, typed: ByReading, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """The value that the reading chooses, as a step of its own that names the reading; it
        is cited by its row, where that has a clause."""
        choice = self.choices[typed.reading]
        row = typed.row_of(choice)
        with_readings = evolve(row or origin, readings=(*origin.readings, typed.reading))
        chosen = dict(typed.choices)[choice]
        value = self.value(chosen, f"{name}.chosen", guard, with_readings)
        kind = self.block.kinds[value]
        if kind == "flag":
            value = self.block.test(name, "and", (value,), guard, with_readings)
        elif kind in ("money", "rate", "count", "date"):
            value = self.arith(name, "max", (value,), guard, with_readings)
        else:
            # A constant may stand elsewhere too: `row_chosen` says by what it is cited here.
            return value
        if row is not None:
            self.steps.rows[value] = row
        return value

    def condition(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition."""
        return self.value(typed, name, guard, origin)

    def _condition(
        self, typed: Condition, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
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
            case ComparisonOf():
                return lower_comparison(self, typed, name, guard, origin)
            case Held():
                shared = (self.mask(typed.members), (typed.on, typed.reaching), guard)
                if shared not in block.held_flags:
                    held = self.among(name, typed, guard, origin)
                    block.held_flags[shared] = block.test(name, "any", (held,), guard, origin)
                return block.held_flags[shared]
            case _:
                assert_never(typed)

    def flag(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition as a node that stands under `guard` itself, so that it
        can be a guard in its turn (an input stands under none)."""
        found = self.condition(typed, name, guard, origin)
        if self.block.parents[found] == guard:
            return found
        return self.block.test(name, "and", (found,), guard, origin)

    def among(self, name: str, people: Held, guard: NodeId | None, origin: Origin) -> NodeId:
        """Those of these identities that are held."""
        return lower_held(self, name, people, guard, origin)[0]

    def _field(self, typed: FieldValue, guard: NodeId | None, origin: Origin) -> NodeId:
        field = typed.field
        of_claim = field.scope == "claim"
        node = self.block.read(field.scope, field.name, NODE_KINDS[field.kind])
        if not (self.so_far.remaining and of_claim and field.name in ("date", "in_policy")):
            # Every claim has those; of the person's year there is no claim to ask.
            node = self.block.demand_field(node, field.scope, field.name, guard, origin)
        of_bill = field.name in OF_BILL
        of_bill |= self.amounts_of_stay and field.kind == "money" and field.name in self.fields
        if self.stay is None or not of_claim or not of_bill:
            return node
        return amount_of_stay(self, field.name, node, guard)

    def _of_stay(self, typed: OfStay, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        if isinstance(typed.part, FieldValue):
            of_bill = evolve(self, stay=None).field(typed.part, guard, origin)
            return amount_of_stay(self, typed.part.field.name, of_bill, guard)
        return for_stay(self).value(typed.part, name, guard, origin)

    def _running(self, typed: Running, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        in_policy = self.so_far.remaining
        if typed.name in ("remaining", "own_cost"):
            in_policy = self.block.read("claim", "in_policy", "money")
            if self.stay is not None:
                in_policy = amount_of_stay(self, "in_policy", in_policy, guard)
            if not self.so_far.remaining:
                in_policy = self.block.demand_field(in_policy, "claim", "in_policy", guard, origin)
        remaining = self.so_far.remaining or in_policy
        match typed.name:
            case "remaining":
                return remaining
            case "own_cost":
                raw = self.block.read("claim", "total", "money")
                total = self.block.demand_field(raw, "claim", "total", guard, origin)
                if self.stay is not None:
                    total = amount_of_stay(self, "total", total, guard)
                beyond = self.arith(f"{name}.outside", "sub", (total, in_policy), guard, origin)
                cost = self.arith(f"{name}.own_cost", "add", (beyond, remaining), guard, origin)
                outside = self.so_far.outside
                if not outside:
                    return cost
                return self.arith(f"{name}.own_left", "sub", (cost, outside), guard, origin)
            case "year" if self.figures_by is not None:
                return self.year(self.figures_by.day, name, guard, origin)
            case "age":
                return self._age(name, guard, origin)
            case "year" | "date" | "first_day" | "last_day":
                return self.block.read("system", typed.name, NODE_KINDS[typed.kind])

    def _age(self, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The years completed on the day of the claim, of the person's year on its `as of` day."""
        raw = self.block.read("person", "born", "date")
        born = self.block.demand_field(raw, "person", "born", guard, origin)
        day = self.block.read("system", "date", "date")
        node_id = self.block.fresh(f"{name}.age")
        age = self.block.add(
            YearsBetween(id=node_id, kind="count", guard=guard, origin=origin, first=born, day=day)
        )
        self.steps.figures[age] = "age"
        return age

    def _parameter(self, typed: ParameterValue, guard: NodeId | None, origin: Origin) -> NodeId:
        return lower_parameter(self, typed, guard, origin)

    def year(self, day: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The benefit year of a day."""
        node_id = self.block.fresh(f"{name}.year")
        of = self.value(day, f"{name}.year_of", guard, origin)
        if self.year_begins > 1:
            # So many months earlier the calendar year is the benefit year of the day.
            back = self.block.constant(1 - self.year_begins, "count")
            of = self.block.add(
                MonthsAfter(
                    id=f"{name}.year_of.moved",
                    kind="date",
                    guard=guard,
                    origin=origin,
                    day=of,
                    months=back,
                )
            )
        node = YearOf(id=node_id, kind="count", guard=guard, origin=origin, day=of)
        return self.block.add(node)

    def field(self, typed: FieldValue, guard: NodeId | None, origin: Origin) -> NodeId:
        """A field of the case, demanded where it may be missing."""
        return self._field(typed, guard, origin)
