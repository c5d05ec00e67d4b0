"""A town's policy, its bureau's table and the mapping between them, for the tests of the room."""

from pathlib import Path

POLICY = """policy town "试点" edition 1
use identities
layers basic > help
benefit basic "基本" per claim { deductible per year 500 yuan  rate 60% }
benefit help "救助" per claim { for dibao  rate 70%  cap 1000 yuan per year }
"""

HEADER = (
    "SETL_ID,PSN_NO,MED_TYPE,PSN_TYPE,ENDDATE,INSCP_AMT,MEDFEE_SUMAMT,HIFP_PAY,VALI_FLAG,"
    "REFD_SETL_FLAG,INIT_SETL_ID,INSU_ADMDVS,FIX_BLNG_ADMDVS,BALC"
)

ROWS = (
    "s2,p1,21,7,2022-05-01,1000.00,1200.00,600,1,0,,421300,420100,0",
    "s3,p2,21,1,2022/3/1,400.00,400.00,0,1,0,,421300,421300,0",
    "s1,p1,21,7,20220301,1500.00,1500.00,600,1,0,,421300,421300,0",
    "s4,p2,21,1,2022-04-01,9999.00,9999.00,0,0,0,,421300,421300,0",
)

MAPPING = """not_read = ["BALC"]
[claims]
id = "SETL_ID"
person = "PSN_NO"
date = "ENDDATE"
in_policy = "INSCP_AMT"
total = "MEDFEE_SUMAMT"
kind = { column = "MED_TYPE", codes = { 21 = "inpatient", 11 = "普通门诊" } }
place = { insured = "INSU_ADMDVS", hospital = "FIX_BLNG_ADMDVS" }
refund.of = "INIT_SETL_ID"
refund.flag = { column = "REFD_SETL_FLAG", codes = { 0 = "no", 1 = "yes" } }
recorded = { basic = "HIFP_PAY" }
[claims.only.valid]
column = "VALI_FLAG"
codes = { 0 = "drop", 1 = "keep" }
[[person.identities]]
column = "PSN_TYPE"
codes = { 1 = "none", 7 = "低保对象" }
"""


def write_town(folder: Path, rows: tuple[str, ...] = ROWS, encoding: str = "utf-8") -> None:
    """`town.pol`, `town.toml` and `claims.csv`."""
    (folder / "town.pol").write_text(POLICY, encoding="utf-8")
    (folder / "town.toml").write_text(MAPPING, encoding="utf-8")
    text = "\n".join((HEADER, *rows)) + "\n"
    (folder / "claims.csv").write_text(text, encoding=encoding)
