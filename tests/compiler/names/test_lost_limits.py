"""What a county replaces takes a limit of the city with it, and that is told."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

CITY = SourceText(
    "city.pol",
    """policy city "某市" edition 1
layers basic
pool whole "共用" 9000 yuan per person per year
benefit basic "基本" per claim {
  when total over 10 yuan
  pays when total over 100 yuan
  first of {
    near when referred { rate 50%  cap 100 yuan per year  counts toward whole }
    far when emergency { rate 40%  at most 50 yuan }
    otherwise { rate 30% }
  }
}
""",
)

CAPPED = SourceText(
    "capped.pol",
    """policy capped "某市" edition 1
layers basic
benefit basic "基本" per claim {
  rate 50%
  cap 100 yuan per stay
  cap 1000 yuan per year
}
""",
)

CAPS = {
    "one of two": ("cap per stay 80 yuan", ["`cap per year`"]),
    "one of a third period": ("cap per claim 80 yuan", ["`cap per stay`", "`cap per year`"]),
    "both": ("cap per stay 80 yuan  cap per year 900 yuan", []),
    "no cap": ("no cap", []),
}

LOST = {
    "a rate for all kinds": ("rate 80%", ["cap", "pool `whole`", "`at most`"]),
    "kinds of the same names": (
        """first of {
        near when referred { rate 80% }
        far when emergency { rate 70% }
        otherwise { rate 30% }
        }""",
        ["cap", "pool `whole`", "`at most`"],
    ),
    "a limit of the other kind": (
        """first of {
        near when referred { rate 80%  at most 50 yuan }
        far when emergency { rate 70%  cap 100 yuan per year  counts toward whole }
        otherwise { rate 30% }
        }""",
        ["cap", "pool `whole`", "`at most`"],
    ),
    "kinds of other names": (
        """first of {
        close when referred { rate 80%  cap 90 yuan per year  counts toward whole }
        otherwise { rate 30% }
        }""",
        ["`at most`"],
    ),
    "what says that nothing limits it": (
        """first of {
        near when referred { rate 80%  no cap  counts toward whole }
        far when emergency { rate 70%  at most 60 yuan }
        otherwise { rate 30% }
        }""",
        [],
    ),
    "limits of the whole benefit": (
        """rate 80%
        cap 100 yuan per year
        at most 50 yuan
        limited by whole""",
        [],
    ),
    "another line": ("round to 1 yuan", []),
}


def read(name: str, by: str) -> SourceText | None:
    return CITY if name == "city" else None


def read_capped(name: str, by: str) -> SourceText | None:
    return CAPPED if name == "capped" else None


@pytest.mark.parametrize("what", LOST)
def test_a_limit_that_is_lost(what: str) -> None:
    """Each is named, with the kind of care that had it."""
    lines, expected = LOST[what]
    text = f'policy county "某县" edition 1\nextends city\nreplace in basic {{\n{lines}\n}}'
    found = compile_text(SourceText("county.pol", text), read).diagnostics
    told = [str(warned.message) for warned in found if warned.code == "lost_limit"]
    assert len(told) == len(expected)
    assert all(any(word in message for message in told) for word in expected)


def test_a_condition_of_another_kind_stays() -> None:
    """Who is paid is replaced; what is open, and so counts, is the city's still."""
    line = "replace in basic { pays when total over 200 yuan }"
    text = f'policy county "某县" edition 1\nextends city\n{line}'
    program = compile_text(SourceText("county.pol", text), read).program
    assert program is not None
    (benefit,) = program.benefits
    terms = [statement.term for statement in benefit.statements]
    assert (terms.count("when"), terms.count("pays_when")) == (1, 1)


@pytest.mark.parametrize("what", CAPS)
def test_a_cap_of_another_period_that_is_lost(what: str) -> None:
    """A new cap takes the place of those of all periods; each that is gone is named."""
    lines, expected = CAPS[what]
    text = f'policy county "某县" edition 1\nextends capped\nreplace in basic {{\n{lines}\n}}'
    found = compile_text(SourceText("county.pol", text), read_capped).diagnostics
    told = [str(warned.message) for warned in found if warned.code == "lost_limit"]
    assert [message.split(" of ")[0].removeprefix("the ") for message in told] == expected
