"""The tables of results and their columns.

In: a policy. Out: by the name of a table its schema, as Arrow has it. Amounts are decimals in yuan;
what is not known is empty.
"""

from typing import Any

from polc.api.policy import Policy


def find_benefits(policy: Policy) -> tuple[str, ...]:
    """The benefits of a claim."""
    return tuple(benefit.id for benefit in policy.plan.benefits if benefit.per == "claim")


def make_schemas(policy: Policy, *, by_household: bool) -> dict[str, Any]:
    """The tables, in the order of their names in the documentation; each row says of which
    household the person is where those are settled together."""
    import pyarrow as pa

    text, money, count = pa.string(), pa.decimal128(18, 2), pa.int64()
    of_whom = [("person", text), ("year", pa.int32())]
    if by_household:
        of_whom.append(("household", text))
    amounts = [(name, money) for name in find_benefits(policy)]
    of_year: dict[str, Any] = {}
    for benefit in policy.plan.benefits:
        if benefit.per != "claim":
            of_year |= dict.fromkeys(benefit.outputs, money)
            # Who pays is named by a text.
            of_year |= {benefit.payer: text} if benefit.payer else {}
    schemas: dict[str, list[tuple[str, Any]]] = {
        "claims": [
            ("row", count), *of_whom, ("claim", text), ("date", text), ("identity", text),
            *amounts, ("remaining", money), ("patient_pays", money), ("payer", text),
        ],
        "taken_back": [
            ("row", count), *of_whom, ("claim", text), ("what", text), ("other", text),
        ],
        "person_years": [*of_whom, *of_year.items()],
        "alerts": [*of_whom, ("alert", text), ("on", text)],
        "adjustments": [
            *of_whom, ("claim", text), ("for", text), ("benefit", text), ("amount", money),
        ],
        "undetermined": [*of_whom, ("output", text), ("missing", text)],
        "refused": [
            ("row", count), ("person", text), ("claim", text), ("place", text), ("code", text),
            ("reason", text),
        ],
        "remarks": [
            ("row", count), ("person", text), ("column", text), ("code", text), ("remark", text),
        ],
    }  # fmt: skip
    return {name: pa.schema(fields) for name, fields in schemas.items()}
