"""No output of a Chinese run has an English word that is not a name.

Names are what the files at hand call things (policies, mappings, tables, cases), the words of the
command line, dotted paths of JSON, codes of messages, and what stands in backticks.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from polc.api.loader import STDLIB
from polc.cli.main import VERBS
from polc.compiler.format.format import format_text
from polc.compiler.report.codes import CODES
from polc.compiler.report.source import SourceText
from polc.runtime.errors import CODES as REFUSALS
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from tests.audit.town import HEADER, MAPPING, POLICY
from tests.cli.invoke import CASE, ROOT, run

NAMES = frozenset(
    {"polc", "pol", "JSON", "TOML", "UTF", "Parquet", "csv", "parquet", "xlsx", "toml", "json"}
    | {"HTTP"}
    | {*VERBS, *CODES, *REFUSALS, *(field.name for field in FIELDS), *CHINESE_CHOICES.values()}
    | {"remaining", "layers", "rank", "dated_by", "not_read", "bad_row", "refused_with", "seq"}
    | {"in_force", "departs"}
)
CODE = re.compile(
    r"`[^`]*`|stdlib:\S+|#:schema .*|::[^:]*::|^ *\d+ \| .*$"
    r"|--?[a-z]+(?:-[a-z]+)*|\w+(?:\[\d+\])?(?:\.\w+)+|<[^>]*>",
    re.MULTILINE,
)
"""Besides code: places of files, directives for editors and GitHub, quoted lines of files, options,
paths of JSON, marks of a page."""
WORD = re.compile(r"[A-Za-z]\w+", re.ASCII)
TABLE = """id,person,kind,identity,date,hospital,in_policy,basic,help,refund
a,p,21,7,2022-03-01,H1,3500,1800,900,
b,q,21,1,2022-03-01,H1,1500,700,0,
c,r,21,7,2022-04-01,H1,x,0,,
d,r,99,7,2022-04-01,H1,400,0,0,
e,r,21,7,2022-05-01,H1,400,0,0,a
"""
OTHER_CASE = {
    "person": {"identities": ["dibao"]},
    "claims": [
        {"id": "one", "date": "2022-03-01", "kind": "inpatient", "in_policy": "9000.00"},
        {"id": "two", "date": "2022-04-01", "kind": "outpatient", "in_policy": "2000.00"},
    ],
}
WRONG_CASE = {
    "persn": {},
    "person": {"identities": ["dibao", "nobody"], "born": "yesterday"},
    "claims": [
        {"id": "one", "date": "2022-03-01", "kind": "inpatint", "in_policy": "9,000"},
        {"id": "one", "date": "2023-13-01", "in_policy": -5, "total": 1.234},
    ],
}
BROKEN = """政策 town “某镇” 版次 1
引入 identities
支付次序 basic > help
人群 poor = diabo
待遇 basic "基本" 每笔结算 { 起付线 500元  比例 60% 比例 70% }
待遇 help "救助" 每笔结算 { 对象 低保对象 比例 7O% }
算例 "一" { 人员 低保对象 就医 2022-03-01 { 政策范围内费用 1,000元 } 应得 basic 1元 }
"""
FAILING = """
算例 "不对的" {
  人员 低保对象
  就医 2022-03-01 住院 { 政策范围内费用 9000元 }
  应得 basic 1元
  应得 help 无法确定
}
"""


@cache
def in_chinese(text: str) -> str:
    """The policy with Chinese keywords."""
    told, _ = format_text(SourceText("made", text), "zh")
    assert told is not None
    return told


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A town and its bureau's table, the library in Chinese, cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLC_LANGUAGE", "zh")
    town = in_chinese(POLICY)
    Path("town.pol").write_text(town, encoding="utf-8")
    Path("failing.pol").write_text(town.replace("town", "failing") + FAILING, encoding="utf-8")
    draft = town.replace("60%", "65%").replace("1000", "2000")
    Path("draft.pol").write_text(draft, encoding="utf-8")
    Path("broken.pol").write_text(BROKEN, encoding="utf-8")
    for name in ("suizhou", "pengshui", "chongqing"):
        Path(f"{name}.pol").write_text(
            in_chinese((STDLIB / f"{name}.pol").read_text(encoding="utf-8")), encoding="utf-8"
        )
    Path("town.toml").write_text(MAPPING, encoding="utf-8")
    Path("broken.toml").write_text("[claims\n", encoding="utf-8")
    Path("odd.toml").write_text('[claims]\nid = "id"\nnope = 1\n', encoding="utf-8")
    Path("claims.csv").write_text(TABLE, encoding="utf-8")
    Path("dibao.json").write_text(CASE.read_text(encoding="utf-8"), encoding="utf-8")
    places = (ROOT / "examples" / "three-places.json").read_text(encoding="utf-8")
    Path("places.json").write_text(places, encoding="utf-8")
    Path("case.json").write_text(json.dumps(OTHER_CASE), encoding="utf-8")
    Path("wrong.json").write_text(json.dumps(WRONG_CASE), encoding="utf-8")
    Path("no.json").write_text('{"claims": [}', encoding="utf-8")
    Path("list.json").write_text('{"claims": 5, "person": []}', encoding="utf-8")


WORDS = (
    "settle suizhou.pol dibao.json --explain",
    "settle suizhou.pol dibao.json --all-readings",
    "settle suizhou.pol dibao.json --require remaining",
    "settle suizhou.pol places.json --explain --usual",
    "settle suizhou.pol,pengshui.pol places.json --compare",
    "settle town.pol case.json --explain",
    "settle town.pol case.json --all-readings",
    "settle town.pol wrong.json",
    "settle town.pol no.json",
    "settle town.pol list.json",
    "settle town.pol nowhere.json",
    "settle town.pol case.json --reading nope=a",
    "settle town.pol case.json --reading year_line=a",
    "settle town.pol case.json --param nope=1",
    "settle town.pol case.json --params broken.toml",
    "settle town.pol case.json --jobs 1000",
    "settle town.pol case.json --compare",
    "settle broken.pol case.json",
    "check",
    "check broken.pol --format github",
    "check suizhou.pol pengshui.pol",
    "check nowhere.pol",
    "test suizhou.pol --coverage",
    "test failing.pol",
    "fmt --check",
    "fmt broken.pol",
    "show suizhou.pol",
    "show suizhou.pol --what params",
    "show suizhou.pol --what readings",
    "show suizhou.pol --what inputs",
    "show suizhou.pol --what clauses",
    "show pengshui.pol --what deadlines --month 2023-10",
    "show pengshui.pol --what deadlines --month 2099-10",
    "show pengshui.pol --what deadlines --month 13",
    "diff town.pol draft.pol",
    "diff town.pol draft.pol --population claims.csv --map town.toml",
    "diff town.pol draft.pol --population claims.csv",
    "batch town.pol claims.csv out --map town.toml",
    "batch town.pol claims.csv out --map odd.toml",
    "batch town.pol claims.csv out --map broken.toml",
    "batch town.pol claims.csv out --map town.toml --strict",
    "batch town.pol claims.csv out --map town.toml --explain a",
    "batch town.pol claims.csv out --map town.toml --explain zzz",
    "batch town.pol nowhere.csv out --map town.toml",
    "audit town.pol claims.csv out --map town.toml",
    "sample town.pol made --persons 50 --cover",
    "sample town.pol town.pol",
    "map claims.csv",
    "new town",
    "new another",
    "new 1",
    "explain nope",
    "explain too_many_parts",
    "explain framework",
    "explain",
    "remove",
    "",
)


@pytest.mark.parametrize("words", WORDS)
def test_a_chinese_run_has_no_english_word(words: str) -> None:
    """What is printed, on either stream."""
    done = run(*words.split())
    told = done.stdout + done.stderr
    assert told
    known = NAMES | names_at_hand() | set(WORD.findall(words)) | {"nope"}
    left = [word for word in WORD.findall(CODE.sub(" ", told)) if word not in known]
    assert sorted(set(left)) == [], told


def names_at_hand() -> set[str]:
    """Every word of the files of the folder."""
    found = {*WORD.findall(HEADER), *library_words()}
    for path in Path().iterdir():
        if path.is_file() and path.suffix != ".txt":
            found.update(WORD.findall(path.read_text(encoding="utf-8")))
            found.update(WORD.findall(path.name))
    return found


@cache
def library_words() -> frozenset[str]:
    """What the library calls things, where its keywords are Chinese."""
    texts = (in_chinese(path.read_text(encoding="utf-8")) for path in STDLIB.glob("*.pol"))
    return frozenset(word for text in texts for word in WORD.findall(text))
