"""Terms that hold for a month, a quarter or each hospital in a year.

In: a benefit as it is written. Out: the same with such periods in place of others, where nothing
of it counts the whole beside a term of the stay.
"""

import re
from typing import Final

from tests.generators.policies.accepted import goes_on
from tests.generators.policies.world import World

PERIODS: Final = ("per month", "per quarter", "per hospital per year")
_STAY: Final = re.compile(r"per stay|of the stay")
_NOT_BESIDE: Final = re.compile(
    r"the whole|once reached|once exceeded|terms by class|^for [^\n{]*: |\bonce\b|at most \d+ days",
    re.MULTILINE,
)
"""What counts the whole, and lines in which a period is one of several parts."""

_OTHERS: Final = r"per (?:person per year|year|claim)"
_TERMS: Final = ("deductible", "cap")
_CAP_LINE: Final = re.compile(rf"^(?:cap|no cap|{_OTHERS} cap|per referral chain cap)\b")


def write_timed_pools(w: World) -> list[str]:
    """Limits of a month, a quarter or a hospital, which timed benefits alone are charged to."""
    if w.timed.random() > 0.5:
        return []
    period = w.timed.choice(PERIODS)
    carried = "" if "hospital" in period else w.timed.choice(("", f",{_carried(w)}", _carried(w)))
    size = w.timed.choice((f"400 yuan {period}", f"{period} 400 yuan"))
    w.timed_pools = ["timed_pool"]
    return [f"pool timed_pool {size}{carried}"]


def write_benefit_year(w: World) -> list[str]:
    """A benefit year that is not the calendar year, mostly none."""
    if w.timed.random() > 0.15:
        return []
    begins, cited = w.timed.choice((7, 10)), w.timed.choice(("", " GP-8"))
    return [f"benefit year {w.timed.choice(('', 'from '))}{begins}-01{cited}"]


def with_stays_across(w: World, text: str) -> str:
    """The text, and mostly not how a stay is settled that lies in two years."""
    if w.timed.random() > 0.15:
        return text
    line = "settled by discharge"
    if "benefit year" not in text and ("per stay" not in text or w.timed.random() < 0.5):
        line = f"split on 31 December{w.timed.choice((',', ''))} one deductible"
        if not goes_on(w):
            return text
    elif "dated by" in text:
        return text
    return f"{text}stay across years {{ {line} }}{w.timed.choice(('', ' GP-9'))}\n"


def with_periods(w: World, name: str, lines: list[str]) -> list[str]:
    """The statements, some with another period."""
    text = "\n".join(lines)
    of_stay = _STAY.search(text) is not None and _NOT_BESIDE.search(text) is not None
    if w.timed.random() > 0.3 or of_stay or name in w.divided:
        return lines
    if "terms by class" not in text and "first of" not in text and w.timed.random() < 0.4:
        rate = ("rate 60%", "rate 40%")
        caps = (f"cap per month 300 yuan{_carried(w)}", "no cap")
        terms = (f"{first}, {second}" for first, second in zip(rate, caps, strict=True))
        when = [line for line in lines if line.startswith("when ")]
        people = w.timed.choice(list(w.people))
        if w.timed.random() < 0.6:
            head = f"class rate cap {w.timed.choice(PERIODS)}"
            rows = (f"{people} 70% 600 yuan", "otherwise 60% no cap")
            return [*when, "terms by class { " + "\n    ".join((head, *rows)) + " }"]
        return [*when, f"for {people}: {next(terms)}", f"otherwise: {next(terms)}"]
    for term in _TERMS:
        period = w.timed.choice(PERIODS)
        changed = [_change(line, term, period) for line in lines]
        # Two caps are of two periods.
        if sum(period in line for line in changed if re.search(rf"\b{term}\b", line)) < 2:
            lines = changed
    if "cap" not in text and w.timed.random() < 0.6:
        period = w.timed.choice(PERIODS[:2])
        lines = [*lines, f"cap 900 yuan {period}{w.timed.choice((',', ''))}{_carried(w)}"]
    if w.timed_pools and "terms by class" not in text and w.timed.random() < 0.5:
        word = w.timed.choice(("counts toward", "charges", "limited by"))
        lines = [*lines, f"{word} {w.timed_pools[0]}"]
    return lines


def _carried(w: World) -> str:
    day = w.timed.choice(("enrolled", "first day of year", "later of (enrolled, 2022-03-01)"))
    return f" carried over within the year from {day}"


def _change(line: str, term: str, period: str) -> str:
    """The line with the period of a term in place of that of a year or a claim."""
    if line.startswith(("when ", "pays when ", "counts when ", "first of", "reading ")):
        return line
    line = re.sub(rf"\b{_OTHERS} {term}\b", f"{period} {term}", line)
    before = rf"(\b{term} (?:[0-9.]+ yuan )?){_OTHERS}\b(?! {_TERMS[term == 'deductible']})"
    return re.sub(before, rf"\g<1>{period}", line)
