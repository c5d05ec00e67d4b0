"""The report of a run as a page for a browser.

In: a report. Out: HTML that needs nothing beside it; every text of a table or a policy is escaped.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Final, TypeVar

from polc.batch.report import BatchReport
from polc.batch.report_names import ReportNames
from polc.messages.text import Language, say

_STYLE: Final = (
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #999;padding:.2em .6em}td{text-align:right}"
    "td:first-child{text-align:left}"
)

_Value = TypeVar("_Value")


def as_page(report: BatchReport, language: Language) -> str:
    """The whole page."""
    told = report.to_dict()
    names = ReportNames(language, report.titles)
    word = names.tell
    of_what = [
        (word(say("policy")), names.of(told["policy"])),
        ("polc", told["polc"]),
        (word(say("fingerprint")), told["fingerprint"]),
        (word(say("digest of the mapping")), told["mapping"]),
    ]
    title = escape(names.of(report.policy))
    parts = [
        f"<h1>{title}</h1>",
        _table((), of_what),
        *(f"<p>{escape(word(line))}</p>" for line in report.count()),
        _list(word(say("benefits")), _named(told["benefits"], names.of)),
        _list(word(say("person and year")), _named(told["person_years"], names.of)),
        _sums(word(say("by identity")), _named(told["by_identity"], names.of_identity), names.of),
        _sums(word(say("by place")), _named(told["by_place"], names.of_place), names.of),
    ]
    targets = [word(target.tell()) for target in report.targets()]
    if targets:
        parts.append(f"<h2>{escape(word(say('targets')))}</h2>")
        parts += [f"<p>{escape(target)}</p>" for target in targets]
    reasons = [word(reason) for reason in report.reasons(language)]
    if reasons:
        parts.append(f"<h2>{escape(word(say('why rows were refused')))}</h2>")
        parts += [f"<p>{escape(reason)}</p>" for reason in reasons]
    remarks = [word(remark) for remark in names.remarks(told["remarks"])]
    if remarks:
        parts.append(f"<h2>{escape(word(say('remarks')))}</h2>")
        parts += [f"<p>{escape(remark)}</p>" for remark in remarks]
    alerts = [
        (month, names.of(alert), str(often))
        for month, new in told["alerts_by_month"].items()
        for alert, often in new.items()
    ]
    if alerts:
        parts += [f"<h2>{escape(word(say('new alerts by month')))}</h2>", _table((), alerts)]
    so_far = [
        (month, names.of(alert), str(often))
        for month, held in told["alerts_so_far"].items()
        for alert, often in held.items()
    ]
    if so_far:
        head = word(say("alerts of the year up to each month"))
        parts += [f"<h2>{escape(head)}</h2>", _table((), so_far)]
    return (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style>\n" + "\n".join(parts) + "\n</html>\n"
    )


def _named(sums: Mapping[str, _Value], name: Callable[[str], str]) -> dict[str, _Value]:
    """The same by the names for a person."""
    return {name(key): value for key, value in sums.items()}


def _list(head: str, sums: Mapping[str, str]) -> str:
    """A figure a line; nothing where there is none."""
    return f"<h2>{escape(head)}</h2>\n{_table((), sums.items())}" if sums else ""


def _sums(head: str, sums: Mapping[str, Mapping[str, str]], name: Callable[[str], str]) -> str:
    columns = tuple(dict.fromkeys(column for paid in sums.values() for column in paid))
    rows = [(key, *(paid.get(column, "") for column in columns)) for key, paid in sums.items()]
    return f"<h2>{escape(head)}</h2>\n{_table(('', *map(name, columns)), rows)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    heads = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = [f"<tr>{heads}</tr>"] if head else []
    for row in rows:
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"
