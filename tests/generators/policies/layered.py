"""A policy on top of another, and the framework it is held against."""

from tests.generators.policies.accepted import holds_reading
from tests.generators.policies.benefits import that_act, write_benefit
from tests.generators.policies.examples import write_examples
from tests.generators.policies.terms import deductible
from tests.generators.policies.values import rate, yuan
from tests.generators.policies.world import World
from tests.generators.policies.years import alternative


def write_layered(w: World) -> dict[str, str]:
    """The policy `county`, and `nation` that binds it."""
    lines = ['policy county "县" edition 2', f"extends base{w.cites(0.2)}"]
    lines.append("in force from 2022-02-01")
    required = _requirements(w)
    lines.append(f"conforms to nation{w.cites(0.2)}")
    for name in required:
        if w.maybe(0.95):
            lines.append(f'departs from nation.{name} because "因地制宜"{w.cites(0.2)}')
    if w.pools and w.maybe():
        name = w.one(w.pools)
        lines.append(f"replace pool {name} 5000 yuan per year")
    if w.parameters.get("money") and w.maybe():
        lines.append(f"replace param {w.parameters['money'][0]} : money = 250 yuan")
    taken_out = ""
    if w.changes and w.maybe():
        taken_out = w.changes[0]
        lines.append(f"without {taken_out}{w.cites(0.5)}")
    if w.reports and w.maybe(0.4):
        gone = [w.reports.pop(0)]
        if w.reports and w.maybe():
            gone.append(w.reports.pop(0))
        kinds = "(?:entitlement|alert|limit)"
        if not any(holds_reading(w.base, f"{kinds} {report}") for report in gone):
            lines.append(f"without {', '.join(gone)}")
    w.for_now, w.done = None, []
    lines += _replaced_rules(w)
    lines += _replaced_names(w, taken_out)
    lines += write_examples(w)
    return {"county": "\n".join(lines) + "\n", "nation": _framework(w, required)}


def _replaced_rules(w: World) -> list[str]:
    """Lines of benefits, and whole ones."""
    lines = []
    if w.maybe(0.6):
        inner = [f"rate {rate(w, 1)}"] + (
            [deductible(w, split=False, over_claims=False)] if w.maybe() else []
        )
        changed = f"replace in {w.layers[0]} {{{w.block(0.2)} " + "\n  ".join(inner) + " }"
        # A deductible that is divided goes with its rates, and a line with what it declares.
        if w.layers[0] not in w.divided and "reading inner_" not in w.texts[w.layers[0]]:
            lines.append(changed)
    adjusted = "\n".join(w.adjustments)
    if len(w.layers) > 1 and f"adjust {w.layers[-1]}" not in adjusted and w.maybe():
        w.done = w.layers[:-1]
        if not holds_reading(w.base, f"benefit {w.layers[-1]}"):
            lines.append("replace " + write_benefit(w, w.layers[-1]))
    if w.years and w.maybe(0.6):
        lines.append(
            f"replace in {w.years[0]} {{ {alternative(w, 'way_0_0')} {alternative(w, 'way_new')} }}"
        )
    return lines


