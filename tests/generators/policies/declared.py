"""What is declared and not computed: clauses without a rule, targets, deadlines, duties."""

from tests.generators.policies.terms import new_reading
from tests.generators.policies.world import World


def write_declared(w: World) -> list[str]:
    """Some of each."""
    found = []
    if w.maybe():
        found.append(_no_rule(w))
    if w.maybe(0.4):
        by = w.opt('by "医保部门"')
        found.append(f'obligation duty_1 "跟进"{by}{w.cites()}')
    if w.maybe():
        found.append(_target(w))
    if w.maybe():
        found += _deadlines(w)
    return found


def _no_rule(w: World) -> str:
    lines = []
    for place in range(w.chance.randint(1, 4)):
        ids = f"GN-{place}" + w.opt(f", GN-X{place}", 0.3).replace(" ,", ",")
        printed = w.one(("", ' "一"', f' {w.sources[0]} "二"', f" {w.sources[0]}"))
        status = w.one(("narrative", "input", "framework", "unspecified"))
        reason = w.one(
            ("", ' "原则"', ' person.identities "认定"', " person.identities", " region")
        )
        lines.append(ids + printed + f" {status}{reason}")
    return "no rule { " + w.one(("; ", "\n  ")).join(lines) + w.one((";", "")) + " }"


def _target(w: World) -> str:
    lines = [f'share of "支付" in "费用"{w.cites()}']
    lines += [new_reading(w)] if w.maybe(0.2) else []
    word = w.one(("about", "at least", "at most", "exactly"))
    if w.maybe(0.2):
        lines.append(f"unspecified{w.cites()}")
    else:
        give = w.one(("", " give or take 2 points", ", give or take 2 points"))
        lines.append(f"{word} 70%{give}{w.where(0.3)}{w.cites()}")
    return (
        f"target aim_1{w.opt(chr(34) + '指标' + chr(34))} {{{w.block(0.15)} "
        + w.one(("; ", "\n  ")).join(lines)
        + " }"
    )


def _deadlines(w: World) -> list[str]:
    found = []
    for place in range(w.chance.randint(1, 4)):
        due = w.one(
            (
                "on or before 2023-12-31",
                "every month",
                "every month before 5",
                "every month on or before 5",
                "unspecified",
                f"{w.chance.randint(1, 9)} working days after term_{max(0, place - 1)}"
                if place
                else "every month",
            )
        )
        lines = [due + w.where(0.1) + w.cites()]
        if w.maybe(0.4):
            word = w.one(("public holidays", "days off"))
            lines.append(f"moved from {word} to the next working day{w.cites()}")
        if w.maybe(0.4):
            lines.append(f"counted from the {w.one(('next day', 'day itself'))}{w.cites()}")
        if w.maybe(0.15):
            lines.append(new_reading(w))
        title = w.opt(f'"期限 {place}"')
        found.append(
            f"deadline term_{place}{title} {{{w.block(0.15)} "
            + w.one(("; ", "\n  ")).join(lines)
            + w.one((";", ""))
            + " }"
        )
    return found
