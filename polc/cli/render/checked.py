"""What `check` says after the diagnostics, and all of it as JSON.

In: what was checked. Out: text, or plain values that JSON can carry. Nothing here prints.
"""

from typing import TYPE_CHECKING, Any

from polc.cli.files.check_files import Checked
from polc.cli.render import conformance as render_conformance
from polc.cli.render import diagnostics as render_diagnostics
from polc.cli.render.diff import as_diff
from polc.cli.terminal.columns import terminal_width
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.inspect.plain_diagnostic import plain_diagnostic
from polc.messages.text import Language, Text, say

if TYPE_CHECKING:
    from polc.cli.files.fix_files import Repaired


def as_text(checked: Checked, language: Language | None = None) -> str:
    """The repairs, the tables of conformance, and the count."""
    spoken: Language = language or ("zh" if checked.languages == {"zh"} else "en")
    lines: list[str] = [
        tell(say("{name}: {count} repaired", name=visible(name), count=count), spoken)
        for name, count in checked.repaired.items()
    ]
    lines += [
        render_conformance.as_text(name, outcomes, spoken, terminal_width())
        for name, outcomes in checked.bound.items()
    ]
    lines.append(
        render_diagnostics.count_as_text(
            len(checked.names) + len(checked.unread), len(checked.unread), checked.found, spoken
        )
    )
    left = sum(
        1
        for diagnostic in checked.found
        if diagnostic.fix is not None
        and diagnostic.fix.safety == "safe"
        and diagnostic.source.name in checked.repairs
    )
    if left:
        lines.append(tell(_say_repairs(left, checked), spoken))
    return "".join(f"{line}\n" for line in lines)


def _say_repairs(told: int, checked: Checked) -> Text:
    """How many of those that are told the repairs mend, and how many that come to light with
    them."""
    made = sum(repair.made for repair in checked.repairs.values())
    if made <= told:
        return say("`polc check --fix` repairs {count} of them", count=made)
    return say(
        "`polc check --fix` repairs {count} of them, and {more} more that come to light then",
        count=told,
        more=made - told,
    )


def as_json(checked: Checked, language: Language | None = None) -> dict[str, Any]:
    """All that was found, by kind."""
    return {
        "checked": checked.names,
        "diagnostics": [plain_diagnostic(diagnostic, language) for diagnostic in checked.found],
        "conformance": [
            render_conformance.as_json(name, outcome, language)
            for name, outcomes in checked.bound.items()
            for outcome in outcomes
        ],
        "unread": [{"file": name, "message": why.message} for name, why in checked.unread.items()],
        "unwritten": [
            {"file": name, "message": why.message} for name, why in checked.unwritten.items()
        ],
        "repaired": checked.repaired,
        "diffs": {name: _diff(repair) for name, repair in checked.repairs.items()},
    }


def as_diffs(checked: Checked) -> str:
    """What safe repairs would change, one unified diff after the other."""
    return "".join(_diff(repair) for repair in checked.repairs.values())


def _diff(repaired: "Repaired") -> str:
    return as_diff(repaired.before.name, repaired.before.text, repaired.after.text)
