"""The policy that a command is about, or the end of the command with the reason.

In: a stdlib name or a path. Out: a `Policy`. One that does not compile ends the command
with status 1 after its diagnostics, a file that cannot be read with status 2.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

import polc
from polc.api.kept_programs import load_through
from polc.api.load_policy import load_in_language
from polc.api.told import told_refusal
from polc.cli.files.kept_entries import KeptEntries
from polc.cli.print_diagnostics import print_diagnostics
from polc.cli.read.parameters import read_settings
from polc.cli.render.settlement import refusal_as_text
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, why_unloaded
from polc.cli.terminal.language import keep_file_language, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.print_json import print_json
from polc.messages.text import Language, say

_NO_POLICIES = (".json", ".jsonl", ".csv", ".xlsx", ".parquet", ".toml")
"""How files end that a command takes behind its policy."""


def open_policy(
    name: str,
    *,
    as_machine: bool = False,
    language: Language | None = None,
    kept_in: str | None = None,
    keywords: Language | None = None,
) -> polc.Policy:
    """The policy; `as_machine` prints its diagnostics as JSON on standard output. Where it was
    compiled before it is read from the folder `kept_in`, else put there when the command ends.
    With `keywords` it is quoted with those of that language."""
    if name.lower().endswith(_NO_POLICIES):
        raise CannotRead(say("`{name}` is no policy: the policy comes first", name=name))
    try:
        policy = _load(name, kept_in, keywords)
    except polc.PolicyError as mistake:
        print_diagnostics(mistake.diagnostics, as_machine=as_machine, language=language)
        click.get_current_context().exit(WRONG_INPUT)
    except OSError as mistake:
        raise why_unloaded(mistake) from None
    keep_file_language(policy.plan.language)
    return policy


def _load(name: str, kept_in: str | None, keywords: Language | None) -> polc.Policy:
    if keywords is not None:
        return load_in_language(name, keywords)
    if kept_in is None:
        return polc.load(name)
    policy, keep = load_through(KeptEntries(kept_in), name)
    click.get_current_context().call_on_close(keep)
    return policy


def choose_readings(
    policy: polc.Policy,
    choices: Sequence[str],
    *,
    as_machine: bool = False,
    language: Language | None = None,
) -> polc.Policy:
    """The policy under `NAME=CHOICE` of `--reading`; one that it does not have ends the
    command with status 1."""
    try:
        return policy.with_readings(read_settings("--reading", choices))
    except polc.CaseError as mistake:
        spoken = language or policy.plan.language
        _refuse_options(mistake, policy, spoken, as_machine=as_machine)


def configure(
    policy: polc.Policy,
    given: Mapping[str, Any],
    chosen: Mapping[str, str],
    language: Language,
    *,
    as_machine: bool = False,
) -> polc.Policy:
    """The policy under the parameters and readings of the command line; one that it does not have
    ends the command with status 1."""
    try:
        return policy.with_readings(chosen).with_parameters(given)
    except polc.CaseError as mistake:
        _refuse_options(mistake, policy, language, as_machine=as_machine)


def _refuse_options(
    mistake: polc.CaseError, policy: polc.Policy, language: Language, *, as_machine: bool
) -> NoReturn:
    refused = told_refusal(mistake, language, policy.plan.language)
    if as_machine:
        print_json(refused)
    else:
        options = tell(say("options"), language)
        said = refusal_as_text(options, refused["refused"], language)
        print_text(said, nl=False, err=True)
    click.get_current_context().exit(WRONG_INPUT)
