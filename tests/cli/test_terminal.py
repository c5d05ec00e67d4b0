"""Whatever comes from a file is shown harmless: no sequence runs, no line is forged."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from polc.cli.commands.show import PARTS
from polc.cli.main import VERBS, polc
from polc.cli.terminal.style import styled, with_colours
from polc.cli.terminal.text_width import harmless, visible
from tests.cli.invoke import CASE

EVIL = "x\x1b[31m\x9b2J\u202e\u2028\r\nFAKE  9999.00 paid"
"""An escape sequence, a control of one byte, a turn of direction, two line ends."""

NAME = "x\x1b[31m\u202e\nFAKE  9999.00 paid"
"""The same as the name of a file."""

POLICY = f"""policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance
param premium "个人缴费" : money unspecified
field claim wing "病区" : yes or no
benefit assistance "医疗救助" per claim {{
  for dibao
  rate  70%
}}
pays when {EVIL}
"""

GOOD = POLICY.replace(f"pays when {EVIL}\n", "")

FAILING = (
    GOOD
    + """example "不符" {
  person dibao
  claim a 2022-03-01 inpatient { in_policy 100 yuan }
  expect a.assistance 1 yuan
}
"""
)


def evil_case() -> str:
    """Evil ids and words wherever a case may say a word."""
    claim = {"id": EVIL, "date": "2022-03-01", "in_policy": "100.00", "hospital": EVIL}
    case = {
        "year": 2022,
        "person": {"id": EVIL, "identities": ["dibao"]},
        "claims": [claim, {**claim, "id": EVIL + "2"}],
    }
    return json.dumps(case)


def refused_case() -> str:
    """Every kind of word that a refusal repeats."""
    case = {
        EVIL: 1,
        "year": 2022,
        "policy": EVIL,
        "parameters": {EVIL: EVIL, "premium": EVIL},
        "readings": {EVIL: EVIL},
        "person": {"identities": [EVIL, {"id": "dibao", EVIL: EVIL}]},
        "claims": [{"id": "a", "date": EVIL, "kind": EVIL, "in_policy": EVIL, "reverses": EVIL}],
    }
    return json.dumps(case)


def files() -> None:
    """Evil names in the current folder."""
    for name, text in (
        ("good", GOOD), ("evil", POLICY), ("failing", FAILING), ("two", GOOD),
    ):  # fmt: skip
        Path(f"{name}{NAME}.pol").write_text(text, encoding="utf-8", newline="")
    Path(f"case{NAME}.json").write_text(evil_case(), encoding="utf-8")
    Path(f"refused{NAME}.json").write_text(refused_case(), encoding="utf-8")
    Path(f"lines{NAME}.json").write_text(f"{evil_case()}\n{{\n", encoding="utf-8")
    Path(f"toml{NAME}.toml").write_text(f"premium = {json.dumps(EVIL)}\n", encoding="utf-8")
    quoted = json.dumps(EVIL)
    cell = EVIL.replace('"', '""')
    for name, text in (
        ("table", f'id,psn_no,date,med_type,"{cell}"\na,p,"{cell}","{cell}",1\n'),
        ("odd_table", f'"{cell}","{cell}"\n1,2\n'),
    ):
        Path(f"{name}{NAME}.csv").write_text(text, encoding="utf-8", newline="")
    read = 'id = "id"\nperson = "psn_no"\ndate = "date"\n'
    kind = f'kind = {{ column = "med_type", codes = {{ {quoted} = "" }} }}\n'
    for name, text in (
        ("mapping", f"[claims]\n{read}{kind}"),
        ("wrong_mapping", f"[claims]\n{read}{quoted} = {quoted}\n"),
        ("paid_mapping", f"[claims]\n{read}recorded = {{ basic = {quoted} }}\n"),
    ):
        Path(f"{name}{NAME}.toml").write_text(text, encoding="utf-8")


good, evil, failing, two = (f"{name}{NAME}.pol" for name in ("good", "evil", "failing", "two"))
case, refused, lines = (f"{name}{NAME}.json" for name in ("case", "refused", "lines"))
toml = f"toml{NAME}.toml"
table, odd_table = (f"{name}{NAME}.csv" for name in ("table", "odd_table"))
mapping, wrong_mapping, paid_mapping = (
    f"{name}{NAME}.toml" for name in ("mapping", "wrong_mapping", "paid_mapping")
)

COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "audit": (
        (good, table, "out" + NAME, "--map", "absent" + NAME),
        (good, table, "out" + NAME, "--map", mapping),
        (good, table, "out" + NAME, "--map", paid_mapping),
    ),
    "batch": (
        (good, table, "out" + NAME, "--map", "absent" + NAME),
        (good, "absent" + NAME, "out" + NAME, "--map", mapping),
        (good, table, "out" + NAME, "--map", mapping),
        (good, table, "out" + NAME, "--map", wrong_mapping),
    ),
    "build": (
        (good, "--target", "c", "-o", "out" + NAME),
        (evil, "--target", "java"),
        (good, "--target", "python", "--param", f"{EVIL}={EVIL}"),
        (good, "--target", "c", "-o", good),
    ),
    "check": (
        (good, evil, failing, "absent" + NAME),
        (evil, "--diff"),
        (good, "--format", "github"),
        (evil, "--format", "github"),
        ("--" + NAME,),
    ),
    "diff": (
        (good, evil),
        (good, good, "--new-param", f"{EVIL}={EVIL}"),
        (good, "absent" + NAME),
        (good, good, "--population", table, "--map", mapping),
    ),
    "doc": (
        (failing, "-o", "site" + NAME),
        (evil, "-o", "evil_site" + NAME),
        (good, "-o", good),
        (good, "-o", "against" + NAME, "--against", "absent" + NAME),
    ),
    "explain": ((EVIL,), ("odd_rate",)),
    "fmt": ((good, "--check"), (good, "--diff"), (evil,), (good,), ("absent" + NAME,)),
    "lsp": (("--" + NAME,),),
    "map": (("absent" + NAME,), (table,), (odd_table,)),
    "new": ((EVIL,),),
    "page": (("absent" + NAME,), (good, "--port", EVIL), ("--" + NAME,)),
    "sample": (
        (good, "out" + NAME, "--persons", "2", "--cover"),
        (good, "again" + NAME, "--margins", toml),
    ),
    "serve": ((evil,), ("absent" + NAME,), (good, "--param", f"{EVIL}={EVIL}"), ("--" + NAME,)),
    "settle": (
        (good, case),
        (good, case, "--explain"),
        (good, case, "--all-readings"),
        (good, refused),
        (good, lines),
        (good, case, refused, "--require", EVIL),
        (good, case, "--params", toml),
        (good, case, "--param", f"{EVIL}={EVIL}"),
        (good, case, "--reading", f"{EVIL}={EVIL}"),
        (good, "absent" + NAME),
        (f"{good},{two}", case, "--compare"),
        (f"{good},{two}", refused, "--compare"),
        ("suizhou", str(CASE), "--" + NAME),
    ),
    "show": (
        *((failing, "--what", what) for what in PARTS if what not in ("case", "deadlines")),
        (failing, "--what", "deadlines", "--month", "2023-01"),
        (evil,),
        (good, "--reading", f"{EVIL}={EVIL}"),
    ),
    "test": ((failing, evil, good, "--coverage"), ("absent" + NAME,)),
}
"""For every verb the ways on which something of a file comes to be shown as text."""


def test_every_command_is_here() -> None:
    """A verb that is added brings the ways on which it shows what a file says."""
    assert set(COMMANDS) == set(VERBS)


@pytest.mark.parametrize("verb", COMMANDS)
def test_nothing_of_a_file_steers_the_terminal(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colours aside, which are polc's own, there is no control character in what is shown, and
    no line begins with what a file put after a line end."""
    monkeypatch.chdir(tmp_path)
    files()
    for words in COMMANDS[verb]:
        done = CliRunner().invoke(polc, [verb, *words], color=True, catch_exceptions=False)
        shown = re.sub("\x1b\\[(?:0|1|[0-9;]{2,4})m", "", done.stdout + done.stderr)
        assert shown, words
        wrong = {letter for letter in shown if unicodedata.category(letter)[0] == "C"} - {"\n"}
        assert not wrong, (words, shown)
        assert "\u2028" not in shown, words
        assert not re.search("^ *FAKE", shown, re.MULTILINE), (words, shown)


def test_a_mark_of_style_is_not_forged() -> None:
    """A character that stands for a colour is not shown when a file has it."""
    mark = styled("", "red")[0]
    assert visible(f"a{mark}b") == "a\ufffdb"
    assert with_colours(harmless(styled("a", "red"))) == "\x1b[31ma\x1b[0m"


@pytest.mark.parametrize(
    ("show", "text", "shown"),
    [
        (visible, "特困，孤儿　a\tb", "特困，孤儿　a    b"),
        (visible, "a\nb\x00\x7f\x85\u200b", "a\ufffdb\ufffd\ufffd\ufffd\ufffd"),
        (harmless, "a\nb\r\n", "a\nb\ufffd\n"),
    ],
)
def test_what_is_shown(show: Callable[[str], str], text: str, shown: str) -> None:
    """Letters and full-width blanks as they are, tabs as blanks, what steers as a mark."""
    assert show(text) == shown
