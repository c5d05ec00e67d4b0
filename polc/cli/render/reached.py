"""Which rules and rows a sample reaches, as text.

In: a sample. Out: a line for each rule and each row of a table with the persons that reach it, then
those that nobody reaches with the reason; whether all are reached, and every limit limits.
"""

from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, Text, say
from polc.sample.make_sample import Sample
from polc.wording.labels import label

MOST_REASONS = 5
"""So many reasons for refusing persons are told, the most frequent first."""


def as_text(sample: Sample, language: Language) -> tuple[str, bool]:
    """The text, and whether nothing is left out."""
    watch = sample.watch_sample()
    found = watch.rules.reached()
    missed = watch.rules.coverage().uncovered
    settled, refused = str(watch.rules.settled), str(watch.rules.refused)
    reached, rules = str(sum(rule.times > 0 for rule in found)), str(len(found))
    words = (
        say(
            "{settled} households of the sample settled, {refused} refused; {reached} of {rules} "
            "rules and rows reached",
            settled=settled,
            refused=refused,
            reached=reached,
            rules=rules,
        )
        if sample.households
        else say(
            "{settled} persons of the sample settled, {refused} refused; {reached} of {rules} "
            "rules and rows reached",
            settled=settled,
            refused=refused,
            reached=reached,
            rules=rules,
        )
    )
    rows = [(str(rule.times), rule.rule, rule.row, rule.clause) for rule in found]
    text = visible(tell(words, language)) + "\n"
    for why, often in watch.rules.why_refused.most_common(MOST_REASONS):
        said = say("{count} refused: {why}", count=str(often), why=why)
        text += visible(tell(said, language)) + "\n"
    text += table(rows, right=(0,))
    effects = sorted(watch.effects.items())
    done = [(str(times), rule, _effect(what, language)) for (rule, what), times in effects]
    if done:
        head = say("what came of deductibles, bands and limits")
        text += visible(tell(head, language)) + "\n" + table(done, right=(0,))
    for uncovered in missed:
        said = say(
            "`{rule}` {row} is not reached: {why}",
            rule=uncovered.rule,
            row=uncovered.row,
            why=uncovered.why,
        )
        text += visible(tell(said, language)) + "\n"
    never = watch.never_limiting()
    for rule in never:
        said = say("`{rule}` limits nobody", rule=rule)
        text += visible(tell(said, language)) + "\n"
    return text, not (missed or never)


def _effect(what: str, language: Language) -> str:
    """`at 60%`, or a status in its word."""
    return tell(what, language) if isinstance(what, Text) else label(what, language)
