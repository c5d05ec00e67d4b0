"""Terms written class by class are the tables by identity that they stand for."""

import pytest

from polc.compiler.report.source import SourceText
from polc.compiler.syntax.builders.build_file import build_file
from polc.compiler.syntax.nodes.items import File
from polc.compiler.syntax.parse import parse

HEAD = """policy town "城" edition 1
use identities
rank tekun > dibao
layers basic
benefit basic "基本" per claim {
"""

BY_TERM = """  for tekun, dibao, orphan
  deductible per year { tekun: 0 yuan; dibao, orphan: 1800 yuan }
  rate { tekun: 90%; dibao, orphan: 70% }
  cap per year { tekun: none; dibao, orphan: 5万元 }
"""

BY_CLASS = {
    "lines": """  for tekun: no deductible, rate 90%, no cap
  for dibao, orphan: deductible per year 1800 yuan, rate 70%, cap 5万元 per year
""",
    "lines in another order": """  for tekun: no deductible, rate 90%, no cap
  for dibao, orphan: per year cap 5万元, rate 70%, deductible 1800 yuan per year
""",
    "a matrix with blanks": """  terms by class {
    class  deductible per year  rate  cap per year
    tekun  no deductible  90%  no cap
    dibao, orphan  1800 yuan  70%  5万元
  }
""",
    "a matrix with tabs, as it is pasted": """  terms by class {
class\tdeductible per year\trate\tcap per year
tekun\t0元\t90%\tnone
dibao, orphan\t1800元\t70%\t50000元
  }
""",
    "a matrix with bars": """  terms by class {
    | class         | deductible per year | rate | cap per year |
    | tekun         | no deductible       | 90%  | no cap       |
    | dibao, orphan | 1800 yuan           | 70%  | 5万元        |
  }
""",
    "a matrix whose head begins with periods": """  terms by class {
    per year deductible | rate | per year cap
    tekun | no deductible | 90% | no cap
    dibao, orphan | 1800 yuan | 70% | 5万元
  }
""",
    "a matrix with a period behind a rate, which has none": """  terms by class {
    class | deductible per year | rate | per year cap
    tekun | no deductible | 90% | no cap
    dibao, orphan | 1800 yuan | 70% | 5万元
  }
""",
    "Chinese": """  分类待遇 {
    人员 年度 起付标准 救助比例 年度 封顶线
    tekun 不设起付线 90% 不设封顶线
    dibao, orphan 1800元 70% 5万元
  }
""",
    "a matrix with a line below its head": """  terms by class {
    | class         | deductible per year | rate  | cap per year |
    |:--------------|---------------------|------:|:------------:|
    | tekun         | no deductible       | 90%   | no cap       |
    | dibao, orphan | 1800 yuan           | 70%   | 5万元        |
  }
""",
    "units in the head": """  分类待遇 {
    救助对象	起付标准（元/年）	支付比例（%）	封顶线（单位：万元） 每年
    tekun	0	90	不封顶
    dibao、orphan	1800	70	5.0
  }
""",
    "periods behind the figures": """  分类待遇 {
    人员类别	起付标准	支付比例	封顶线
    tekun	不设起付线	90%	不封顶
    dibao、orphan	1800元/年	70%	5万元/年
  }
""",
    "rows that do not end their lines": """  terms by class { class deductible per year
    rate cap per year tekun no deductible 90% no cap dibao
    , orphan 1800 yuan 70%
    5万元 }
""",
    "a line and a row": """  for tekun: no deductible, rate 90%, no cap
  terms by class {
    class  deductible per year  rate  cap per year
    dibao, orphan  1800 yuan  70%  5万元
  }
""",
}


def read(lines: str) -> File:
    """The syntax of a policy with these lines."""
    source = SourceText("town.pol", HEAD + lines + "}\n")
    tree, mistakes = parse(source)
    assert mistakes == ()
    assert tree is not None
    file, found = build_file(source, tree)
    assert found == ()
    return file


@pytest.mark.parametrize("lines", BY_CLASS.values(), ids=BY_CLASS)
def test_they_are_tables(lines: str) -> None:
    """The same syntax, places in the text apart."""
    assert read(lines) == read(BY_TERM)


def test_everybody_else() -> None:
    """`otherwise` is the rest of each table; the benefit says no people, and is for everyone."""
    lines = "  for tekun: rate 90%\n  otherwise: rate 50%\n"
    assert read(lines) == read("  rate { tekun: 90%; otherwise: 50% }\n")


def test_people_of_their_own() -> None:
    """Where the benefit has a `for`, the lines add none."""
    lines = "  for tekun, dibao\n  for tekun: rate 90%\n  otherwise: rate 50%\n"
    table = "  for tekun, dibao\n  rate { tekun: 90%; otherwise: 50% }\n"
    assert read(lines) == read(table)


