"""Suizhou's four layers in GoRules Zen, a rule engine in Rust, against the yardstick and polc.

Run with `python -m benchmarks.zen_speed` where `zen-engine` is installed, which nothing else here
needs. The document as a JSON decision model: the hospital's level by a decision table, the layers
as expressions over fen and millionths, the running sums handed in and out by the caller, who says
of each person which class counts. Every amount and running sum of every claim is compared with
the yardstick's before anything is timed; all three are timed in turn, by the thread's own clock.
"""

import json
import statistics
import sys
from itertools import pairwise
from time import thread_time

from benchmarks import yardstick as y
from benchmarks.claim_speed import LAYERS, PARAMETERS, STATE, make_functions, make_people
from polc.runtime.amounts import MISSING

SUMS = ("ci_line", "ci_paid", "assistance_line", "pool", "tilted_line", "tilted_paid")
AMOUNTS = ("basic", "ci", "assistance", "tilted", "left")
FIELDS = ("kind", "place", "level", "referred", "designated", "in_policy")


def half_up(exact):
    """An amount times a rate, to the fen."""
    return f"floor(({exact} + 500000) / 1000000)"


def within(amount, room):
    """No more than what is left of a limit."""
    return f"max([0, min([{amount}, {room}])])"


def bands_of(low, high, bands):
    """What a stretch comes to at the rates of its bands."""
    parts, below = [], "0"
    for edge, rate in bands:
        top = high if edge >= y.UNLIMITED else f"min([{high}, {edge}])"
        parts.append(f"max([0, {top} - max([{low}, {below}])]) * {rate}")
        below = str(edge)
    return " + ".join(parts)


def make_expressions():
    """The layers in the order of paying; `$.name` is what an expression before has found."""
    bands, deductible = (
        PARAMETERS["critical_illness_bands"],
        PARAMETERS["critical_illness_deductible"],
    )
    raised = tuple((edge, min(rate + 50_000, 1_000_000)) for edge, rate in bands)
    cap = PARAMETERS["critical_illness_cap"]
    by_class = "class == 'tekun' ? {tekun} : class == 'dibao' ? {dibao} : {others}"
    paid_basic = half_up("max([0, in_policy - deductible]) * rate")
    ci_low = f"max([ci_line, tilted_in_ci ? {(deductible + 1) // 2} : {deductible}])"
    start = "max([assistance_line, class == 'tekun' or class == 'dibao' ? 0 : 180000])"
    counted = "class == 'tekun' or class == 'dibao' ? $.left2 : "
    counted += "max([0, assistance_line + $.left2 - $.start])"
    high = "($.high)"
    return {
        "basic": f"kind == 0 ? {paid_basic} : 0",
        "left1": "in_policy - $.basic",
        "high": "ci_line + $.left1",
        "low": ci_low,
        "ci_exact": f"tilted_in_ci ? {bands_of('$.low', high, raised)} : "
        f"{bands_of('$.low', high, bands)}",
        "ci_most": f"min([$.left1, {half_up('$.ci_exact')}])",
        "ci": f"tilted_in_ci ? $.ci_most : {within('$.ci_most', f'{cap} - ci_paid')}",
        "left2": "$.left1 - $.ci",
        "covered": "class != 'none' and (kind == 0 or kind == 2 or kind == 3 or kind == 4)",
        "start": start,
        "counted": counted,
        "assistance_rate": by_class.format(
            tekun="1000000", dibao="700000", others="class == 'returned' ? 700000 : 600000"
        ),
        "assistance": "$.covered ? "
        + within(half_up("$.counted * $.assistance_rate"), "4000000 - pool")
        + " : 0",
        "left3": "$.left2 - $.assistance",
        "tilts": "$.covered and place <= 2 and (referred == 1 or designated == 1)",
        "over": "max([0, tilted_line + $.left3 - max([tilted_line, 500000])])",
        "tilted_most": half_up("$.over * (place <= 1 ? 800000 : 700000)"),
        "tilted": "$.tilts ? (class == 'tekun' ? $.tilted_most : "
        + within("$.tilted_most", "8000000 - tilted_paid")
        + ") : 0",
        "left": "$.left3 - $.tilted",
        "sums": "{"
        "ci_line: $.high, ci_paid: ci_paid + $.ci, "
        "assistance_line: assistance_line + ($.covered ? $.left2 : 0), "
        "pool: pool + $.assistance, "
        "tilted_line: tilted_line + ($.tilts ? $.left3 : 0), "
        "tilted_paid: tilted_paid + $.tilted}",
    }


