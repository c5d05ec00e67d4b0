"""Random refunds of a row of a bureau's table.

In: a row, its amounts, the rows of its person. Out: rows that take it back, whole or in part, on
its day or later, in its year or the next; of few of them something is wrong.
"""

from random import Random

from polc.runtime.read.read_value import ValueRefusedError, read_money

DAYS = ("", "2022-12-31", "2023-02-01")
"""Of a refund: that of its claim, or a later one."""


def refunds_of(
    chance: Random,
    row: dict[str, str],
    amounts: list[str],
    rows: list[dict[str, str]],
    mistakes: float,
) -> list[dict[str, str]]:
    """None of a row whose amounts are none."""
    try:
        fen = {name: read_money(row[name]) for name in amounts if row.get(name)}
    except ValueRefusedError:
        return []
    found = []
    sign = chance.choice(("-", "-", ""))
    day = chance.choice(DAYS)
    for number, share in enumerate(chance.choice(((1,), (1,), (2,), (2, 2), (4, 4, 2), (3, 3)))):
        taken = {name: amount if share == 1 else amount // share for name, amount in fen.items()}
        refund = {
            **row,
            "id": f"{row['id']}r{number}",
            "refund": "1",
            "takes back": row["id"],
            **{name: f"{sign}{amount // 100}.{amount % 100:02}" for name, amount in taken.items()},
        }
        if day:
            refund["date"] = day
        if chance.random() < 5 * mistakes:
            _spoil(chance, refund, amounts, rows)
        found.append(refund)
    return found


def _spoil(
    chance: Random, refund: dict[str, str], amounts: list[str], rows: list[dict[str, str]]
) -> None:
    name = chance.choice(amounts)
    match chance.randrange(7):
        case 0:
            refund["takes back"] = chance.choice(("", "nothing7", refund["id"]))
        case 1:
            refund["takes back"] = chance.choice(rows)["id"]
        case 2:
            refund[name] = chance.choice(("", "99999999", "-0.00", "0", "--5", "1e3"))
        case 3:
            refund[name] = refund[name].removeprefix("-") if refund.get(name) else "5"
        case 4:
            refund["date"] = "2021-12-31"
        case 5:
            other = chance.choice(sorted(refund))
            refund[other] = chance.choice(("", "?", "0", "1"))
        case _:
            refund["refund"] = "0"
