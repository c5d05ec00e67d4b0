"""What is told of a benefit of some lines.

In: the lines, what stands after the benefit. Out: codes.
"""

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic
rank tekun > dibao
"""


def codes_of(lines: str, after: str = "") -> list[str]:
    """What is told of a benefit of these lines, for a pool of 500 yuan."""
    pool = 'pool whole "限" 500 yuan per person per year\n' if "whole" in lines else ""
    text = f"{HEAD}{pool}benefit basic per claim {{\n{lines}\n}}\n{after}"
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    return [diagnostic.code for diagnostic in found]
