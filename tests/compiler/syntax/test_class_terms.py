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
    "Chinese": """  分类待遇 {
    人员 年度 起付标准 救助比例 年度 封顶线
    tekun 不设起付线 90% 不设封顶线
    dibao, orphan 1800元 70% 5万元
  }
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


def test_no_deductible_of_any_class() -> None:
    """What every class leaves out is left out of the benefit."""
    lines = "  for tekun: no deductible, rate 90%\n  for dibao: no deductible, rate 70%\n"
    table = "  for tekun, dibao\n  no deductible\n  rate { tekun: 90%; dibao: 70% }\n"
    assert read(lines) == read(table)
