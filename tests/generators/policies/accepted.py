"""What stands in a text as the compiler takes it, where one rule of the language looks at several
statements that writers make apart.

In: statements or texts as they are written. Out: the same, with other words where a rule forbids
theirs.
"""

import re
from typing import Final

from tests.generators.policies.world import World

_SUM: Final = re.compile(r"\b(?:cap|deductible)\b.*per (?:year|month|quarter|hospital|person|ref)")
_SUM_BEFORE: Final = re.compile(r"per (?:year|month|quarter|hospital|person|ref).*\b(?:cap|deduct)")
_OWN_DEDUCTIBLE: Final = re.compile(r"^first of .*?\{[^\n]*  deductible per ", re.DOTALL)
_OTHER_COUNTING: Final = ("counting the whole", "cumulated", "start again", "once reached")


def with_readings(w: World, lines: list[str], first: int) -> list[str]:
    """The readings from this place on whose lines fell away: they stand in the benefit itself,
    because what is written later asks them."""
    text = "\n".join(lines)
    names = (f"inner_{place}" for place in range(first, w.late_readings))
    return [w.late_texts[name] for name in names if f"reading {name}" not in text]


def of_one_sum(w: World, line: str) -> str:
    """The line, with a figure for a parameter by a field of the claim where it has one running
    sum: each row would have a sum of its own."""
    if not w.of_claim:
        return line
    names = re.compile(rf"\b(?:{'|'.join(w.of_claim)})\b")
    return "\n".join(
        names.sub("900 yuan", part) if _has_sums(part) else part for part in line.split("\n")
    )


def _has_sums(line: str) -> bool:
    """Whether each row of the line would have a sum: what is borne is one by its own words."""
    one = " borne" in line or " collected once" in line
    return not one and bool(_SUM.search(line) or _SUM_BEFORE.search(line))


def rising(edges: list[str]) -> list[str]:
    """Edges of which every figure is above the figure before."""
    found, last = [], -1
    for edge in edges:
        figure = re.fullmatch(r"(\d+) yuan", edge)
        if figure is not None:
            last = max(int(figure[1]), last + 1)
            edge = f"{last} yuan"
        found.append(edge)
    return found


def has_own_deductibles(lines: list[str]) -> bool:
    """Whether kinds of care have deductibles of their own: there is no one of the benefit."""
    return any(_OWN_DEDUCTIBLE.search(line) for line in lines)


def without_asking(w: World, text: str) -> str:
    """The text, which asks no deductible of a benefit whose kinds have theirs, but what they
    took."""
    if not w.own_deductibles:
        return text
    return re.sub(rf"\b({'|'.join(w.own_deductibles)})\.deductible\b", r"\1.deducted", text)


def goes_on(w: World) -> bool:
    """Whether every deductible per stay goes on in the next year: it is on what is in policy,
    and counts the excess."""
    for name, text in w.texts.items():
        if not any("per stay" in line and "deductible" in line for line in text.split("\n")):
            continue
        if name != w.layers[0] or "\n  base " in text:
            return False
        if any(word in text for word in _OTHER_COUNTING):
            return False
    return True


def holds_reading(text: str, head: str) -> bool:
    """Whether a statement declares a reading, which others may ask: it is not taken out."""
    found = re.search(rf"^{head}\b.*\n(?:[ ].*\n)*", text, re.MULTILINE)
    return found is not None and "reading inner_" in found[0]


def of_earlier(w: World, benefit: str, condition: str) -> str:
    """The condition under which a benefit is changed, which asks no benefit that pays later."""
    later = w.layers[w.layers.index(benefit) :]
    asks = re.search(rf"\b(?:{'|'.join(later)})\.", condition)
    return "referred" if asks else condition


_WITHOUT_COST: Final = re.compile(
    r"bands (?!\{)|\bpay |\bpay:|cumulated|, in proportion|, from \w+ first|, each|over the year"
)


def has_cost_above(text: str) -> bool:
    """Whether what the limits of a benefit cut off comes back to cost of the claim."""
    return not _WITHOUT_COST.search(text)
