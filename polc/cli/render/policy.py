"""The tables of `polc show` as text.

In: what `describe_policy` and `case_inputs` say about a policy. Out: a few lines for
each parameter, reading, input or rule.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from polc.cli.terminal.text_width import visible
from polc.inspect.inputs import Input

Plain = dict[str, Any]
Shown = TypeVar("Shown")


def parameters_as_text(found: Sequence[Plain]) -> str:
    """`premium 居民医保个人缴费标准 (money, by year): to be supplied`, bounds and clause below."""
    return _blocks(found, _parameter)


def readings_as_text(found: Sequence[Plain]) -> str:
    """A reading with its ambiguity ids, and a line for each choice, the default marked."""
    return _blocks(found, _reading)


def inputs_as_text(found: Sequence[Input]) -> str:
    """A field of the case, its kind, its value when absent, and who reads it."""
    return _blocks(found, _input)


def rules_as_text(found: Sequence[Plain]) -> str:
    """A rule with its clause and its place in the file."""
    return _blocks(found, _rule)


def _blocks(found: Sequence[Shown], show: Callable[[Shown], list[str]]) -> str:
    return "".join(visible(line) + "\n" for shown in found for line in show(shown)) or "none\n"


def _parameter(parameter: Plain) -> list[str]:
    facts = [parameter["kind"]]
    facts += ["by " + ", ".join(parameter["keys"])] if parameter["keys"] else []
    facts += ["by year"] if parameter["by_year"] else []
    facts += ["may be none"] if parameter["optional"] else []
    facts += [f"at least {parameter['at_least']}"] if parameter["at_least"] is not None else []
    facts += [f"at most {parameter['at_most']}"] if parameter["at_most"] is not None else []
    said = "; ".join(map(_dated, parameter["values"])) or "to be supplied"
    lines = [f"{parameter['id']} {parameter['title']} ({', '.join(facts)}): {said}"]
    lines += [f"  inferred: {parameter['inferred']}"] if parameter["inferred"] else []
    return lines + _clause(parameter)


def _dated(value: Plain) -> str:
    shown = "none" if value["value"] is None else _bands(value["value"])
    first, last = value["from_year"], value["until_year"]
    if first is None and last is None:
        return shown
    return f"{'' if first is None else first}–{'' if last is None else last} {shown}"


def _bands(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return ", ".join(
        f"to {band['up_to']} {band['rate']}" if band["up_to"] else f"above {band['rate']}"
        for band in value
    )


def _reading(reading: Plain) -> list[str]:
    ids = ", ".join(reading["ambiguity"])
    lines = [f"{reading['name']} {reading['title']}" + (f" = {ids}" if ids else "")]
    for choice in reading["choices"]:
        letter = f" ({choice['letter']})" if choice["letter"] else ""
        mark = "  default" if choice["id"] == reading["default"] else ""
        mark += "" if choice["settled"] else "  cannot be settled"
        reason = f": {choice['reason']}" if choice["reason"] else ""
        lines.append(f"  {choice['id']}{letter} {choice['title']}{mark}{reason}".rstrip())
    return lines + _clause(reading)


_KINDS: Final = {
    "money": "yuan",
    "count": "a whole number",
    "flag": "yes or no",
    "date": "a day",
    "text": "a name",
    "time": "a day and time",
    "policy": "a policy's id",
    "year": "a year",
    "settings": "by name",
    "identities": "ids or names, each with its days",
    "sums": "yuan, or `paid`, `line`, `borne`",
}


def _input(field: Input) -> list[str]:
    facts = [" | ".join(field.choices) or _KINDS[field.kind]]
    facts += ["always needed"] if field.needed else []
    facts += (
        [f"{'yes' if field.default else 'no'} when absent"] if field.default is not None else []
    )
    facts += [f"also `{alias}`" for alias in field.aliases]
    lines = [f"{field.scope}.{field.name} {field.title} ({'; '.join(facts)})"]
    return lines + ([f"  read by {', '.join(field.rules)}"] if field.rules else [])


def _rule(rule: Plain) -> list[str]:
    under = ", ".join(rule["readings"])
    return [rule["rule"], *_clause(rule), *([f"  reading {under}"] if under else [])]


def _clause(rule: Plain) -> list[str]:
    said = " ".join(filter(None, (", ".join(rule["clauses"]), rule["cite"])))
    place = f"{rule['file']}:{rule['line']}" if rule["file"] else ""
    line = "  " + "  ".join(filter(None, (said, place)))
    return [line] if line.strip() else []
