"""The rules of a reform by their titles, for people who know no ids.

In: parts of a reform, the names of a policy. Out: the same parts, heads of rules told by titles.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve

from polc.reform.tell_reform import Pair, Part
from polc.wording.names import Names


def name_rules(parts: Iterable[Part], names: Names) -> Iterator[Part]:
    """`help.rate 医疗救助` as `医疗救助 · 比例`."""
    for part in parts:
        yield evolve(part, pairs=tuple(_named(pair, names) for pair in part.pairs))


def _named(pair: Pair, names: Names) -> Pair:
    rule, _, rest = pair.head.partition(" ")
    owner, dot, _ = rule.partition(".")
    if not dot or owner not in names.titles:
        return pair
    rest = rest.removeprefix(names.titles[owner]).strip()
    return evolve(pair, head=f"{names.of(owner)} · {names.rule(rule)} {rest}".strip())
