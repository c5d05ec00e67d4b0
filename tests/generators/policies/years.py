"""Benefits of the person's year."""

import re

from tests.generators.policies.payers import pay_by
from tests.generators.policies.reaching import reaching
from tests.generators.policies.terms import new_reading
from tests.generators.policies.values import condition, day, money, yuan
from tests.generators.policies.world import World

_OF_POOLS = ("counts toward", "charges", "limited by", "figures by")
_DAYS = ("first day of year", "last day of year", "enrolled", "recognised", "premium_paid")


def write_year_benefit(w: World, name: str) -> str:
    """Alternatives of which the highest or the sum is paid, or a flat amount."""
    w.of_year = True
    lines: list[str] = []
    as_of = ""
    if w.readings and w.maybe(0.3):
        reading = w.one(list(w.readings))
        lines += [
            f"as of {w.one(_DAYS)} where {reading} is {choice}" for choice in w.readings[reading]
        ]
    elif w.maybe(0.7):
        as_of = f" as of {w.one((*_DAYS, *w.fields.get('person date', [])))}"
    if w.maybe(0.2):
        lines.append(f"figures by year of {w.one(('premium_paid', 'enrolled'))}{w.tail()}")
    if w.maybe(0.4):
        lines.append(f"for {', '.join(w.names()[0])}{w.tail()}")
    if w.maybe(0.2):
        lines.append(f"not for {', '.join(w.names(2)[0])}{w.tail()}")
    if w.maybe(0.3):
        lines.append(f"when {condition(w, 1)}{w.tail()}")
    if w.maybe(0.25):
        lines.append(f"pay {money(w)}{w.tail()}")
    else:
        lines += _alternatives(w)
    if w.year_pools and w.maybe(0.4):
        lines.append(
            f"{w.one(('counts toward', 'charges', 'limited by'))} {w.one(w.year_pools)}{w.tail()}"
        )
    if w.maybe(0.2):
        lines.append(f"{w.one(('at least', 'at most'))} {yuan(w)}{w.tail()}")
    if w.maybe(0.15):
        lines.append(f"round down to 1 yuan{w.tail()}")
    if w.maybe(0.4):
        title = w.opt(f'"个人缴费 {name}"')
        link = w.one(("of", "="))
        lines.append(
            f"leaving {name}_own{title} {link} {w.one((*w.parameters.get('money', []), yuan(w)))}"
            + w.tail()
        )
    if w.maybe(0.3):
        lines.append(f'payer {name}_payer "资金"')
    elif w.maybe(0.2):
        lines.append(f"{pay_by(w)}{w.tail()}")
    w.of_year = False
    lines = [_with_own_figures(w, line, lines) for line in lines]
    return (
        f'benefit {name} "年度 {name}" per person per year{as_of} {{\n  '
        + "\n  ".join(lines)
        + "\n}"
    )


def write_asking(w: World, asked: str, name: str) -> list[str]:
    """A benefit of the same day that asks what this one pays, or leaves of its one amount; mostly
    none. What is charged to a pool is known to nobody else."""
    if w.asked.random() >= 0.3 or any(word in asked for word in _OF_POOLS):
        return []
    head, *lines = asked.splitlines()
    of = head.split()[1]
    own = sum(line.strip().startswith("leaving ") for line in lines)
    parts = ("paid", "left") if own == 1 else ("paid",)
    figure = f"{of}.{w.asked.choice(parts)}"
    days = [line for line in lines if line.strip().startswith("as of ")]
    pay = w.asked.choice(
        (
            f"pay 50% of {figure}",
            f"pay the highest of {{ all for dibao: {figure}; rest for marginal: 30% of {figure} }}",
            f"pay 60 yuan\n  at most {figure}",
            f"pay 100 yuan - 20% of {figure}",
        )
    )
    people = w.asked.choice(("", "  for tekun, dibao, marginal\n"))
    when = w.asked.choice(("", "", f"  when {figure} over 10 yuan\n"))
    w.years.append(name)
    text = head.replace(f"benefit {of} ", f"benefit {name} ", 1).replace(f"年度 {of}", name)
    return ["\n".join([text, *days, f"{people}{when}  {pay}\n}}"])]


def _with_own_figures(w: World, line: str, lines: list[str]) -> str:
    """A line of figures by another day, all but a parameter that the benefit asks."""
    begin = "figures by year of "
    words = {word for text in lines for word in re.findall(r"\w+", text)}
    asked = [name for name in w.parameters.get("yearly", []) if name in words]
    if not line.startswith(begin) or not asked:
        return line
    day, *tail = line.removeprefix(begin).split(" ", 1)
    return " ".join([f"{begin}{day}, {asked[0]} by year", *tail])


def _alternatives(w: World) -> list[str]:
    reading = w.one(list(w.readings)) if w.readings and w.maybe(0.3) else ""
    found = []
    for at, choice in enumerate(w.readings[reading] if reading else ("",)):
        rows = [_alternative(w, f"way_{at}_{place}") for place in range(w.chance.randint(1, 3))]
        if w.maybe(0.1):
            rows[0] = f"{new_reading(w)} {rows[0]}"
        word = w.one(("pay the highest of", "pay the sum of"))
        where = f" where {reading} is {choice}" if reading else ""
        cites = w.cites(0.2)
        inner = w.one(("; ", "\n    ")).join(rows)
        if w.maybe():
            found.append(f"{word}{cites} {{ {inner} }}{where}")
        else:
            found.append(f"{word} {{{cites} {inner} }}{where}")
    return found


def alternative(w: World, name: str) -> str:
    """One alternative, for a policy that adds it to another's."""
    w.of_year = True
    text = _alternative(w, name)
    w.of_year = False
    return text


def _alternative(w: World, name: str) -> str:
    names = w.names(2)[0]
    people = [reaching(w, name) for name in names]
    if w.maybe(0.2):
        people[-1] = f"({names[-1]} when {condition(w, 0)})"
    who = "everyone" if w.maybe(0.15) else ", ".join(people)
    bounds = f" until {day(w)}" if w.maybe(0.3) else ""
    bounds += f" when {condition(w, 0)}" if w.maybe(0.25) else ""
    bounds += w.where(0.2)
    text = f"{name} for {who}{bounds}: {money(w)}{w.cites()}"
    for word in ("at least", "at most"):
        if w.maybe(0.2):
            only = f" only when {condition(w, 0)}" if w.maybe(0.3) else ""
            comma = w.one((",", "")) if text.endswith("yuan") else ""
            text += f"{comma} {word} {yuan(w)}{only}{w.tail()}"
    if w.rarely():
        text += " round to 1 yuan"
    if w.maybe(0.3):
        comma = w.one((",", "")) if text.endswith("yuan") else ""
        text += f"{comma} {pay_by(w)}{w.block(0.1)}"
    return text
