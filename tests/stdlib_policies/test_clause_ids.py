"""No clause of a document is passed over, and none is cited that it does not have."""

import pytest

from polc.api.loader import stdlib_names
from tests.stdlib_policies.clause_ids import CLAUSE_IDS, clause_ids
from tests.stdlib_texts import stdlib_policy


@pytest.mark.parametrize("name", [name for name in CLAUSE_IDS if name in stdlib_names()])
def test_every_clause_is_accounted_for(name: str) -> None:
    """A rule, something declared, an input, or a reason why there is no rule."""
    letters = CLAUSE_IDS[name][0]
    found = {
        clause.id for clause in stdlib_policy(name).clauses if clause.id.startswith(f"{letters}-")
    }
    assert found == clause_ids(name)


@pytest.mark.parametrize("name", [name for name in CLAUSE_IDS if name in stdlib_names()])
def test_a_clause_without_a_rule_has_a_reason(name: str) -> None:
    """Whoever looks it up is told why."""
    for clause in stdlib_policy(name).clauses:
        assert clause.rules or clause.declared or clause.reason or clause.path, clause.id
