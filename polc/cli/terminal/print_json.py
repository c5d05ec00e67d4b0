"""JSON on standard output: Chinese as itself, two blanks of indentation, or one line."""

import json
from typing import Any

import click


def print_json(value: Any, *, one_line: bool = False) -> None:
    """Prints one JSON value and a line end."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if one_line else 2))
