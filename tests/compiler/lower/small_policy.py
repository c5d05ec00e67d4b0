"""One small policy of two layers, whose first layer the tests fill in."""

from typing import Any

import polc

HEAD = """policy town "某镇"
identity tekun "特困人员"
identity dibao "低保对象"
identity marginal "边缘易致贫人口"
rank tekun > dibao > marginal
layers first > second
param terms "分段" : bands unspecified
param open_cap "封顶线" : money per year or none unspecified
param limit "限额" : money = { 2022: 100 yuan; from 2023: 200 yuan } by year
pool shared "共用限额" 1000 yuan per person per year
"""
SECOND = 'benefit second "第二层" per claim { rate 0% }\n'


def policy(*lines: str, more: str = SECOND) -> polc.Policy:
    body = "\n  ".join(lines)
    return polc.compile(f'{HEAD}benefit first "第一层" per claim {{\n  {body}\n}}\n{more}')


def pay(
    settling: polc.Policy, *amounts: str | dict[str, Any], held: Any = ("dibao",), **case: Any
) -> list[str]:
    """What the first layer pays of claims on following days; a claim is its in-policy
    cost, or an object."""
    claims = []
    for day, amount in enumerate(amounts, start=1):
        own = amount if isinstance(amount, dict) else {"in_policy": amount}
        claims.append({"date": f"2022-01-{day:02d}", "total": "99999.00", **own})
    settled = settling.settle({"person": {"identities": list(held)}, "claims": claims, **case})
    return [str(claim.benefits["first"]) for claim in settled.claims]
