"""An object as a key: found again by the object itself, whatever is like it."""


class ByIdentity:
    """A key that none of another object equals. The object lives as long as the key."""

    __slots__ = ("part",)

    def __init__(self, part: object) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, peer: object) -> bool:
        return isinstance(peer, ByIdentity) and self.part is peer.part
