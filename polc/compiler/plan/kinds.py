"""The kind of node that holds a value of each kind of the typed program."""

from collections.abc import Mapping

from polc.compiler.plan.nodes import Kind

NODE_KINDS: Mapping[str, Kind] = {
    "money": "money",
    "none": "money",
    "rate": "rate",
    "points": "rate",
    "count": "count",
    "date": "date",
    "days": "count",
    "months": "count",
    "flag": "flag",
    "choice": "choice",
    "bands": "bands",
}
