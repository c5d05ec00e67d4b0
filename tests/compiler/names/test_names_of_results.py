"""A benefit may not be called by a name that every settlement uses itself."""

import pytest

import polc

TEXT = (
    'policy town "某镇"\nlayers {0}\nbenefit {0} "待遇" per claim {{ base own_cost  rate 50% }}\n'
)


@pytest.mark.parametrize("name", ["remaining", "patient_pays", "identity", "payer", "outside"])
def test_a_name_of_every_settlement(name: str) -> None:
    """It is an error of the policy, with a way out."""
    with pytest.raises(polc.PolicyError) as refusal:
        polc.compile(TEXT.format(name), name="town.pol")
    assert [diagnostic.code for diagnostic in refusal.value.diagnostics] == ["reserved_name"]


def test_another_name() -> None:
    """Any other name is the author's to choose."""
    assert polc.compile(TEXT.format("basic"), name="town.pol").name == "town"
