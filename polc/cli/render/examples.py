"""What came of a policy's examples, as text.

In: runs of examples as data. Out: a line for each difference with what was expected
and what came out, and under it the settlement that led there.
"""

from collections.abc import Mapping
from typing import Final

from polc.cli.render.settlement import as_text as settlement_as_text
from polc.cli.terminal.language import tell
from polc.cli.terminal.style import styled
from polc.cli.terminal.text_width import visible, visible_parts
from polc.inspect.examples import ExampleRun
from polc.messages.text import Language, Text, say

_WORDS: Final = {
    "undetermined": say("undetermined"),
    "yes": say("yes"),
    "no": say("no"),
    "none": say("none"),
}
"""What an example expects in a word."""


def failure_as_text(
    file: str,
    run: ExampleRun,
    titles: Mapping[str, str],
    language: Language = "en",
    refused_as: str = "",
) -> str:
    """A failed example: its place, each difference, and how the amounts came about; of one that is
    refused like the one called `refused_as` that alone."""
    head = styled(tell(say("failed"), language), "bold red")
    lines = [
        f"{head}{tell(say(': '), language)}{visible(run.title)}",
        f"  --> {visible(file)}:{run.line}",
    ]
    if refused_as:
        same = say("  refused as `{title}` was", title=visible(refused_as))
        return "\n".join([*lines, tell(same, language)]) + "\n"
    for difference in run.differences:
        line = say(
            "  line {line}: {output}", line=difference.line, output=visible(difference.output)
        )
        lines.append(tell(line, language))
        lines.append(
            tell(say("    expected {expected}", expected=_shown(difference.expected)), language)
        )
        if run.settled is not None or difference is run.differences[-1]:
            lines.append(tell(say("    got      {got}", got=_shown(difference.got)), language))
        if difference.divergence is not None:
            parts = say(
                "    they part at {rule}, line {line}: {why}",
                rule=visible(difference.divergence.rule),
                line=difference.divergence.line,
                why=difference.divergence.why,
            )
            lines.append(visible(tell(parts, language)))
    if run.settled is not None:
        settled, named = visible_parts(run.settled), visible_parts(titles)
        told = settlement_as_text(settled, named, language, explain=True)
        lines += ["", *(f"    {line}".rstrip() for line in told.splitlines())]
    return "\n".join(lines) + "\n"


def _shown(value: str) -> Text:
    """What is expected or came out: a word of polc in the language of the command."""
    amount, open_, rest = value.partition(" not specified")
    if open_ and not rest:
        return say("{amount} not specified", amount=visible(amount))
    return _WORDS.get(value) or say("{word}", word=visible(value))


def count_as_text(
    name: str, runs: int, failures: int, language: Language = "en", idle: int = 0
) -> str:
    """`suizhou: 12 passed, 0 failed`, or that there is nothing to run; `idle` is of how many
    nothing is expected."""
    if not runs:
        return tell(say("{name}: no examples", name=visible(name)), language)
    counted = say(
        "{name}: {passed} passed, {failed} failed",
        name=visible(name),
        passed=runs - failures,
        failed=failures,
    )
    if idle:
        counted = say("{counted}; of {count} nothing is expected", counted=counted, count=idle)
    return tell(counted, language)
