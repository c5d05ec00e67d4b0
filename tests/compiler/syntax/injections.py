"""Kinds of mistakes, each made in one line of a right policy, and where they can be made."""

import re
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Final

from attrs import frozen

Wrong = Callable[[re.Match[str], Random], str]


@frozen
class Kind:
    """What is wrong, the part of a line it is made of, and what is written instead."""

    name: str
    part: re.Pattern[str]
    wrong: Wrong


@frozen
class Injection:
    """A mistake at a line (from 0)."""

    kind: Kind
    line: int


def _strange(found: re.Match[str], chance: Random) -> str:
    """The name with letters after it that no other name has."""
    return found.group(1) + found.group(2) + "zq" + "".join(chance.choices("vwxyz", k=6))


def _without_letter(found: re.Match[str], chance: Random) -> str:
    word = found.group(2)
    at = chance.randrange(1, len(word) - 1)
    return f"{found.group(1)}{word[:at]}{word[at]}{word[at]}{word[at:]}{found.group(3)}"


def _kind(name: str, part: str, wrong: str | Wrong) -> Kind:
    if isinstance(wrong, str):
        template = wrong
        return Kind(name, re.compile(part), lambda found, _: found.expand(template))
    return Kind(name, re.compile(part), wrong)


KINDS: Final = (
    _kind(
        "misspelt keyword",
        r"^( +)(deductible|rate|base|counts|cap|when|expect|person)( .*)$",
        _without_letter,
    ),
    _kind("misspelt pool", r"^( +counts toward )(\w+)", _strange),
    _kind("misspelt parameter", r"^( +rate )([a-z]\w*)", _strange),
    _kind("misspelt choice", r"^([^#\n]*where [a-z]\w* is )(\w+)", _strange),
    _kind("misspelt identity", r"^( +person )([a-z]\w*)", _strange),
    _kind("misspelt output", r"^( +expect )([a-z]\w*)(?= [0-9.]+ yuan)", _strange),
    _kind("misspelt field", r"(inpatient \{ )(in_policy)", _strange),
    _kind("misspelt kind of care", r"^( +claim.*[0-9] )(inpatient)", _strange),
    _kind("misspelt code", r"^( +expect error )(\w+)", _strange),
    _kind("money for a rate", r"^( +rate [0-9]+)%", r"\1 yuan"),
    # A cap may be raised by a share of itself.
    _kind("rate for money", r"^( +(?:deductible|cap) (?!raised|lowered).*?[0-9]+) yuan", r"\1%"),
    _kind("rate over 100", r"^( +rate )([1-9][0-9]+)%(?! of)", r"\g<1>1\2%"),
    _kind("decimal rate", r"^( +rate )([1-9])0%", r"\g<1>0.\2"),
    _kind("no percent sign", r"^( +rate [0-9]+)%", r"\1"),
    _kind("no unit", r"^( +(?:deductible|cap) .*?[0-9]+) yuan", r"\1"),
    _kind("no unit of what is expected", r"^( +expect [a-z.]+ [0-9]+) yuan", r"\1"),
    _kind("money and rate", r"^( +base (?!higher of|lower of|portion of)\w+)(?= )", r"\1 + 5%"),
    _kind("comma in a number", r"^( +deductible .*?[0-9])([0-9]{3}) yuan", r"\1,\2 yuan"),
    _kind("space in a number", r"^( +deductible .*?[0-9])([0-9]{3}) yuan", r"\1 \2 yuan"),
    _kind("currency before", r"^( +deductible .*? )([0-9]+) yuan", r"\1RMB \2"),
    _kind("slashes in a date", r"^( +claim.*? [0-9]{4})-([0-9]+)-([0-9]+)", r"\1/\2/\3"),
    _kind("no such day", r"^( +claim.*? [0-9]{4})-[0-9]+-[0-9]+", r"\1-02-30"),
    _kind("no colon", r"^( +rate \{ \w+):", r"\1"),
    _kind("key twice", r"^( +rate \{ )((?!otherwise)\w+: [0-9]+%; )", r"\1\2\2"),
    _kind("comment of another language", r"^( +expect .*[a-z]) +# ", r"\1 // "),
    _kind("no closing mark", r'^( +(?:rate|base|deductible)[^"]*"[^"]*)"([^"]*)$', r"\1\2"),
    _kind("equals sign", r"^( +(?:rate|base)) ", r"\1 = "),
    _kind("question by equals sign", r"^( +when kind) is ", r"\1 == "),
    _kind("list with and", r"^( +for \w+), (\w+)", r"\1 and \2"),
    _kind("sign twice", r"^(layers \w+ >) ", r"\1 > "),
    _kind("day unknown", r"^(dated by )(\w+)", _strange),
    _kind("full-width comment", r"^( +expect .*[a-z] +)# ", "\\1＃ "),
)


_CLASS_LINE = re.compile(r" *for [^:]*:")
_DATED = re.compile(r"(?:until|from|至|自) ?[0-9]{4}")


def candidates(text: str) -> list[Injection]:
    """Every mistake that can be made in the text: in lines that open or close no block of
    several lines, so that what is lost with one is no other's place."""
    found = []
    lines = text.split("\n")
    for place, line in enumerate(lines):
        code = line.split("#")[0]
        near = " ".join(lines[max(0, place - 1) : place + 2])
        if code.count("{") == code.count("}"):
            found += [
                Injection(kind, place)
                for kind in KINDS
                if kind.part.search(line) and not _is_told_elsewhere(kind, code, near)
            ]
    return found


def _is_told_elsewhere(kind: Kind, code: str, near: str) -> bool:
    """Whether another line tells it, or keeps quiet for it: of two lines of one term, each for a
    time of its own, one has an amount and one a percentage, and the table that they are is told
    at its second; of a benefit whose class could not be read no example is held."""
    if kind.name == "list with and":
        return _CLASS_LINE.match(code) is not None
    return "for" in kind.name.split() and _DATED.search(near) is not None


def choose(text: str, count: int, chance: Random) -> list[Injection]:
    """So many of them, all in different statements, rare kinds as often as
    frequent ones; fewer where the text has no more."""
    every = candidates(text)
    often = Counter(candidate.kind.name for candidate in every)
    order = sorted(every, key=lambda candidate: chance.random() * often[candidate.kind.name])
    chosen: list[Injection] = []
    for candidate in order:
        if (
            all(abs(candidate.line - other_chosen.line) > 1 for other_chosen in chosen)
            and len(chosen) < count
        ):
            chosen.append(candidate)
    return sorted(chosen, key=lambda injection: injection.line)


def inject(text: str, chosen: list[Injection], chance: Random) -> str:
    """The text with these mistakes."""
    lines = text.split("\n")
    for injection in chosen:
        found = injection.kind.part.search(lines[injection.line])
        assert found is not None
        wrong = injection.kind.wrong(found, chance)
        whole = lines[injection.line]
        lines[injection.line] = whole[: found.start()] + wrong + whole[found.end() :]
    return "\n".join(lines)