def _replaced_names(w: World, taken_out: str) -> list[str]:
    """Statements that declare names, but for a change that is taken out, and those that order
    them."""
    lines = []
    if w.maybe(0.3):
        lines.append("replace rank " + " > ".join(" = ".join(level) for level in w.levels))
    if w.maybe(0.3):
        lines.append("replace layers " + " > ".join([*w.layers]))
    if w.maybe(0.3):
        lines.append(f'replace payer {w.payers[0]} "另一资金"')
    if w.tallies.get("count") and w.maybe(0.4):
        lines.append(f"replace tally {w.tallies['count'][0]} = count of visits only when referred")
    if w.flags and w.maybe(0.4):
        lines.append(f"replace field claim {w.flags[0]} : yes or no")
    if w.changes and w.maybe(0.5):
        name = w.one(w.changes)
        options = that_act(w, w.changed[name])
        if options and name != taken_out:
            lines.append(
                f"replace adjust {w.changed[name]} as {name} "
                f"for {w.names(1)[0][0]} stacking {{ {w.one(options)} }}"
            )
    if w.people.get("broad") and w.maybe(0.4):
        lines.append(f"replace group broad = {' | '.join(w.people['broad'])}")
    if w.people.get("veteran") and w.maybe(0.4):
        lines.append('replace identity veteran "优抚" grade 1..3')
    if w.lists and w.shapes(0.5):
        lines.append("replace list chronic = 高血压, 尿毒症" + w.cites(0.2))
    lines += _replaced_items(w)
    own = w.one(list(w.readings))
    if own.startswith("view") and w.maybe(0.3):
        lines.append(
            f"replace reading {own} {{ "
            + "; ".join(
                f"{choice}{' default' if at == 0 else ''}"
                for at, choice in enumerate(w.readings[own])
            )
            + " }"
        )
    return lines


def _replaced_items(w: World) -> list[str]:
    """Declared things and reports replaced by others of their name, and statements without
    a name."""
    found = []
    base = w.base
    for kind, name, text in (
        ("entitlement", "", "entitlement {} per claim {{ for everyone }}"),
        ("alert", "", "alert {} {{ when referred }}"),
        ("limit", "", "limit {} {{ share of total in total; at most 10%; borne by nobody }}"),
        ("obligation", "duty_1", 'obligation {} "新职责"'),
        ("target", "aim_1", 'target {} {{ share of "甲" in "乙"; unspecified }}'),
        ("deadline", "term_0", "deadline {} {{ every month }}"),
    ):
        known = [
            report
            for report in ((name,) if name else w.reports)
            if f"{kind} {report}" in base and not holds_reading(base, f"{kind} {report}")
        ]
        if known and w.maybe():
            found.append("replace " + text.format(known[0]).replace(";", "\n"))
    ranked = [identity for level in w.levels for identity in level]
    if f"\ncount {ranked[-1]} as" in base and w.maybe():
        found.append(f"replace count {ranked[-1]} as {ranked[1]}")
    if "\nround " in base and w.maybe():
        found.append("replace round to 1 fen")
    return found


def _requirements(w: World) -> dict[str, str]:
    last, who = w.layers[-1], w.names(2)[0]
    forms = {
        "full": f"{last}.rate for {', '.join(who)} at least 50% "
        + w.one(("as printed", "as printed", "as paid", "as paid", "")),
        "exact": f"{last}.deductible is 500 yuan",
        "most": f"{last}.deductible for {who[0]} at most {yuan(w)}",
        "over": f"{last}.cap over 0 yuan",
        "lowered": f"{last}.deductible for {who[0]} lowered by 50%",
        "raised": f"{last}.rate for {who[0]} raised by 5 points",
        "same": f"{w.layers[0]} is the same for all",
        "uncapped": f"{last}.cap for {who[0]} no cap",
        "ending": f"{w.one(w.years)} for {who[0]} ends by 2025-12-31"
        if w.years
        else f"{last}.cap no cap",
        "right": f"{w.one(w.reports)} for {who[0]} is granted"
        if w.reports
        else f"{last}.cap no cap",
    }
    return {name: forms[name] for name in w.some(list(forms), 5)}


def _framework(w: World, required: dict[str, str]) -> str:
    lines = ['framework nation "框架" edition 1', "use identities"]
    if "veteran" in w.people:
        lines.append('identity veteran "优抚对象"')
    used = " ".join(required.values())
    if "broad" in used:
        lines.append(f"group broad = {' | '.join(w.people['broad'])}")
    if "narrow" in used:
        lines.append(f"group narrow = {' | '.join(w.people['narrow'])}")
    for name, text in required.items():
        title = w.opt('"要求"')
        lines.append(f"require {name}{title} : {text}" + w.opt('cite "六" GR-1', 0.3))
    return "\n".join(lines) + "\n"
