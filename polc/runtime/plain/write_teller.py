"""What a claim came to in the contract's JSON, written by a function made for the policy.

In: where a claim's function gives the amount of each benefit, what is left and the identity. Out:
the maker of a function that tells these of a claim by its id and what was given: amounts as texts,
the identity by name. There is nothing of the policy in its text: names are given to the maker.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

TellPlainly = Callable[[str, tuple[int, ...]], dict[str, Any]]

_MOST_MADE: Final = 256


@lru_cache(maxsize=_MOST_MADE)
def compile_teller(places: tuple[int, ...], identity: int) -> Callable[..., TellPlainly]:
    """The maker of the function, called with `format_money`, `FEN`, the names of identities and
    those of the benefits. `places` are those of the benefits' amounts and last of what is left,
    `identity` that of the identity."""
    count = range(len(places))
    amounts = [
        line
        for at, place in enumerate(places)
        for line in (
            f"a = given[{place}]",
            f't{at} = f"{{a // 100}}{{fen[a % 100]}}" if a >= 0 else write(a)',
        )
    ]
    benefits = ", ".join(f"n{at}: t{at}" for at in count[:-1])
    body = (
        *amounts,
        f"held = given[{identity}]",
        "held = names[held.bit_length() - 1] if held else None",
        f'return {{"id": claim, "identity": held, "benefits": {{{benefits}}}, '
        f'"remaining": t{count[-1]}}}',
    )
    text = "\n".join(
        (
            f"def make(write, fen, names, {', '.join(f'n{at}' for at in count[:-1])}):",
            "    def tell(claim, given):",
            *(f"        {line}" for line in body),
            "    return tell",
        )
    )
    space: dict[str, Any] = {}
    exec(compile(text, "<polc teller>", "exec"), space)
    maker: Callable[..., TellPlainly] = space["make"]
    return maker
