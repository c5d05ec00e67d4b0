"""Who counts in each group of each policy, and who is not meant.

In: nothing. Out: `GROUPS`, policy to group to the clause that says who is in it, the identities of
the library that count and those that the document does not mean. Written from the documents. Under
some choice of a reading an identity counts that another leaves out: it counts here.
"""

from typing import Final

from attrs import frozen


@frozen
class GroupOfDocument:
    """Every identity of the library is in one of the two lists."""

    clause: str
    counts: frozenset[str]
    not_meant: frozenset[str]


_LOW: Final = "tekun orphan de_facto_orphan"
_CLASSES: Final = "dibao_class_1 dibao_class_2 dibao_class_3 dibao_class_4"
_MONITORED: Final = "at_risk unstable marginal sudden_hardship"
_EX_POOR: Final = "stable_out_of_poverty out_of_poverty"
_OTHERS: Final = "illness_impoverished preferential severe_disability"
_FULL: Final = "cannot_work severe_mental special_family"
_WRITTEN: Final = {
    "suizhou": {
        "monitored": (
            "SZ-2.1.4",
            "unstable marginal sudden_hardship",
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty at_risk {_EX_POOR}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "special_subsidy": (
            "SZ-2.1.1",
            _FULL,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED} {_EX_POOR}"
            f" severe_hardship {_OTHERS}",
        ),
        "low_income": (
            "SZ-2.5.1",
            "tekun orphan dibao returned_to_poverty unstable marginal sudden_hardship",
            f"de_facto_orphan {_CLASSES} dibao_margin at_risk {_EX_POOR} severe_hardship {_OTHERS}"
            f" {_FULL}",
        ),
        "full_rate": (
            "SZ-2.5.2.2a",
            "tekun orphan",
            f"de_facto_orphan dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED}"
            f" {_EX_POOR} severe_hardship {_OTHERS} {_FULL}",
        ),
    },
    "zhangye": {
        "dibao_any": (
            "ZY-2.0a",
            f"dibao {_CLASSES}",
            f"{_LOW} dibao_margin returned_to_poverty {_MONITORED} {_EX_POOR} severe_hardship"
            f" {_OTHERS} {_FULL}",
        ),
        "classed": (
            "ZY-2.2.2a",
            _CLASSES,
            f"{_LOW} dibao dibao_margin returned_to_poverty {_MONITORED} {_EX_POOR}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "orphans_too": (
            "ZY-2.0a",
            "orphan de_facto_orphan",
            f"tekun dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED} {_EX_POOR}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "at_risk": (
            "ZY-2.0a",
            "at_risk unstable marginal",
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty sudden_hardship {_EX_POOR}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "out_of_poverty": (
            "ZY-2.2.5a",
            _EX_POOR,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "rated": (
            "ZY-3.3.1.1",
            f"tekun dibao {_CLASSES} returned_to_poverty at_risk unstable marginal",
            f"orphan de_facto_orphan dibao_margin sudden_hardship {_EX_POOR} severe_hardship"
            f" {_OTHERS} {_FULL}",
        ),
        "low_income": (
            "ZY-2.0a",
            f"{_LOW} dibao {_CLASSES} returned_to_poverty at_risk unstable marginal"
            " severe_hardship",
            f"dibao_margin sudden_hardship {_EX_POOR} {_OTHERS} {_FULL}",
        ),
    },
    "chongqing": {
        "at_risk_people": (
            "CQ-Q1a",
            _MONITORED,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_EX_POOR} severe_hardship"
            f" {_OTHERS} {_FULL}",
        ),
        "monitored": (
            "CQ-Q1a",
            _MONITORED,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_EX_POOR} severe_hardship"
            f" {_OTHERS} {_FULL}",
        ),
        "seven": (
            "CQ-Q1a",
            f"tekun dibao dibao_margin returned_to_poverty {_MONITORED}",
            f"orphan de_facto_orphan {_CLASSES} {_EX_POOR} severe_hardship {_OTHERS} {_FULL}",
        ),
        "phasing_out": (
            "CQ-3.1a",
            _EX_POOR,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED}"
            f" severe_hardship {_OTHERS} {_FULL}",
        ),
        "tilt_people": (
            "CQ-Q3b",
            f"tekun dibao dibao_margin returned_to_poverty {_MONITORED}",
            f"orphan de_facto_orphan {_CLASSES} {_EX_POOR} severe_hardship {_OTHERS} {_FULL}",
        ),
        "key_people": (
            "CQ-Q7a",
            f"{_LOW} dibao returned_to_poverty",
            f"{_CLASSES} dibao_margin {_MONITORED} {_EX_POOR} severe_hardship {_OTHERS} {_FULL}",
        ),
    },
    "pengshui": {
        "at_risk_people": (
            "PS-2.1a",
            _MONITORED,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_EX_POOR} severe_hardship"
            f" {_OTHERS} {_FULL}",
        ),
        "second_class": (
            "PS-2.1a",
            "dibao returned_to_poverty",
            f"{_LOW} {_CLASSES} dibao_margin {_MONITORED} {_EX_POOR} severe_hardship {_OTHERS}"
            f" {_FULL}",
        ),
        "unnamed_rate": (
            "PS-2.1b",
            _OTHERS,
            f"{_LOW} dibao {_CLASSES} dibao_margin returned_to_poverty {_MONITORED} {_EX_POOR}"
            f" severe_hardship {_FULL}",
        ),
        "assisted": (
            "PS-2.1a",
            f"tekun dibao dibao_margin returned_to_poverty {_MONITORED} {_OTHERS}",
            f"orphan de_facto_orphan {_CLASSES} {_EX_POOR} severe_hardship {_FULL}",
        ),
    },
    "national": {},
}
TREATED_AS: Final = {
    "zhangye": {"orphan": "tekun", "de_facto_orphan": "tekun", "sudden_hardship": "at_risk"},
    "pengshui": {"orphan": "tekun", "de_facto_orphan": "tekun"},
}
"""Who is in no list because another identity is meant with it: ZY-3.3.1.1, ZY-2.0a, PS-2.1a."""

GROUPS: Final = {
    policy: {
        group: GroupOfDocument(clause, frozenset(counts.split()), frozenset(others.split()))
        for group, (clause, counts, others) in groups.items()
    }
    for policy, groups in _WRITTEN.items()
}
