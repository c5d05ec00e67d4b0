"""`settle A,B,… CASE --compare`: each case under several policies.

In: the policies named, the case files, what the options give. Out: text or JSON on standard
output; whether every policy settled every case.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import click

import polc
from polc.api.comparison import Comparison, compare
from polc.cli.open_policy import open_policy, titles_of
from polc.cli.read.cases import BadLine, CaseFile
from polc.cli.render.comparison import as_text
from polc.cli.render.settlement import refusal_as_text
from polc.cli.terminal.columns import terminal_width
from polc.cli.terminal.language import told_refusal, told_settlement
from polc.cli.terminal.output import print_text
from polc.cli.terminal.print_json import print_json
from polc.cli.terminal.text_width import visible_parts
from polc.messages.text import Language
from polc.runtime.errors import CaseError, Problem


def open_policies(
    names: str, *, as_machine: bool = False, language: Language | None = None
) -> dict[str, polc.Policy]:
    """The policies of `suizhou,zhangye` as they are called there; one alone, or one twice, is
    wrong usage."""
    words = [word.strip() for word in names.split(",")]
    if len(words) < 2:
        raise click.UsageError("`--compare` takes several policies, like `suizhou,zhangye`.")
    twice = next((word for place, word in enumerate(words) if word in words[:place]), None)
    if twice is not None:
        raise click.UsageError(f"`{twice}` stands twice.")
    return {word: open_policy(word, as_machine=as_machine, language=language) for word in words}


def compare_cases(
    policies: Mapping[str, polc.Policy],
    files: Sequence[CaseFile],
    parameters: Mapping[str, Any],
    readings: Mapping[str, str],
    language: Language | None,
    *,
    as_machine: bool,
) -> bool:
    """Prints every comparison; false where a policy refuses a case."""
    results = []
    for file in files:
        for place, case in enumerate(file.cases):
            name = file.name if file.form == "object" else f"{file.name}[{place}]"
            results.append((name, _compare(policies, case, parameters, readings, language)))
    if as_machine:
        plain = [result for _, result in results]
        whole = len(files) == 1 and files[0].form == "object"
        print_json(plain[0] if whole else plain)
    else:
        _print_text(policies, results, language)
    return not any(
        "refused" in answer
        for _, result in results
        for answer in (result, *result.get("outcomes", ()))
    )


def _compare(
    policies: Mapping[str, polc.Policy],
    case: Any,
    parameters: Mapping[str, Any],
    readings: Mapping[str, str],
    language: Language | None,
) -> dict[str, Any]:
    """The comparison as a plain object, or `{"refused": …}`."""
    keywords = _first(policies).program.language
    if isinstance(case, BadLine):
        return told_refusal(CaseError((Problem("not_json", "", case.why),)), language, keywords)
    try:
        found = compare(
            list(policies.values()),
            case,
            parameters=parameters,
            readings=readings,
            names=list(policies),
        )
    except polc.CaseError as refused:
        return told_refusal(refused, language, keywords)
    return {**found.to_dict(), "outcomes": _told(policies, found, language)}


def _told(
    policies: Mapping[str, polc.Policy], found: Comparison, language: Language | None
) -> list[dict[str, Any]]:
    """Each outcome in the language asked for, or in its policy's own."""
    told = []
    for compared in found.compared:
        keywords = policies[compared.name].program.language
        if isinstance(compared.outcome, CaseError):
            told.append(told_refusal(compared.outcome, language, keywords))
        else:
            told.append(told_settlement(compared.outcome.to_dict(), language, keywords))
    return told


def _first(policies: Mapping[str, polc.Policy]) -> polc.Policy:
    return next(iter(policies.values()))


def _print_text(
    policies: Mapping[str, polc.Policy],
    results: Sequence[tuple[str, dict[str, Any]]],
    language: Language | None,
) -> None:
    titles: dict[str, str] = {}
    for policy in reversed(list(policies.values())):
        titles |= visible_parts(titles_of(policy))
    spoken = language or _first(policies).program.language
    for place, (name, given) in enumerate(results):
        result = visible_parts(given)
        if "refused" in result:
            print_text(refusal_as_text(name, result["refused"], spoken), nl=False, err=True)
            continue
        if place:
            print_text()
        print_text(as_text(name, result, titles, spoken, terminal_width()), nl=False)
