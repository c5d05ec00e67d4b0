"""The report of a run as a page for a browser.

In: a report. Out: HTML that needs nothing beside it; every text of a table or a policy is escaped.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from polc.batch.report import BatchReport
from polc.messages.text import Language, Text, in_language, say

_STYLE: Final = (
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #999;padding:.2em .6em}td{text-align:right}"
    "td:first-child{text-align:left}"
)


def as_page(report: BatchReport, language: Language) -> str:
    """The whole page."""
    told = report.to_dict()

    def word(text: Text) -> str:
        return str(in_language(text, language, language))

    of_what = [
        (word(say("policy")), told["policy"]),
        ("polc", told["polc"]),
        (word(say("fingerprint")), told["fingerprint"]),
        (word(say("digest of the mapping")), told["mapping"]),
    ]
    parts = [
        f"<h1>{escape(report.policy)}</h1>",
        _table((), of_what),
        *(f"<p>{escape(word(line))}</p>" for line in report.count()),
        _sums(word(say("benefits")), {"": told["benefits"]}),
        _sums(word(say("by identity")), told["by_identity"]),
        _sums(word(say("by place")), told["by_place"]),
    ]
    targets = [word(target.tell()) for target in report.targets()]
    if targets:
        parts.append(f"<h2>{escape(word(say('targets')))}</h2>")
        parts += [f"<p>{escape(target)}</p>" for target in targets]
    for name, counted in ((say("refused"), told["refused"]), (say("remarks"), told["remarks"])):
        if counted:
            rows = [(code, str(often)) for code, often in counted.items()]
            parts += [f"<h2>{escape(word(name))}</h2>", _table((), rows)]
    reasons = [word(reason) for reason in report.reasons(language)]
    if reasons:
        parts.append(f"<h2>{escape(word(say('why rows were refused')))}</h2>")
        parts += [f"<p>{escape(reason)}</p>" for reason in reasons]
    alerts = [
        (month, alert, str(often))
        for month, new in told["alerts_by_month"].items()
        for alert, often in new.items()
    ]
    if alerts:
        parts += [f"<h2>{escape(word(say('new alerts by month')))}</h2>", _table((), alerts)]
    so_far = [
        (month, alert, str(often))
        for month, held in told["alerts_so_far"].items()
        for alert, often in held.items()
    ]
    if so_far:
        head = word(say("alerts of the year up to each month"))
        parts += [f"<h2>{escape(head)}</h2>", _table((), so_far)]
    return (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8">'
        f"<title>{escape(report.policy)}</title><style>{_STYLE}</style>\n"
        + "\n".join(parts)
        + "\n</html>\n"
    )


def _sums(head: str, sums: Mapping[str, Mapping[str, str]]) -> str:
    names = tuple(dict.fromkeys(name for paid in sums.values() for name in paid))
    rows = [(key, *(paid.get(name, "") for name in names)) for key, paid in sums.items()]
    return f"<h2>{escape(head)}</h2>\n{_table(('', *names), rows)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    heads = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = [f"<tr>{heads}</tr>"] if head else []
    for row in rows:
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"
