"""Random well-formed blocks of the plan, and random inputs for them.

Every node type, guards under guards, values taken where their guard does not hold, inputs
that may be missing behind demands, sums loaded and stored. What may be missing reaches
only a demand, a table's line or the question whether it is known, as lowering sees to.
"""

from random import Random
from typing import Any

from attrs import define, field

from polc.compiler.plan import nodes as n
from polc.runtime.amounts import UNLIMITED
from tests.generators.figures import BITS, random_value

ACCUMULATORS = ("acc.a", "acc.b", "acc.c")


@define
class BlockMaker:
    """Builds one block. `values` are the ids that may be taken, by (kind, denominator)."""

    chance: Random
    nodes: list[n.AnyNode] = field(factory=list)
    values: dict[tuple[str, int], list[str]] = field(factory=dict)
    loaded: set[str] = field(factory=set)
    inputs: dict[tuple[str, str], str] = field(factory=dict)
    slots: dict[str, str] = field(factory=dict)

    def make(self, size: int) -> tuple[n.AnyNode, ...]:
        """A block of about `size` steps."""
        starts = {"money": 0, "rate": 500_000, "count": 1, "flag": 1, "date": 9}
        for kind, value in starts.items():
            self.put(n.Const(id=self.name(), kind=kind, value=value))
        self.put(n.Const(id=self.name(), kind="mask", value=5))
        # Not `UNLIMITED` itself: twice that, taken from nothing, would be `MISSING`.
        self.put(n.Const(id=self.name(), kind="money", value=UNLIMITED - 7))
        makers = (
            self.read,
            self.read,
            self.parameter,
            self.constant,
            self.mask,
            self.pick,
            self.test,
            self.test,
            self.arith,
            self.arith,
            self.scale,
            self.share,
            self.times,
            self.round,
            self.load,
            self.above,
            self.borne,
            self.bands,
            self.best,
            self.take,
            self.given,
            self.months_after,
            self.year_of,
            self.years_between,
            self.period_of,
            self.store,
            self.emit,
        )
        for _ in range(size):
            self.chance.choice(makers)()
        for _ in range(3):
            self.emit()
        return tuple(self.nodes)

    def name(self) -> str:
        return f"n{len(self.nodes)}'; raise SystemExit #"

    def guard(self) -> str | None:
        """No guard, or an earlier flag that is no input itself."""
        flags = [
            node.id
            for node in self.nodes
            if node.kind == "flag" and not isinstance(node, n.Const | n.Read | n.Param | n.Emit)
        ]
        return self.chance.choice(flags) if flags and self.chance.random() < 0.5 else None

    def put(self, node: n.AnyNode) -> str:
        self.nodes.append(node)
        self.values.setdefault((node.kind, node.den), []).append(node.id)
        return node.id

    def take_one(self, kind: str, den: int = 1) -> str:
        """A value of a kind, the newer ones more often."""
        known = self.values[kind, den]
        return known[-1 - min(int(self.chance.expovariate(0.4)), len(known) - 1)]

    def demand(self, raw: n.AnyNode, guard: str | None) -> None:
        """Appends a value that may be missing without offering it, then its demand."""
        self.nodes.append(raw)
        code = self.chance.choice(("missing_field", "missing_parameter", "not_covered"))
        self.put(
            n.Need(id=self.name(), kind=raw.kind, guard=guard, value=raw.id, code=code, name="x")
        )

    def read(self) -> None:
        kind = self.chance.choice(("money", "money", "flag", "count", "mask", "date"))
        place = ("claim", f"{kind}{self.chance.randrange(3)}")
        self.inputs[place] = kind
        raw = n.Read(id=self.name(), kind=kind, scope=place[0], field=place[1])
        if self.chance.random() < 0.2:
            self.nodes.append(raw)
            self.put(
                n.Test(id=self.name(), kind="flag", guard=self.guard(), op="known", args=(raw.id,))
            )
        else:
            self.demand(raw, self.guard())

    def parameter(self) -> None:
        kind = self.chance.choice(("money", "rate", "bands"))
        slot = f"{kind}{self.chance.randrange(2)}"
        self.slots[slot] = kind
        self.demand(n.Param(id=self.name(), kind=kind, slot=slot), self.guard())

    def constant(self) -> None:
        kind = self.chance.choice(("money", "rate", "bands"))
        self.put(n.Const(id=self.name(), kind=kind, value=random_value(self.chance, kind)))

    def times(self) -> None:
        parts = {"unit": self.take_one("money"), "count": self.take_one("count")}
        self.put(n.Times(id=self.name(), kind="money", guard=self.guard(), **parts))

    def months_after(self) -> None:
        value = self.chance.randint(-30, 40)
        months = self.put(n.Const(id=self.name(), kind="count", value=value))
        places = {"id": self.name(), "guard": self.guard(), "day": self.take_one("date")}
        self.put(n.MonthsAfter(kind="date", months=months, first=value % 4 == 0, **places))

    def year_of(self) -> None:
        places = {"id": self.name(), "guard": self.guard(), "day": self.take_one("date")}
        self.put(n.YearOf(kind="count", **places))

    def period_of(self) -> None:
        places = {"id": self.name(), "guard": self.guard(), "day": self.take_one("date")}
        self.put(n.PeriodOf(kind="count", months=self.chance.choice((1, 3)), **places))

    def years_between(self) -> None:
        days = {"first": self.take_one("date"), "day": self.take_one("date")}
        self.put(n.YearsBetween(id=self.name(), kind="count", guard=self.guard(), **days))

    def mask(self) -> None:
        held = self.put(
            n.Mask(
                id=self.name(),
                kind="mask",
                guard=self.guard(),
                held=self.take_one("mask"),
                among=self.chance.randrange(1 << BITS),
            )
        )
        if self.chance.random() < 0.6:
            self.put(n.Class(id=self.name(), kind="mask", guard=self.guard(), held=held))

    def pick(self) -> None:
        kind = self.chance.choice(("money", "rate"))
        by = self.chance.choice(("mask", "count", "flag"))
        arms = []
        for _ in range(self.chance.randrange(1, 4)):
            value = self.take_one(kind)
            if by == "mask":
                arms.append(n.Arm(value, bits=self.chance.randrange(1, 1 << BITS)))
            else:
                low = self.chance.randrange(4)
                span: Any = self.chance.choice(
                    ((low, low), (None, low), (low, None), (low, low + 1))
                )
                more = ((7, 7), (9, 9)) if self.chance.random() < 0.3 else ()
                arms.append(n.Arm(value, ranges=((1, 1),) if by == "flag" else (span, *more)))
        guard = self.guard()
        rest = self.take_one(kind) if self.chance.random() < 0.7 else None
        node = n.Select(
            id=self.name(),
            kind=kind,
            guard=guard,
            key=self.take_one(by),
            arms=tuple(arms),
            otherwise=rest,
        )
        if rest is None:
            self.demand(node, guard)
        else:
            self.put(node)

    def test(self) -> None:
        op: Any = self.chance.choice(("and", "or", "not", "any", "eq", "lt", "le", "gt", "ge"))
        if op in ("and", "or"):
            args = tuple(self.take_one("flag") for _ in range(self.chance.randrange(1, 4)))
        elif op == "not":
            args = (self.take_one("flag"),)
        elif op == "any":
            args = (self.take_one("mask"),)
        else:
            kind = self.chance.choice(("money", "count", "rate", "date"))
            args = (self.take_one(kind), self.take_one(kind))
        self.put(n.Test(id=self.name(), kind="flag", guard=self.guard(), op=op, args=args))

    def arith(self) -> None:
        op: Any = self.chance.choice(("add", "sub", "min", "max", "left"))
        exact = ("money", 1_000_000)
        kind, den = self.chance.choice((("money", 1), ("rate", 1), exact))
        if (kind, den) not in self.values:
            kind, den = "money", 1
        count = 2 if op in ("left", "sub") else self.chance.randrange(1, 4)
        args = tuple(self.take_one(kind, den) for _ in range(count))
        self.put(n.Arith(id=self.name(), kind=kind, den=den, guard=self.guard(), op=op, args=args))

    def scale(self) -> None:
        whole = {"amount": self.take_one("money"), "rate": self.take_one("rate")}
        guard = self.guard()
        self.put(n.Scale(id=self.name(), kind="money", den=1_000_000, guard=guard, **whole))

    def share(self) -> None:
        parts = [self.take_one("money") for _ in range(3)]
        whole = self.put(
            n.Arith(
                id=self.name(), kind="money", op="max", args=(parts[2], self.values["money", 1][0])
            )
        )
        given = {"amount": parts[0], "part": parts[1], "whole": whole}
        self.put(n.Share(id=self.name(), kind="money", guard=self.guard(), **given))

    def round(self) -> None:
        den = 1_000_000 if ("money", 1_000_000) in self.values else 1
        mode: Any = self.chance.choice(("half_up", "half_up", "down"))
        self.put(
            n.Round(
                id=self.name(),
                kind="money",
                guard=self.guard(),
                value=self.take_one("money", den),
                unit=self.chance.choice((1, 1, 3, 100)),
                mode=mode,
            )
        )

    def load(self) -> None:
        acc = self.chance.choice(ACCUMULATORS)
        self.put(n.Load(id=self.name(), kind="money", acc=acc))

    def store(self) -> None:
        acc = self.chance.choice(ACCUMULATORS)
        value = self.take_one("money")
        self.nodes.append(n.Store(id=self.name(), kind="money", acc=acc, value=value))

    def emit(self) -> None:
        kind, den = self.chance.choice(list(self.values))
        if kind == "bands":
            kind, den = "money", 1
        name = f"out{len(self.nodes)}"
        value = self.take_one(kind, den)
        self.nodes.append(n.Emit(id=self.name(), kind=kind, den=den, name=name, value=value))

    def three(self) -> tuple[str, str, str]:
        """Three amounts."""
        return self.take_one("money"), self.take_one("money"), self.take_one("money")

    def above(self) -> None:
        start, length, edge = self.three()
        whole = {"start": start, "length": length, "edge": edge}
        self.put(n.Excess(id=self.name(), kind="money", guard=self.guard(), **whole))

    def borne(self) -> None:
        used, length, edge = self.three()
        whole = {"used": used, "length": length, "edge": edge}
        self.put(n.DeductibleTaken(id=self.name(), kind="money", guard=self.guard(), **whole))

    def bands(self) -> None:
        table = self.nodes_of_kind("bands")
        guard = self.guard()
        if not table or self.chance.random() < 0.5:
            value = random_value(self.chance, "bands")
            table = [self.put(n.Const(id=self.name(), kind="bands", value=value))]
        chosen = self.chance.choice(table)
        needed = next(node for node in self.nodes if node.id == chosen)
        if isinstance(needed, n.Need):
            guard = needed.guard
        extra = [
            self.take_one(kind) if self.chance.random() < 0.4 else None
            for kind in ("money", "rate", "rate")
        ]
        self.put(
            n.Bands(
                id=self.name(),
                kind="money",
                den=1_000_000,
                guard=guard,
                low=self.take_one("money"),
                high=self.take_one("money"),
                table=chosen,
                shift=extra[0],
                points=extra[1],
                top=extra[2],
                falls=self.chance.random() < 0.3,
            )
        )

    def nodes_of_kind(self, kind: str) -> list[str]:
        return list(self.values.get((kind, 1), ()))

    def best(self) -> None:
        options = tuple(
            n.Option("x", self.take_one("flag"), self.take_one("money"))
            for _ in range(self.chance.randrange(1, 4))
        )
        self.put(n.MaxOf(id=self.name(), kind="money", guard=self.guard(), options=options))

    def take(self) -> None:
        limits = tuple(
            n.Limit("x", self.take_one("money")) for _ in range(self.chance.randrange(1, 4))
        )
        uncapped = self.take_one("money")
        self.put(
            n.Cap(
                id=self.name(), kind="money", guard=self.guard(), uncapped=uncapped, limits=limits
            )
        )

    def given(self) -> None:
        place = ("paid", f"money{self.chance.randrange(3)}")
        self.inputs[place] = "money"
        amount = n.Read(id=self.name(), kind="money", scope="paid", field=place[1])
        self.nodes.append(amount)
        is_given = self.put(n.Test(id=self.name(), kind="flag", op="known", args=(amount.id,)))
        base, computed = self.take_one("money"), self.take_one("money")
        self.put(
            n.Override(
                id=self.name(),
                kind="money",
                guard=self.guard(),
                is_given=is_given,
                amount=amount.id,
                base=base,
                computed=computed,
            )
        )
