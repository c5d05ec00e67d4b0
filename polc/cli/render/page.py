"""The page of a diagnostic on a terminal.

In: a page, or all of them. Out: text; what the compiler says of the example is asked of the
compiler and stands between the example and its repair.
"""

import re
from typing import Final

from polc.cli.render.diagnostics import as_text as diagnostic_as_text
from polc.cli.terminal.columns import terminal_width, wrap
from polc.cli.terminal.language import tell
from polc.cli.terminal.style import styled
from polc.cli.terminal.text_width import pad
from polc.compiler.format.width import column_width
from polc.compiler.report.codes import CODES_WITH_LEVEL
from polc.explain.find_page import codes, find_page
from polc.explain.page import Page
from polc.explain.refusal_page import TOWN, RefusalPage, find_refusal_page, refusal_codes
from polc.explain.speak_example import speak_example
from polc.explain.try_example import try_example
from polc.messages.text import Language, say

_LINE_END: Final = re.compile(r"(?<=(.))\s*\n\s*(?=(.))")
_INDENT: Final = "    "


def as_text(page: Page, language: Language) -> str:
    """The parts of a page in the language."""
    width = min(terminal_width(), 96)
    heads = (say("why it matters"), say("for example"), say("says"), say("repaired"))
    why, example, said, repaired = (_head(tell(head, language)) for head in heads)
    lines = [
        f"{styled(page.code, 'bold')}  {page.titles[language]}",
        "",
        *_wrap(page.meaning[language], width),
        "",
        why,
        *_wrap(page.matters[language], width),
        "",
    ]
    if page.safety:
        safety = _head(tell(say("safety of the repair"), language))
        lines += [safety, *_wrap(page.safety[language], width), ""]
    if page.example:
        shown = speak_example(page, language)
        lines += [example, *_indented(shown.example), "", said]
        for diagnostic in try_example(shown):
            lines += _indented(diagnostic_as_text(diagnostic, language))
        lines += ["", repaired, *_indented(shown.repaired)]
    else:
        lines += [example, *_wrap(page.told[language], width)]
    if page.code in CODES_WITH_LEVEL:
        level = say(
            'its level is set in `polc.toml`, `[checks] {code} = "off"`, or it is allowed on a '
            "line with `# polc: allow {code} because …`",
            code=page.code,
        )
        lines += ["", *_wrap(tell(level, language), width)]
    return "".join(f"{line}\n" for line in lines)


def refusal_as_text(page: RefusalPage, language: Language) -> str:
    """The parts of the page of a refused case in the language."""
    width = min(terminal_width(), 96)
    lines = [
        f"{styled(page.code, 'bold')}  {page.titles[language]}",
        "",
        *_wrap(page.meaning[language], width),
        "",
        _head(tell(say("what to do"), language)),
        *_wrap(page.way_out[language], width),
    ]
    if page.refused:
        shown = (
            (say("a case that is refused so"), page.refused),
            (say("settled"), page.settled),
            (say("the policy"), TOWN.read_text(encoding="utf-8")),
        )
        for heading, text in shown:
            lines += ["", _head(tell(heading, language)), *_indented(text)]
    return "".join(f"{line}\n" for line in lines)


def as_list(language: Language) -> str:
    """Every code with its title: of diagnostics, then of refused cases."""
    width = max(map(len, (*codes(), *refusal_codes()))) + 2
    groups = (
        (say("diagnostics"), map(find_page, codes())),
        (say("refused cases"), map(find_refusal_page, refusal_codes())),
    )
    lines = []
    for heading, pages in groups:
        lines += [_head(tell(heading, language))]
        lines += [f"{pad(page.code, width)}{page.titles[language]}" for page in pages if page]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def _head(text: str) -> str:
    return styled(text, "bold")


def _wrap(text: str, width: int) -> list[str]:
    """The paragraphs at this width, indented."""
    return [
        f"  {line}"
        for paragraph in text.split("\n\n")
        for line in wrap(_LINE_END.sub(_joint, paragraph.strip()), width - 2)
    ]


def _joint(line_end: re.Match[str]) -> str:
    """What stands for a line end in a paragraph: nothing beside a Chinese character."""
    return "" if 2 in map(column_width, line_end.group(1, 2)) else " "


def _indented(text: str) -> list[str]:
    return [f"{_INDENT}{line}".rstrip() for line in text.rstrip("\n").split("\n")]
