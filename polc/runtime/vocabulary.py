"""The words every policy shares: fields of a case, places, kinds of care.

In: nothing. Out: `FIELDS`, what a claim, a person and a region may carry, with
the Chinese names a `.pol` file may use, the value a field has when a case leaves
it out, and the platform's column names. Source: the case format of the contract.
"""

from typing import Final, Literal

from polc.messages.text import say
from polc.records.frozen import frozen

Scope = Literal["claim", "person", "region", "paid"]
FieldKind = Literal["money", "count", "flag", "date", "choice", "text"]


@frozen
class Field:
    """One input: `kind` money is fen, date a proleptic ordinal, flag 0 or 1.

    `default` is the value when the case leaves the field out; None: no default.
    `choices` are the ids a `choice` may take; its value is their index. `opens` is the benefit
    of which it says what was paid before the first claim, in the year `opens_year` or in any.
    Of an `open` choice a case gives any text: what is none of the others is the last.
    An `optional` field may be none: what is compared with it then is false.
    """

    scope: Scope
    name: str
    chinese: tuple[str, ...]
    kind: FieldKind
    choices: tuple[str, ...] = ()
    default: int | None = None
    alias: str | None = None
    opens: str = ""
    opens_year: int | None = None
    open: bool = False
    optional: bool = False


PLACES: Final = ("in_county", "in_city", "in_province", "elsewhere")
"""Each inside the next."""

PLACE_FIELDS: Final = ("place", "insured_at")
"""Fields that are one of the places."""

KINDS: Final = (
    "inpatient",
    "outpatient",
    "outpatient_chronic",
    "outpatient_major",
    "negotiated_drug",
    "two_disease_drug",
)

CHINESE_CHOICES: Final[dict[str, str]] = {
    "县内": "in_county",
    "市内": "in_city",
    "省内": "in_province",
    "省外": "elsewhere",
    "住院": "inpatient",
    "普通门诊": "outpatient",
    "门诊慢特病": "outpatient_chronic",
    "重特大疾病门诊": "outpatient_major",
    "谈判药": "negotiated_drug",
    "两病用药": "two_disease_drug",
    "农村": "rural",
    "城镇": "urban",
}

FIELDS: Final[tuple[Field, ...]] = (
    Field("claim", "date", ("日期",), "date", alias="dscg_time"),
    Field("claim", "admitted", ("入院日期",), "date", alias="begntime"),
    Field("claim", "settled", ("结算日期",), "date", alias="setl_time"),
    Field("claim", "kind", ("就医类别",), "choice", KINDS),
    Field("claim", "place", ("就医地点",), "choice", PLACES),
    Field("claim", "hospital_level", ("医院级别",), "count"),
    Field("claim", "hospital", ("医院",), "text"),
    Field("claim", "referred", ("规范转诊", "转诊"), "flag"),
    Field("claim", "base_referral", ("基层首诊转诊",), "flag"),
    Field("claim", "designated", ("定点",), "flag", default=1),
    Field("claim", "emergency", ("急诊",), "flag", default=0),
    Field("claim", "valid_papers", ("有效证件",), "flag", default=1),
    Field("claim", "special_disease", ("特殊疾病",), "flag", default=0),
    Field("claim", "county_hospital", ("县级医院",), "flag"),
    Field("claim", "disease", ("病种",), "text"),
    Field("claim", "total", ("医疗总费用", "总费用"), "money", alias="medfee_sumamt"),
    Field("claim", "in_policy", ("政策范围内费用", "政策范围内"), "money", alias="inscp_scp_amt"),
    Field("claim", "in_policy_last_year", ("上年度政策范围内费用",), "money"),
    Field("person", "born", ("出生日期",), "date"),
    Field("person", "enrolled", ("参保日期",), "date"),
    Field("person", "recognised", ("认定日期",), "date"),
    Field("person", "residence", ("户籍",), "choice", ("rural", "urban")),
    Field("person", "tier", ("档次",), "count"),
    Field("person", "premium_paid", ("缴费日期",), "date"),
    Field("person", "insured_at", ("参保地",), "choice", PLACES),
    Field(
        "region",
        "rural_income_last_year",
        ("上年度农村居民人均可支配收入",),
        "money",
    ),
    Field("region", "treat_first_pay_later", ("先诊疗后付费",), "flag"),
)

CASE_WORDS: Final[dict[str, str]] = {
    "政策": "policy",
    "年度": "year",
    "待遇年度": "year",
    "参数": "parameters",
    "理解": "readings",
    "口径": "readings",
    "统筹地区": "region",
    "地区": "region",
    "人员": "person",
    "身份": "identities",
    "就医": "claims",
    "就医记录": "claims",
    "期初": "opening",
    "已支付": "paid",
    "编号": "id",
    "自": "from",
    "至": "to",
    "等级": "grade",
}
"""What a case calls what a policy and a document call so; fields by their own titles."""

CLAIM_WORDS: Final[dict[str, str]] = {
    "就诊编号": "visit",
    "转自": "continues",
    "冲销": "reverses",
    "同日次序": "seq",
}
"""What a claim of an example says beside the fields: no rule computes with it."""

MAY_BE_DECLARED: Final = ("born",)
"""Fields that a policy may declare as they are: files did so before every case had them."""

GIVEN_ALIASES: Final[dict[str, str]] = {
    "hifp_pay": "basic",
    "hifmi_pay": "critical_illness",
    "maf_pay": "assistance",
}
"""Columns of the national platform that give a layer's payment."""

CODED_COLUMNS: Final[dict[str, str]] = {"hosp_lv": "hospital_level"}
"""Columns of the national platform whose codes mean one thing here and another there, and the
fields that they are about."""


def in_municipality(name: str, choice: int) -> int:
    """The value of a field in a municipality, where the province is the city: of a place, the
    city for the province; any other as it is."""
    if name in PLACE_FIELDS and choice == PLACES.index("in_province"):
        return PLACES.index("in_city")
    return choice


def find_field(word: str) -> Field | None:
    """The field with this English id or Chinese name, or None."""
    return _BY_WORD.get(word)


_BY_WORD: Final = {word: field for field in FIELDS for word in (field.name, *field.chinese)}

SCOPE_NAMES: Final = {
    "claim": say("claim"),
    "person": say("person"),
    "region": say("region"),
    "person_year": say("person's year"),
}
"""What messages call that which has the fields."""
