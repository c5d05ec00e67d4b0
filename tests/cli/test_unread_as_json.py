"""A machine that asks for JSON is answered in JSON, also where a file cannot be read."""

import json

import pytest

from tests.cli.invoke import run


@pytest.mark.parametrize(
    "command",
    [
        ("settle", "suizhou", "nowhere.json"),
        ("settle", "nowhere.pol", "nowhere.json"),
        ("settle", "suizhou", "nowhere.json", "--params", "nowhere.toml"),
        ("show", "nowhere.pol", "--what", "inputs"),
        ("show", "nowhere.pol", "--what", "clauses"),
    ],
)
def test_what_cannot_be_read_is_told_in_json(command: tuple[str, ...]) -> None:
    """One object on standard output with the reason, and the status of a file that is not
    there."""
    ran = run(*command, "--format", "json")
    (unread,) = json.loads(ran.stdout)["unread"]
    assert "nowhere" in unread["message"]
    assert ran.exit_code == 2
