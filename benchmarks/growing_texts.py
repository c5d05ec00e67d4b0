"""Texts that grow: what an input can be long in, of any length."""

from collections.abc import Callable

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance
benefit assistance "医疗救助" per claim {
  for dibao
  rate 70%
}
"""

EXAMPLE = """example "第{at}例" {{
  person dibao
  claim a 2022-03-01 inpatient {{ in_policy 100 yuan }}
  expect a.assistance 70 yuan
}}
"""


def layers_that_ask(count: int) -> str:
    """Layers each of which asks twice for the deductible of the one before."""
    names = [f"l{at}" for at in range(count)]
    lines = ['policy p "层" edition 1', "use identities", f"layers {' > '.join(names)}"]
    for at, name in enumerate(names):
        before = f"l{at - 1}.deductible"
        value = f"{{ dibao: {before}; otherwise: {before} + 1 yuan }}" if at else "5 yuan"
        terms = f"deductible per claim {value} rate 50%"
        lines.append(f'benefit {name} "层{at}" per claim {{ {terms} }}')
    return "\n".join(lines) + "\n"


def cited_groups(count: int) -> str:
    """Groups that are used, each with its clause."""
    names = [f"g{at}" for at in range(count)]
    head = TOWN.replace("policy", 'source s "甲" issued 2022-01-01\npolicy', 1).splitlines()
    head = [head[1], head[0], *head[2:]]
    groups = [f'group {name} "组{at}" = dibao | tekun cite s "一" S-{at}'
              for at, name in enumerate(names)]  # fmt: skip
    people = ", ".join(names)
    return "\n".join((*head[:4], *groups, *head[4:])).replace("for dibao", f"for {people}") + "\n"


def readings_of_benefits(count: int) -> str:
    """Layers each of which has a reading of its own."""
    names = [f"l{at}" for at in range(count)]
    lines = ['policy p "读" edition 1', "use identities", f"layers {' > '.join(names)}"]
    for at, name in enumerate(names):
        rate = f"rate {{ low: 50%; high: 60% }} by r{at}"
        reading = f'reading r{at} "读{at}" {{ low default; high }}'
        lines.append(f'benefit {name} "层{at}" per claim {{ {rate} {reading} }}')
    return "\n".join(lines) + "\n"


def layers(count: int) -> str:
    """Layers with a deductible and two rates each."""
    names = [f"l{at}" for at in range(count)]
    lines = ['policy p "层" edition 1', "in force from 2022-01-01", "use identities"]
    lines.append(f"layers {' > '.join(names)}")
    for at, name in enumerate(names):
        rate = "rate { dibao: 60%; otherwise: 70% }"
        lines += [f'benefit {name} "层{at}" per claim {{', "  for dibao"]
        lines += [f"  deductible per claim {100 + at} yuan", f"  {rate}", "}"]
    return "\n".join(lines) + "\n"


def layers_with_alerts(count: int) -> str:
    """As many alerts as layers: an alert goes on from the claim behind all of them."""
    alerts = (
        f'alert a{at} "警{at}" {{\n  for dibao\n  when total over {1_000 + at} yuan\n}}\n'
        for at in range(count)
    )
    return layers(count) + "".join(alerts)


def of_benefit(line: str, count: int) -> str:
    """A benefit with as many lines."""
    return TOWN[:-2] + f"  {line}\n" * count + "}\n"


def kinds_of_care(count: int) -> str:
    """A benefit of as many kinds of care: there may be no more than 300 lines."""
    kinds = "".join(f"  k{at} when total over {at} yuan {{ rate 50% }}\n" for at in range(count))
    terms = f"first of {{\n{kinds}  otherwise {{ rate 60% }}\n  }}"
    return TOWN.replace("rate 70%", terms)


def idle(kind: str, count: int) -> str:
    """Declarations that nothing asks for."""
    return TOWN + "".join(kind.format(at=at) for at in range(count))


TEXTS: dict[str, Callable[[int], str]] = {
    "digits": lambda count: TOWN + "1" * count,
    "blank lines": lambda count: TOWN + "\n" * count + "use identities\n",
    "mistakes on one line": lambda count: TOWN + " param p : money = 5 yuan" * (count // 8),
    "signs": lambda count: TOWN + "- " * count,
    "examples": lambda count: TOWN + "".join(EXAMPLE.format(at=at) for at in range(count // 16)),
    "groups": lambda count: cited_groups(count // 8),
    "readings": lambda count: readings_of_benefits(count // 16),
    "layers": lambda count: layers(count // 16),
    "idle groups": lambda count: idle("group g{at} = dibao | tekun\n", count // 8),
    "idle pools": lambda count: idle("pool p{at} 9 yuan per person per year\n", count // 8),
    "lines of a benefit": lambda count: of_benefit("rate 70%", count // 8),
    "kinds of care": lambda count: kinds_of_care(count // 40),
    "layers and alerts": lambda count: layers_with_alerts(count // 64),
}
"""What grows, and the text of a given length of it."""
