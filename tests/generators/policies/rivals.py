"""Two layers of which the higher pays."""

from tests.generators.policies.world import World

_OF_STAY = ("per stay", "of the stay")
_BEYOND_CLAIM = ("counting the whole", "cumulated", "by place", "each")


def set_rivals(w: World, body: list[str]) -> list[str]:
    """Of two layers side by side the one behind says so, mostly none; what is paid for a stay is
    not compared, nor anything where something is due for earlier claims."""
    text = "\n".join(body)
    if len(body) < 2 or w.falling.random() > 0.9 or any(word in text for word in _BEYOND_CLAIM):
        return body
    at = w.falling.randrange(1, len(body))
    first = w.done[at - 1]
    of_stay = any(word in part for part in body[at - 1 : at + 1] for word in _OF_STAY)
    if of_stay or f"{first}." in body[at]:
        return body
    chance, w.chance = w.chance, w.falling
    line = f"  pay the higher of this and {first}{w.tail()}"
    w.chance = chance
    return [*body[:at], body[at].removesuffix("\n}") + f"\n{line}\n}}", *body[at + 1 :]]