def test_a_row_has_the_clause_of_its_line() -> None:
    """And the people cite all of them."""
    lines = '  for tekun: rate 90% XY-1\n  for dibao: rate 70% "二" XY-2\n'
    table = (
        '  for tekun, dibao XY-1, cite "二" XY-2\n'
        '  rate { tekun: 90% XY-1; dibao: 70% "二" XY-2 }\n'
    )
    assert read(lines) == read(table)


@pytest.mark.parametrize(
    "rows",
    [
        'class rate clause\n tekun 90% XY-1\n dibao 70% "二" XY-2',
        '|class|clause|rate|\n|-|-|-|\n|tekun|XY-1|90%|\n|dibao|"二" XY-2|70%|',
        "人员	比例	依据\ntekun	90%	XY-1\ndibao	70%	“二” XY-2",
    ],
    ids=["clause", "clause between bars", "依据"],
)
def test_a_column_of_clauses(rows: str) -> None:
    """The clause of each row, wherever its column stands."""
    lines = '  for tekun: rate 90% XY-1\n  for dibao: rate 70% "二" XY-2\n'
    assert read(f"  terms by class {{\n{rows}\n  }}\n") == read(lines)


CELLS = {
    "a dash": ("tekun | — | 90%", "—", "this row has no figure for `deductible`"),
    "a slash": ("tekun | 0元 | ／", "／", "this row has no figure for `rate`"),
    "two dashes": ("tekun  ——  90%", "——", "this row has no figure for `deductible`"),
    "an empty cell": ("tekun | | 90%", "tekun | | 90%", "this row has no figure for `deductible`"),
    "none of a deductible": (
        "tekun | none | 90%",
        "none",
        "`none` stands in the column of `deductible`",
    ),
    "a word": ("tekun  不设  90%", "不设", "`不设` is no figure of a row"),
    "as above": ("tekun | 0元 | 同上", "同上", "`同上` is no figure of a row"),
    "a bound": ("tekun | 0元 | 不低于90%", "不低于90%", "`不低于90%` is no figure of a row"),
    "no unit": ("tekun | 1800 | 90%", "1800", "`1800` has no unit"),
    "n/a": ("tekun | n/a | 90%", "n/a", "`n/a` is no figure of a row"),
    "two figures": ("tekun | 0元 9元 | 90%", "0元 9元", "`0元 9元` is no figure of a row"),
    "another period": ("tekun | 9元/年 | 90%", "/年", "`/年` is not the period that the head says"),
}


@pytest.mark.parametrize(("row", "place", "message"), CELLS.values(), ids=CELLS)
def test_a_cell_that_is_no_figure(row: str, place: str, message: str) -> None:
    """It is told once, where it stands."""
    head = "class deductible per stay rate"
    assert told(f"terms by class {{\n{head}\n{row}\ndibao 0元 70%\n}}") == (place, message)


HEADS = {
    "a number of the row": ("序号 人员 比例", "序号"),
    "a note": ("人员 比例 备注", "备注"),
    "written as one": ("人员 比例 年度封顶线（元）", "年度封顶线"),
    "a word of the field": ("class | coverage", "coverage"),
    "no term": ("人员 类别 档次", "人员"),
    "a unit of money for a rate": ("人员 比例（元）", "元"),
}


@pytest.mark.parametrize(("head", "place"), HEADS.values(), ids=HEADS)
def test_a_column_of_no_term(head: str, place: str) -> None:
    """It is told once, and no row of the matrix is."""
    assert told(f"terms by class {{\n{head}\ntekun 90%\ndibao 70%\n}}")[0] == place


def told(lines: str) -> tuple[str, str]:
    """Where the only mistake of a benefit stands, and how its message begins."""
    source = SourceText("town.pol", HEAD + lines + "}\n")
    tree, mistakes = parse(source)
    assert tree is not None
    (found,) = (*mistakes, *build_file(source, tree, mistakes)[1])
    return source.text[found.span.start : found.span.end], found.message


def test_no_deductible_of_any_class() -> None:
    """What every class leaves out is left out of the benefit."""
    lines = "  for tekun: no deductible, rate 90%\n  for dibao: no deductible, rate 70%\n"
    table = "  for tekun, dibao\n  no deductible\n  rate { tekun: 90%; dibao: 70% }\n"
    assert read(lines) == read(table)


PASTED = {
    "a number before the class": ("1. tekun 90%", "1."),
    "a note in brackets": ("tekun（含孤儿） 90%", "（含孤儿）"),
    "a range": ("tekun 60%—90%", "60%—90%"),
}


@pytest.mark.parametrize(("row", "place"), PASTED.values(), ids=PASTED)
def test_what_is_pasted_with_a_row(row: str, place: str) -> None:
    """It is told at what is no figure of the row."""
    assert told(f"terms by class {{\nclass rate\n{row}\ndibao 70%\n}}")[0] == place
