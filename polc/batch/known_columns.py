"""The columns that are known by name: polc's own, Chinese titles, the national platform's two sets.

In: nothing. Out: `KNOWN_COLUMNS`, what a table of each name may carry, each with its place in a
mapping and the names that it is known by, the best first. A name says what a column holds and never
what its codes mean: these differ from province to province, so none is here. Source: the interfaces
2207 and 2304, the settlement table SETL_D, the identities of interface 1101, the cumulated values
of interface 5206.
"""

from collections.abc import Mapping
from typing import Final, Literal

from polc.records.frozen import frozen

Holds = Literal["value", "codes", "division", "list"]


@frozen
class KnownColumn:
    """A `place` in a mapping (`claims.kind`) and the names of the columns that belong there; it
    holds a value as it stands, codes that need a meaning, a code of a division, or is one of a
    list."""

    place: str
    names: tuple[str, ...]
    holds: Holds = "value"


_CLAIMS: Final = (
    KnownColumn("claims.id", ("id", "setl_id", "结算ID", "结算编号")),
    KnownColumn("claims.person", ("person", "psn_no", "人员编号")),
    KnownColumn("claims.visit", ("visit", "mdtrt_id", "就诊ID", "就诊编号")),
    KnownColumn("claims.date", ("date", "dscg_time", "enddate", "endtime", "日期", "出院日期")),
    KnownColumn("claims.admitted", ("admitted", "begntime", "begndate", "入院日期")),
    KnownColumn("claims.settled", ("settled", "setl_time", "结算日期", "结算时间")),
    KnownColumn("claims.total", ("total", "medfee_sumamt", "医疗总费用", "总费用", "医疗费总额")),
    KnownColumn(
        "claims.in_policy",
        ("in_policy", "inscp_scp_amt", "inscp_amt", "政策范围内费用", "符合范围金额"),
    ),
    KnownColumn("claims.hospital", ("hospital", "fixmedins_code", "医院", "定点医药机构编号")),
    KnownColumn("claims.disease", ("disease", "dise_no", "病种", "病种编码")),
    KnownColumn("claims.kind", ("kind", "med_type", "就医类别", "医疗类别"), "codes"),
    KnownColumn(
        "claims.hospital_level",
        ("hospital_level", "dedc_hosp_lv", "医院级别", "起付线医院等级", "hosp_lv", "医院等级"),
        "codes",
    ),
    KnownColumn("claims.place", ("place", "就医地点"), "codes"),
    KnownColumn("claims.place.insured", ("insu_admdvs", "参保区划"), "division"),
    KnownColumn("claims.place.hospital", ("fix_blng_admdvs", "定点归属区划"), "division"),
    KnownColumn("claims.referred", ("referred", "规范转诊", "转诊"), "codes"),
    KnownColumn("claims.continues", ("continues", "refl_old_mdtrt_id", "转诊前就诊ID")),
    KnownColumn("claims.refund.flag", ("refd_setl_flag", "退费结算标志"), "codes"),
    KnownColumn("claims.refund.of", ("reverses", "init_setl_id", "原结算ID")),
    KnownColumn("claims.recorded.basic", ("basic", "hifp_pay", "统筹基金支付")),
    KnownColumn(
        "claims.recorded.critical_illness", ("critical_illness", "hifmi_pay", "大病保险支付")
    ),
    KnownColumn("claims.recorded.assistance", ("assistance", "maf_pay", "医疗救助支付")),
    KnownColumn("claims.only.valid", ("vali_flag", "有效标志"), "codes"),
    KnownColumn("claims.only.scheme", ("insutype", "险种", "险种类型"), "codes"),
    KnownColumn("person.identities", ("psn_type", "人员类别"), "codes"),
    KnownColumn("person.identities", ("sp_psn_type", "特殊人员类型", "identities"), "codes"),
    KnownColumn("person.tier", ("tier", "clct_grde", "缴费档次", "档次"), "codes"),
    KnownColumn("person.residence", ("residence", "户籍"), "codes"),
    KnownColumn("person.born", ("born", "brdy", "出生日期")),
    KnownColumn("person.enrolled", ("enrolled", "参保日期")),
    KnownColumn("person.premium_paid", ("premium_paid", "缴费日期")),
)


_OTHER_LAYERS: Final = tuple(
    KnownColumn("claims.other_payments", names, "list")
    for names in (
        ("cvlserv_pay", "公务员医疗补助支付"),
        ("hifes_pay", "企业补充医疗保险支付"),
        ("hifob_pay", "职工大额医疗费用补助支付"),
        ("hifdm_pay", "伤残人员医疗保障支付"),
        ("othfund_pay", "oth_pay", "其他基金支付"),
    )
)

_PERSON: Final = ("person", "psn_no", "人员编号")
_YEAR: Final = ("year", "年度")

KNOWN_COLUMNS: Final[Mapping[str, tuple[KnownColumn, ...]]] = {
    "claims": (*_CLAIMS, *_OTHER_LAYERS),
    "persons": (
        KnownColumn("persons.person", _PERSON),
        KnownColumn("persons.born", ("born", "brdy", "出生日期")),
        KnownColumn("persons.enrolled", ("enrolled", "参保日期")),
        KnownColumn("persons.premium_paid", ("premium_paid", "缴费日期")),
        KnownColumn("persons.tier", ("tier", "clct_grde", "缴费档次", "档次"), "codes"),
        KnownColumn("persons.residence", ("residence", "户籍"), "codes"),
    ),
    "identities": (
        KnownColumn("identities.person", _PERSON),
        KnownColumn("identities", ("identity", "psn_idet_type", "身份", "人员身份类别"), "codes"),
        KnownColumn("identities.from", ("from", "begntime", "begndate", "开始日期", "开始时间")),
        KnownColumn("identities.to", ("to", "endtime", "enddate", "结束日期", "结束时间")),
        KnownColumn("identities.grade", ("grade", "psn_type_lv", "人员类别等级")),
    ),
    "openings": (
        KnownColumn("openings.person", _PERSON),
        KnownColumn("openings.year", _YEAR),
        KnownColumn("openings.amount", ("amount", "cum", "累计值")),
        KnownColumn("openings.sum", ("sum", "cum_type_code", "累计类别代码"), "codes"),
    ),
    "regions": (
        KnownColumn("regions.year", _YEAR),
        KnownColumn("regions.division", ("division", "admdvs", "区划", "行政区划")),
        KnownColumn(
            "regions.rural_income_last_year",
            ("rural_income_last_year", "上年度农村居民人均可支配收入"),
        ),
    ),
}
"""By the name of the table."""

KNOWN_TOTALS: Final = (
    (
        ("medfee_sumamt", "医疗费总额"),
        (
            ("fund_pay_sumamt", "基金支付总额"),
            ("psn_part_amt", "psn_pay", "个人负担"),
            ("hosp_part_amt", "ownpay_hosp_part", "医院负担"),
        ),
    ),
)
"""Sums, each with its parts, that hold in a row where all of their columns are there."""


def find_column(names: tuple[str, ...], columns: tuple[str, ...]) -> str | None:
    """The column that is known by one of these names, by the best of them; capitals and blanks
    around it do not matter."""
    written = {column.strip().casefold(): column for column in reversed(columns)}
    return next((written[name] for name in map(str.casefold, names) if name in written), None)
