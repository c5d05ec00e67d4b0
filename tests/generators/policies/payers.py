"""Who pays, in words: one payer, or several one after the other."""

from tests.generators.policies.world import World


def pay_by(w: World) -> str:
    """What stands behind `paid by`."""
    last = w.one(w.payers)
    if w.apart.random() < 0.6:
        return last
    shares = [
        f"{w.apart.choice(w.payers)} up to {w.apart.choice((5, 40, 300, 2000))} yuan"
        for _ in range(w.apart.choice((1, 1, 2)))
    ]
    return f"{', '.join(shares)}, rest by {last}"
