"""What a service has, and what its policies say.

In: a version of a policy, the name of a part. Out: the part as `polc show --format json` prints it,
files without their folders; what is served, as JSON. A part is worked out once for each version and
language.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from polc.api.shown_part import ShownPart, show_part
from polc.messages.text import Language
from polc.serve.asked import Asked
from polc.serve.shelf import Version
from polc.version import __version__

PARTS: Final[tuple[ShownPart, ...]] = (
    "rules",
    "params",
    "readings",
    "inputs",
    "plan",
    "clauses",
    "case",
)


@lru_cache(maxsize=256)
def shown_part(version: Version, part: ShownPart, language: Language) -> Any:
    """The part of a version; the place of its file on this machine concerns nobody who asks."""
    return _with_bare_names(show_part(version.policy, part, language))


def _with_bare_names(shown: Any) -> Any:
    """The same with the name of each file alone."""
    match shown:
        case {"file": str(file), **rest}:
            return {**shown, **_with_bare_names(rest), "file": re.split(r"[/\\]", file)[-1]}
        case dict():
            return {key: _with_bare_names(value) for key, value in shown.items()}
        case list():
            return [_with_bare_names(value) for value in shown]
        case _:
            return shown


def answer_part(part: ShownPart) -> Callable[[Asked], Any]:
    """`GET /{policy}/clauses` and the like."""
    return lambda asked: shown_part(asked.version, part, asked.spoken(asked.version))


def describe_version(version: Version) -> dict[str, Any]:
    """A version of a policy by name."""
    return {
        "policy": version.name,
        "title": version.policy.titles[version.name],
        "fingerprint": version.fingerprint,
        "address": f"/{version.address}",
    }


def answer_policy(asked: Asked) -> dict[str, Any]:
    """`GET /{policy}`."""
    version = asked.version
    beside = asked.service.shelf.versions(version.name)
    return {**describe_version(version), "versions": [known.fingerprint for known in beside]}


def answer_policies(asked: Asked) -> dict[str, Any]:
    """`GET /`."""
    shelf = asked.service.shelf
    found = [version for name in shelf.names if (version := shelf.find(name)) is not None]
    return {"polc": __version__, "policies": [describe_version(version) for version in found]}
