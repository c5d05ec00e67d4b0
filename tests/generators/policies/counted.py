"""What a benefit of stays counts along the year: `bands … per year`, `counted at most`."""

import re
from typing import Final

from tests.generators.policies.world import World

_OF_EACH: Final = re.compile(r"deductible per (stay|claim|referral chain)|per \w+ deductible")
_OF_YEAR: Final = re.compile(r"per year|deductible \{")
_MODE: Final = ("cumulated", "start again")


def count_along_year(w: World, lines: list[str]) -> list[str]:
    """The lines, now and then with what counts along the year where their deductible admits it."""
    if any(line.startswith(_MODE) for line in lines):
        return lines
    deductibles = [line for line in lines if "deductible" in line.split("edges")[0]]
    if any(_OF_YEAR.search(line.partition(", at")[0]) for line in deductibles):
        return lines
    if not all(_OF_EACH.search(line) for line in deductibles):
        return lines
    found = [_along_year(w, line) for line in lines]
    if w.paired.random() < (0.6 if deductibles else 0.2):
        rounded = w.paired.choice(("", "", ", rounded to 1 yuan"))
        most = f"{w.paired.randrange(100, 9000)} yuan{rounded}"
        spelt = (f"counted at most {most} per year", f"per year counted at most {most}")
        found.append(w.paired.choice(spelt) + w.paired.choice(("", " GB-3")))
    return found


def _along_year(w: World, line: str) -> str:
    """Bands of figures along the year, in one of both places."""
    if not line.startswith("bands {") or "edges" in line or w.paired.random() < 0.1:
        return line
    if w.paired.random() < 0.5:
        return line.replace("bands {", "bands per year {", 1)
    table, closed, tail = line.rpartition("}")
    return f"{table}{closed} per year{tail}"
