"""Two layers of which the higher pays."""

from tests.generators.policies.world import World

_BEYOND_CLAIM = ("per stay", "of the stay", "counting the whole", "cumulated", "by place", "each")


def set_rivals(w: World, body: list[str]) -> list[str]:
    """Of two layers side by side the one behind says so, mostly none; what is paid for a stay or
    for earlier claims is not compared."""
    text = "\n".join(body)
    if len(body) < 2 or w.falling.random() > 0.9 or any(word in text for word in _BEYOND_CLAIM):
        return body
    at = w.falling.randrange(1, len(body))
    first = w.done[at - 1]
    if f"{first}." in body[at]:
        return body
    chance, w.chance = w.chance, w.falling
    line = f"  pay the higher of this and {first}{w.tail()}"
    w.chance = chance
    return [*body[:at], body[at].removesuffix("\n}") + f"\n{line}\n}}", *body[at + 1 :]]
