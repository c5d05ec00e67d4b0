"""The tables of `polc show` as text.

In: what `describe_policy` and `case_inputs` say about a policy, a language. Out: a few lines for
each parameter, reading, input or rule.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.inspect.inputs import Input
from polc.messages.text import Language, Text, either, joined, listed, quoted, say
from polc.runtime.read.read_opening import OPENING_PARTS

Plain = dict[str, Any]
Shown = TypeVar("Shown")


def parameters_as_text(found: Sequence[Plain], language: Language) -> str:
    """`premium 居民医保个人缴费标准 (money, by year): to be supplied`, bounds and clause below."""
    return _blocks(found, _parameter, language)


def readings_as_text(found: Sequence[Plain], language: Language) -> str:
    """A reading with its ambiguity ids, and a line for each choice, the default marked."""
    return _blocks(found, _reading, language)


def inputs_as_text(
    found: Sequence[Input], language: Language, of_household: tuple[str, ...] = ()
) -> str:
    """A field of the case, its kind, its value when absent, and who reads it; `of_household` are
    the benefits and the pools for which a case gives a household."""
    if not of_household:
        return _blocks(found, _input, language)
    members = say(
        "{field} (a list of members, each with `person`, `claims` and an `opening` of its own; "
        "always needed)",
        field="case.household 成员",
    )
    read_by = say("read by {rules}", rules=listed(of_household))
    case = [known for known in found if known.scope == "case"]
    rest = [known for known in found if known.scope != "case"]
    lines = f"{tell(members, language)}\n  {tell(read_by, language)}\n"
    return _blocks(case, _input, language) + lines + _blocks(rest, _input, language)


def rules_as_text(found: Sequence[Plain], language: Language) -> str:
    """A rule with its clause and its place in the file."""
    return _blocks(found, _rule, language)


def _blocks(
    found: Sequence[Shown], show: Callable[[Shown, Language], list[str]], language: Language
) -> str:
    lines = (visible(line) + "\n" for shown in found for line in show(shown, language))
    return "".join(lines) or tell(say("none"), language) + "\n"


KINDS_OF_PARAMETERS: Final = (
    say("money"),
    say("rate"),
    say("count"),
    say("date"),
    say("bands"),
    say("days"),
    say("months"),
)
"""What a parameter can be."""


def _parameter(parameter: Plain, language: Language) -> list[str]:
    values = [_dated(value, language) for value in parameter["values"]]
    head = say(
        "{name} ({facts}): {value}",
        name=f"{parameter['id']} {parameter['title']}".rstrip(),
        facts=listed(_facts_of_parameter(parameter)),
        value=joined(values) if values else say("to be supplied"),
    )
    lines: list[str] = [tell(head, language)]
    if parameter["inferred"]:
        inferred = say("inferred: {why}", why=parameter["inferred"])
        lines.append(f"  {tell(inferred, language)}")
    return lines + _clause(parameter)


def _facts_of_parameter(parameter: Plain) -> Iterator[Text]:
    """Its kind, what it is by, and its bounds."""
    yield Text(parameter["kind"], {})
    if parameter["keys"]:
        yield say("by {keys}", keys=listed(parameter["keys"]))
    if parameter["by_year"]:
        yield say("by year")
    if parameter["optional"]:
        yield say("may be none")
    if parameter["at_least"] is not None:
        yield say("at least {figure}", figure=parameter["at_least"])
    if parameter["at_most"] is not None:
        yield say("at most {figure}", figure=parameter["at_most"])


def _dated(value: Plain, language: Language) -> str:
    shown = tell(say("none") if value["value"] is None else _bands(value["value"]), language)
    first, last = value["from_year"], value["until_year"]
    if first is None and last is None:
        return shown
    return f"{'' if first is None else first}–{'' if last is None else last} {shown}"


def _bands(value: Any) -> Text:
    if not isinstance(value, list):
        return say("{word}", word=value)
    return listed(
        say("to {edge} {rate}", edge=band["up_to"], rate=band["rate"])
        if band["up_to"]
        else say("above {rate}", rate=band["rate"])
        for band in value
    )


def _reading(reading: Plain, language: Language) -> list[str]:
    ids = ", ".join(reading["ambiguity"])
    lines = [f"{reading['name']} {reading['title']}" + (f" = {ids}" if ids else "")]
    for choice in reading["choices"]:
        letter = f" ({choice['letter']})" if choice["letter"] else ""
        marks = [say("default")] if choice["id"] == reading["default"] else []
        marks += [] if choice["settled"] else [say("cannot be settled")]
        mark: Text = listed(marks)
        if choice["reason"]:
            mark = say("{mark}: {reason}", mark=mark, reason=choice["reason"])
        said = f"  {choice['id']}{letter} {choice['title']}  {tell(mark, language)}"
        lines.append(said.rstrip())
    return lines + _clause(reading)


_KINDS: Final = {
    "money": say("yuan"),
    "count": say("a whole number"),
    "flag": say("yes or no"),
    "date": say("a day"),
    "text": say("a name"),
    "time": say("a day and time"),
    "policy": say("a policy's id"),
    "year": say("a year"),
    "settings": say("by name"),
    "identities": say("ids or names, each with its days"),
    "sums": say("yuan, or {parts}", parts=quoted(OPENING_PARTS)),
}


def _input(field: Input, language: Language) -> list[str]:
    title = tell(field.title, language) if isinstance(field.title, Text) else field.title
    named = f"{field.scope}.{field.name} {title}"
    head = say("{name} ({facts})", name=named, facts=joined(_facts_of_input(field)))
    lines: list[str] = [tell(head, language)]
    if field.rules:
        lines.append(f"  {tell(say('read by {rules}', rules=listed(field.rules)), language)}")
    return lines


def _facts_of_input(field: Input) -> Iterator[Text]:
    """What a field may be, whether it is needed, what it is without, how else it is called."""
    if field.choices:
        yield say("{word}", word=" | ".join(field.choices))
    else:
        yield _KINDS[field.kind]
    if field.needed:
        yield say("always needed")
    if field.default is not None:
        yield say("{value} when absent", value=say("yes") if field.default else say("no"))
    if field.aliases:
        yield say(
            "also {names}", names=either(say("`{word}`", word=name) for name in field.aliases)
        )


def _rule(rule: Plain, language: Language) -> list[str]:
    under = listed(rule["readings"])
    reading = [f"  {tell(say('reading {names}', names=under), language)}"] if under else []
    return [rule["rule"], *_clause(rule), *reading]


def _clause(rule: Plain) -> list[str]:
    said = " ".join(filter(None, (", ".join(rule["clauses"]), rule["cite"])))
    place = f"{rule['file']}:{rule['line']}" if rule["file"] else ""
    line = "  " + "  ".join(filter(None, (said, place)))
    return [line] if line.strip() else []
