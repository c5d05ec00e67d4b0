"""Every identity of the library counts in a group, or is not meant by it, as the documents say."""

import re
from pathlib import Path

import pytest

import polc
from tests.stdlib_policies.identity_groups import GROUPS, TREATED_AS
from tests.stdlib_texts import stdlib_policy

FOLDER = Path(polc.__file__).parent / "stdlib_policies"
LIBRARY = frozenset(
    re.findall(r"^identity (\w+)", (FOLDER / "identities.pol").read_text("utf-8"), re.MULTILINE)
)
LISTED = [(policy, group) for policy, groups in GROUPS.items() for group in groups]


@pytest.mark.parametrize("name", list(GROUPS))
def test_every_group_is_listed(name: str) -> None:
    """Those that the policy's own file declares; the national framework has none."""
    written = (FOLDER / f"{name}.pol").read_text("utf-8")
    declared = re.findall(r"^ *(?:replace )?group (\w+)", written, re.MULTILINE)
    assert set(declared) == set(GROUPS[name])


@pytest.mark.parametrize(("policy", "group"), LISTED)
def test_who_counts(policy: str, group: str) -> None:
    """The members under any choice of readings, and all others of the library."""
    found = next(
        cited
        for cited in stdlib_policy(policy).program.cited
        if cited.what == "group" and cited.origin.rule == group
    )
    listed = GROUPS[policy][group]
    assert listed.counts | listed.not_meant == LIBRARY
    assert not listed.counts & listed.not_meant
    assert frozenset(found.members) & LIBRARY == listed.counts
    assert found.origin.clauses[0] == listed.clause


@pytest.mark.parametrize("policy", list(TREATED_AS))
def test_who_is_treated_as_another(policy: str) -> None:
    """Under some choice of readings whoever holds the one holds the other too."""
    program = stdlib_policy(policy).program
    treated = {
        (identity, rule.treated_as)
        for rule in program.equivalences
        for identity, _ in rule.people.members
    }
    assert set(TREATED_AS[policy].items()) <= treated


@pytest.mark.parametrize("word", ["易返贫致贫人口", "监测对象", "低收入人口"])
def test_the_umbrella_words_of_chongqing_are_identities(word: str) -> None:
    """Whoever is recognised by the word alone is inside the seven: 320 × 70% = 224."""
    parameters = {"premium": "320.00", "premium_tier_2": "695.00", "transition_end": "2025-12-31"}
    person = {"identities": [word], "tier": 1, "premium_paid": "2022-01-20"}
    case = {"year": 2022, "parameters": parameters, "person": person, "claims": []}
    found = stdlib_policy("chongqing").settle(case).to_dict()["person_year"]
    assert found["premium_subsidy"] == "224.00"
