"""Policies of households: terms of the year made terms of the household, an example with members.

In: a generated policy. Out: the same with these, as text; no case of one person settles under it.
"""

import re
from random import Random
from typing import Final

from attrs import evolve

from tests.generators.policies.write import Written

_TERM: Final = re.compile(
    r"(?m)^(?P<line>\s*(?:deductible|cap|pool)\b[^,;{\n]*?)"
    r"(?<!hospital )(?P<period>per person per year|per year)\b"
)
_BANDS: Final = re.compile(
    r"\bbands per year \{|\bbands (?P<table>\{(?:[^{}]|\{[^{}]*\})*\}) per year\b"
)
_COUNTED: Final = re.compile(
    r"(?m)\bper year counted at most (?P<before>[^;\n]*?)(?P<tail> GB-3)?(?=\s*$|;)"
    r"|\bcounted at most (?P<amount>[^;\n]*?) per year\b"
)
_EXAMPLE: Final = """
example "一户" {
  member first {
    person;
    claim a 2023-03-01 inpatient { in_policy 1000 yuan };
    opening { };
  }
  member second { claim b 2023-03-02 inpatient { in_policy 1000 yuan } opening { } person }
  expect a.remaining 0 yuan
}
"""


def _along_all(found: re.Match[str]) -> str:
    if found["table"] and Random(found["table"]).random() >= 0.5:
        return f"bands {found['table']} per household per year"
    return f"bands per household per year {found['table'] or '{'}"


def _of_all(found: re.Match[str]) -> str:
    amount = found["amount"] or found["before"]
    return f"counted at most {amount} per household per year{found['tail'] or ''}"


def of_household(written: Written, chance: Random) -> Written:
    """The policy with most of its terms of the year made terms of the household."""

    def change(found: re.Match[str]) -> str:
        if chance.random() < 0.2:
            return found[0]
        return found["line"] + "per household per year"

    text = _TERM.sub(change, written.files[written.policy])
    if chance.random() < 0.9:
        text = _COUNTED.sub(_of_all, _BANDS.sub(_along_all, text))
    return evolve(written, files={**written.files, written.policy: text + _EXAMPLE})
