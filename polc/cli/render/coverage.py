"""Which rules the examples of a policy reach, as text.

In: a coverage. Out: the count, and for each rule that is not reached its line, its name, what
is written there, and why.
"""

from polc.cli.terminal.language import tell
from polc.cli.terminal.style import styled
from polc.cli.terminal.text_width import visible
from polc.inspect.coverage import Coverage
from polc.messages.text import Language, in_language, say


def as_text(name: str, coverage: Coverage, language: Language) -> str:
    """The whole of it; a file is named where rules of several are listed."""
    reached = coverage.rules - len(coverage.uncovered)
    head = say(
        "{name}: the examples reach {reached} of {rules} rules",
        name=visible(name),
        reached=reached,
        rules=coverage.rules,
    )
    lines: list[str] = [tell(head, language)]
    for uncovered in coverage.uncovered:
        place: str = tell(say("line {line}", line=uncovered.line), language)
        place = place if uncovered.file == name else f"{visible(uncovered.file)} {place}"
        rule = styled(visible(uncovered.rule), "bold")
        lines.append("  ".join(filter(None, (f"  {place}", rule, visible(uncovered.clause)))))
        if uncovered.written:
            lines.append(f"      {visible(uncovered.written)}")
        lines.append(f"      {visible(in_language(uncovered.why, language, language))}")
    return "".join(f"{line}\n" for line in lines)
