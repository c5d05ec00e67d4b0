"""Who pays, in words: one payer, or several one after the other."""

from tests.generators.policies.world import World


def pay_by(w: World, *, several: bool = True, of_claim: bool = False) -> str:
    """`paid by` one, or `several`, of a claim also up to a share of its cost."""
    last = w.one(w.payers)
    if w.apart.random() < 0.6 or not several:
        return f"paid by {last}"
    most = {5: "5 yuan", 40: "40 yuan", 300: "300 yuan", 2000: "2000 yuan"}
    if of_claim:
        most |= {40: "2% of in_policy", 2000: "10% of in_policy"}
    shares = [
        (w.apart.choice(w.payers), most[w.apart.choice(tuple(most))])
        for _ in range(w.apart.choice((1, 1, 2)))
    ]
    if w.cited.random() < 0.4:
        said = ", ".join(f"up to {up_to} by {payer}" for payer, up_to in shares)
        return f"paid {said}, rest by {last}"
    said = ", ".join(f"{payer} up to {up_to}" for payer, up_to in shares)
    return f"paid by {said}, rest by {last}"
