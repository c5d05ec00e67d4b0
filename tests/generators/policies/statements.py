"""Statements of the whole policy: its documents, its days, how it rounds, windows."""

from tests.generators.policies.world import World


def write_header(w: World) -> list[str]:
    """The policy's line, its documents."""
    edition = w.opt("edition 1", 0.8)
    found = [f'policy {w.one(("generated", "made_up"))} "生成"{edition}']
    for place, how in enumerate(("issued 2021-12-31", "issued unspecified", "not supplied")):
        if place == 0 or w.maybe(0.4):
            w.sources.append(f"src_{place}")
            found.append(f'source src_{place} "甲〔2022〕{place}号" {how}')
    return [*found, "use identities"]


def write_dates(w: World) -> list[str]:
    """From when the policy holds, which days count, how it rounds."""
    found = []
    match w.chance.randrange(6):
        case 0:
            found.append(f"in force unspecified{w.cites()}")
        case 1:
            pass
        case 2:
            found.append('param begins "施行日" : date unspecified')
            found.append(f"in force from begins{w.opt('until 2025-12-31')}{w.cites()}")
        case 3 if w.readings:
            reading = w.one(list(w.readings))
            for choice in w.readings[reading]:
                found.append(
                    f"in force from 2021-0{w.chance.randint(1, 9)}-01 where {reading} is {choice}"
                )
        case _:
            found.append(
                f"in force from 2022-0{w.one('12')}-01{w.opt('until 2025-12-31', 0.4)}{w.cites()}"
            )
    if w.maybe(0.3):
        found.append(f"dated by {w.one(('discharge', 'admission', 'settlement'))}{w.cites()}")
    if w.maybe(0.3):
        found.append(
            f"identities dated by {w.one(('discharge', 'admission', 'settlement'))}{w.cites()}"
        )
    elif w.maybe(0.15):
        found.append(f"identities of the year{w.cites()}")
    if w.maybe(0.3):
        found.append(f'follows former "旧政策"{w.opt("not supplied")}{w.cites()}')
    if w.maybe(0.3):
        step = w.opt("at every step")
        found.append(
            f"round {w.one(('to', 'down to'))} "
            f"{w.one(('1 fen', '0.1 yuan', '1 yuan'))}{step}{w.cites()}"
        )
    return found


def write_window(w: World) -> list[str]:
    """Claims of days before the policy, sometimes."""
    if not w.maybe(0.25):
        return []
    by = f" paid by {w.one(w.payers)}" if w.maybe() else ""
    title = w.opt('"窗口"')
    since = w.apart.choice(("", "", " from 2022-01-01"))
    found = [f"window early{title}{since} until 2022-03-31 by settlement{by}{w.cites()}"]
    if w.flags and w.apart.random() < 0.5:
        days = w.apart.choice(("discharge", "admission", "discharge, settlement"))
        by = f" paid by {w.apart.choice(w.payers)}" if w.payers else ""
        found.append(f"window said{since} until 2022-04-30 by {days} when {w.flags[0]}{by}")
    return found
