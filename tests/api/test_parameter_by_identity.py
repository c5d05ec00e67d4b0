"""A parameter by identity, where a program meets it: rows are the identities of the rank."""

import pytest

import polc
from polc.inspect.blank_case import blank_case
from polc.inspect.inputs import list_inputs
from polc.inspect.parameter_schema import parameter_schema

TEXT = """policy town "某镇" edition 1
use identities
layers basic
rank tekun > dibao
param share "比例" : rate by identity unspecified
benefit basic "基本医保" per claim { for tekun, dibao rate share }
"""
CLAIM = {"id": "c", "date": "2022-01-02", "kind": "inpatient", "in_policy": "1000.00"}


def settle(share: object, identity: str) -> str:
    case = {
        "year": 2022,
        "parameters": {"share": share},
        "person": {"id": "p", "identities": [identity]},
        "claims": [CLAIM],
    }
    return str(polc.compile(TEXT).settle(case).claims[0].benefits["basic"])


def test_a_figure_for_each_identity_and_year() -> None:
    """1000 × 70% in 2022, whatever 2023 has."""
    years = {"2022": {"tekun": "90%", "dibao": "70%"}, "2023": {"dibao": "60%"}}
    assert settle(years, "dibao") == "700.00"


def test_an_identity_that_the_rank_has_not_is_refused() -> None:
    """`dibo` is a misspelt identity."""
    with pytest.raises(polc.CaseError, match="did you mean `dibao`"):
        settle({"dibo": "70%"}, "dibao")


def test_the_blank_case_and_the_schema_list_the_rank() -> None:
    """Both have a place for each of the two identities, and for no other."""
    plan = polc.compile(TEXT).plan
    assert blank_case((plan,), list_inputs((plan,)))["parameters"] == {
        "share": {"tekun": None, "dibao": None}
    }
    form = parameter_schema(plan.parameters[0])["anyOf"][0]
    assert list(form["properties"]) == ["tekun", "dibao"]
