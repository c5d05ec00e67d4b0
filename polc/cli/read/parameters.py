"""Parameters and readings as the command line and a TOML file give them.

In: the texts of `--param`, `--reading` and `--params`. Out: mappings by name, in the
forms a case uses (`"320.00"`, `"60%"`, None, tables, bands), not yet checked against
a policy.
"""

import datetime
import json
from collections.abc import Iterable
from typing import Any

import click

from polc.api.exact_json import read_number
from polc.cli.files.input_files import read_toml
from polc.messages.text import say


def read_parameter_file(path: str) -> dict[str, Any]:
    """The parameters of a TOML file; `"null"` says none, which TOML has no word for."""
    found = read_toml(path, parse_float=read_number)
    return {name: _as_json(value) for name, value in found.items()}


def read_given(path: str | None, settings: Iterable[str]) -> dict[str, Any]:
    """The parameters of `--params` and, before them, those of `--param`."""
    given = {} if path is None else read_parameter_file(path)
    for name, text in read_settings("--param", settings).items():
        given[name] = read_value("--param", name, text)
    return given


def read_settings(option: str, texts: Iterable[str]) -> dict[str, str]:
    """`name=value` each, as given to `option`; the same name twice is wrong usage."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise click.UsageError(
                say("`{word}` is not of the form name=value", word=f"{option} {text}")
            )
        if name in found:
            raise click.UsageError(say("`{option}` says `{name}` twice", option=option, name=name))
        found[name] = value
    return found


def read_value(option: str, name: str, text: str) -> Any:
    """A parameter's value from the command line: `null`, a JSON table or list, else the text."""
    if text == "null":
        return None
    if not text.startswith(("{", "[")):
        return text
    try:
        return json.loads(text, parse_float=read_number, parse_int=read_number)
    except (ValueError, RecursionError):
        amounts, rates = """'{"1": "200.00"}'""", """'{"1": "60%"}'"""
        raise click.UsageError(
            say(
                "the value of `{word}` is not JSON; a table is written {amounts}, one of rates "
                "{rates}",
                word=f"{option} {name}",
                amounts=amounts,
                rates=rates,
            )
        ) from None


def _as_json(value: Any) -> Any:
    """A TOML value in the forms of JSON: a date becomes its text, `"null"` None."""
    match value:
        case "null":
            return None
        case dict():
            return {name: _as_json(part) for name, part in value.items()}
        case list():
            return [_as_json(part) for part in value]
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return value