def make_decision(zen):
    """The model as Zen evaluates it."""
    rules = [
        {
            "_id": f"level{level}",
            "level": str(level),
            "deductible": str(PARAMETERS[f"basic_deductible.{level}"]),
            "rate": str(PARAMETERS[f"basic_rate.{level}"]),
        }
        for level in (1, 2, 3)
    ]
    table = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": "level", "name": "level", "field": "level"}],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("deductible", "rate")],
        "rules": rules,
    }
    expressions = [
        {"id": name, "key": name, "value": value} for name, value in make_expressions().items()
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {
            "id": "layers",
            "name": "layers",
            "type": "expressionNode",
            "content": {"expressions": expressions},
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    names = [node["id"] for node in nodes]
    edges = [
        {"id": f"{first}-{second}", "type": "edge", "sourceId": first, "targetId": second}
        for first, second in pairwise(names)
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def class_of(held):
    """The class that counts for assistance, which the caller finds."""
    assisted = held & y.ASSISTED
    if not assisted:
        return "none"
    if assisted & (y.TEKUN | y.ORPHAN):
        return "tekun"
    if assisted & y.DIBAO:
        return "dibao"
    return "returned" if assisted & y.RETURNED else "monitored"


def as_cases(people):
    """The claims as Zen takes them."""
    return [
        [
            {
                "class": class_of(claim[0]),
                "tilted_in_ci": bool(claim[0] & y.TILTED_IN_CI),
                **dict(zip(FIELDS, claim[1:], strict=True)),
            }
            for claim in claims
        ]
        for claims in people
    ]


def settle_by_zen(decision, cases):
    """Every claim in order, the running sums handed on."""
    for claims in cases:
        sums = dict.fromkeys(SUMS, 0)
        for claim in claims:
            sums = decision.evaluate({**claim, **sums})["result"]["sums"]


def settle_by(function, people, opening, first):
    """The same by a function over integers."""
    for claims in people:
        state = opening
        for claim in claims:
            state = function(*claim, *state)[first:]


def check_agreement(decision, cases, yardstick, people):
    """Every amount and every running sum equal, on every claim."""
    for zen_claims, claims in zip(cases, people, strict=True):
        sums, state = dict.fromkeys(SUMS, 0), (0,) * len(STATE)
        for zen_claim, claim in zip(zen_claims, claims, strict=True):
            result = decision.evaluate({**zen_claim, **sums})["result"]
            expected = yardstick(*claim, *state)
            sums, state = result["sums"], expected[len(LAYERS) :]
            found = [result[name] for name in AMOUNTS] + [sums[name] for name in SUMS]
            assert found == list(expected), (claim, found, expected)


def took(settle, *arguments):
    """Seconds that it takes."""
    start = thread_time()
    settle(*arguments)
    return thread_time() - start


def main():
    """Checks that Zen agrees, then times all three."""
    try:
        import zen
    except ImportError:
        sys.exit("zen-engine is not installed: pip install zen-engine")
    block, function, places, yardstick = make_functions()
    people = make_people(100, 5)
    cases, decision = as_cases(people), make_decision(zen)
    check_agreement(decision, cases, yardstick, people)
    compiled_people = [
        [tuple(MISSING if at is None else claim[at] for at in places) for claim in claims]
        for claims in people
    ]
    first, opening = 1 + len(block.outputs), (0,) * len(block.state)
    times = [
        (
            took(settle_by_zen, decision, cases),
            took(settle_by, yardstick, people, (0,) * len(STATE), len(LAYERS)),
            took(settle_by, function, compiled_people, opening, first),
        )
        for _ in range(9)
    ]
    by_zen = statistics.median(row[0] for row in times) / 500 * 1e6
    to_yardstick, to_polc = (
        statistics.median(row[0] / row[place] for row in times) for place in (1, 2)
    )
    print(
        f"500 claims: Zen {by_zen:.0f} µs a claim, {to_yardstick:.0f} times the yardstick's, "
        f"{to_polc:.0f} times polc's function"
    )


if __name__ == "__main__":
    main()
