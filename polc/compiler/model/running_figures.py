"""The names that the language gives beside the fields of a case: the figures of a settlement so
far, what may be asked of an earlier benefit, the results that an example expects.

In: nothing. Out: their words in either language: what may not be declared, what a value comes to,
and how `fmt` writes it in the other language, are read from these tables.
"""

from typing import Final, Literal

FigureKind = Literal["money", "date", "count"]
FigureName = Literal["remaining", "own_cost", "year", "date", "first_day", "last_day", "age"]

FIGURE_WORDS: Final[dict[str, tuple[FigureKind, FigureName]]] = {
    "remaining": ("money", "remaining"),
    "剩余政策范围内费用": ("money", "remaining"),
    "余额": ("money", "remaining"),
    "own_cost": ("money", "own_cost"),
    "个人负担费用": ("money", "own_cost"),
    "first_day_of_year": ("date", "first_day"),
    "年度首日": ("date", "first_day"),
    "last_day_of_year": ("date", "last_day"),
    "年度末日": ("date", "last_day"),
    "age": ("count", "age"),
    "年龄": ("count", "age"),
    "year": ("count", "year"),
    "年度": ("count", "year"),
}
"""A count may be the key of a table."""

LEFT_TO_POLICIES: Final = frozenset(("age", "年龄", "余额"))
"""Those that a policy may declare itself: its own stands for the word then."""

PART_WORDS: Final = {
    "基数": "base",
    "起付线": "deductible",
    "起付线内": "deducted",
    "封顶前": "before_cap",
    "超限额部分": "cut_off",
    "封顶线以上费用": "above_cap",
    "已付": "paid",
    "支付后剩余": "left",
}
"""What can be asked of an earlier benefit."""

RESULT_WORDS: Final = {
    "剩余政策范围内费用": "remaining",
    "余额": "remaining",
    "个人负担费用": "patient_pays",
    "适用身份": "identity",
    "支付主体": "payer",
    "入院时应缴": "due_at_admission",
    "出院时应缴": "due_at_discharge",
}
"""What a settlement says of every claim, as an example expects it."""

UNKNOWN_WORDS: Final = {"无法确定": "undetermined"}
"""What an example expects of a result that hangs on what its case does not say."""

DAY_WORDS: Final = {
    "出院日": "discharge",
    "就医日": "date",
    "入院日": "admission",
    "结算日": "settlement",
}
"""The days of a claim by which rules may be looked up."""

OPENING_WORDS: Final = {"已付": "paid", "累计额": "line", "已承担": "borne"}
"""What an opening tells of a benefit."""

BEARER_WORDS: Final = {"医疗机构": "institution"}
"""Who may bear what lies over a limit, by a name of the language."""
