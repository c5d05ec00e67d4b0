"""Who pays, in words: one payer, or several one after the other."""

from tests.generators.policies.world import World


def pay_by(w: World, *, several: bool = True) -> str:
    """`paid by` one, or `several`."""
    last = w.one(w.payers)
    if w.apart.random() < 0.6 or not several:
        return f"paid by {last}"
    shares = [
        (w.apart.choice(w.payers), w.apart.choice((5, 40, 300, 2000)))
        for _ in range(w.apart.choice((1, 1, 2)))
    ]
    if w.cited.random() < 0.4:
        said = ", ".join(f"up to {most} yuan by {payer}" for payer, most in shares)
        return f"paid {said}, rest by {last}"
    said = ", ".join(f"{payer} up to {most} yuan" for payer, most in shares)
    return f"paid by {said}, rest by {last}"
