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


def of_household(written: Written, chance: Random) -> Written:
    """The policy with most of its terms of the year made terms of the household."""

    def change(found: re.Match[str]) -> str:
        if chance.random() < 0.2:
            return found[0]
        return found["line"] + "per household per year"

    text = _TERM.sub(change, written.files[written.policy])
    return evolve(written, files={**written.files, written.policy: text + _EXAMPLE})
