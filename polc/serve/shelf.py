"""The policies that a service has, each version of them beside the others.

In: stdlib names or paths. Out: a `Shelf`: by name the version that counts now, by name and
fingerprint every one that was loaded. A changed file makes another version, which counts from then
on; whoever asked under the one before keeps it. A file that does not compile any more leaves what
was there, and why is told.
"""

from collections.abc import Iterable
from threading import Lock
from typing import Final

from attrs import field

from polc.api.load_policy import compile_source
from polc.api.loader import find_source, read_used
from polc.api.policy import Policy, policy_of
from polc.compiler.report.policy_error import PolicyError
from polc.compiler.report.source import SourceText
from polc.records.frozen import frozen
from polc.records.mutable import define

MOST_KEPT: Final = 16
"""Versions of a policy that are kept behind the one that counts; those given by name stay."""

RESERVED: Final = frozenset({"check", "explain", "health", "metrics"})
"""What the service itself answers at the place where a policy's name would stand."""

_Asked = tuple[str, str]
"""A name after `use`, and the file that says it."""

_Texts = list[tuple[_Asked | None, SourceText | None]]
"""What was read, the file itself under None."""


@frozen(eq=False)
class Version:
    """A policy as it was loaded: `given` is the word for it, `texts` what it was made of."""

    policy: Policy
    given: str
    texts: _Texts = field(repr=False)

    @property
    def name(self) -> str:
        """The policy's id."""
        return self.policy.name

    @property
    def fingerprint(self) -> str:
        """That of the policy under its own readings and figures."""
        return self.policy.fingerprint

    @property
    def address(self) -> str:
        """`suizhou@…`: this version and no other."""
        return f"{self.name}@{self.fingerprint}"


class ReservedNameError(ValueError):
    """A policy with a name that the service has for itself."""


def load_version(given: str, texts: _Texts | None = None) -> Version:
    """The policy of a stdlib name or a path; what was read is put into `texts`, also where it is no
    policy. Raises `OSError`, `PolicyError`, `ReservedNameError`."""
    texts = [] if texts is None else texts
    source = find_source(given)
    texts.append((None, source))

    def read(name: str, by: str) -> SourceText | None:
        found = read_used(name, by)
        texts.append(((name, by), found))
        return found

    version = Version(policy_of(compile_source(source, read)), given, texts)
    if version.name in RESERVED:
        raise ReservedNameError(version.name)
    assert version.fingerprint  # compiled here, and not by the first who asks
    return version


def is_changed(given: str, texts: _Texts) -> bool:
    """Whether some text is another one now. Raises `OSError`."""
    return not texts or any(
        (find_source(given) if asked is None else read_used(*asked)) != text
        for asked, text in texts
    )


@frozen
class Reloaded:
    """What became of a word's policy: the version that counts now, or the kind of what is wrong
    with its file."""

    version: Version | None
    why: str = ""


@define(eq=False)
class Shelf:
    """`stale` are the words whose files are no policy any more, each with the kind of what is
    wrong."""

    stale: dict[str, str] = field(factory=dict, init=False)
    _current: dict[str, Version] = field(factory=dict, init=False)
    """By word."""
    _kept: dict[str, Version] = field(factory=dict, init=False)
    """By address."""
    _refused: dict[str, _Texts] = field(factory=dict, init=False)
    """By word the texts that were no policy, which are not compiled again."""
    _reloading: Lock = field(factory=Lock, init=False)

    def put(self, version: Version) -> None:
        """The version counts for its word from now on."""
        current = {**self._current, version.given: version}
        kept = {address: known for address, known in self._kept.items() if known is not version}
        kept[version.address] = version
        behind = [
            address
            for address, known in kept.items()
            if known.name == version.name and known not in current.values()
        ]
        for address in behind[:-MOST_KEPT]:
            del kept[address]
        self._current, self._kept = current, kept

    @property
    def names(self) -> tuple[str, ...]:
        """The policies that can be asked for by name alone."""
        return tuple(dict.fromkeys(version.name for version in self._current.values()))

    def versions(self, name: str) -> tuple[Version, ...]:
        """All of a policy, the one that counts first."""
        known = [version for version in self._kept.values() if version.name == name]
        now = self.find(name)
        return tuple(dict.fromkeys([*([] if now is None else [now]), *reversed(known)]))

    def find(self, address: str) -> Version | None:
        """The version of `suizhou` or `suizhou@fingerprint`; of several words whose files are the
        same policy the last counts."""
        if "@" in address:
            return self._kept.get(address)
        named = [version for version in self._current.values() if version.name == address]
        return named[-1] if named else None

    def reload(self) -> list[Reloaded]:
        """Reads every file again, and loads anew what changed."""
        with self._reloading:
            found = (self._reload(version) for version in self._current.values())
            return [reloaded for reloaded in found if reloaded is not None]

    def _reload(self, version: Version) -> Reloaded | None:
        given, texts = version.given, _Texts()
        try:
            if not is_changed(given, version.texts):
                self._forget_trouble(given)
                return None
            if not is_changed(given, self._refused.get(given, [])):
                return None
            changed = load_version(given, texts)
        except (OSError, PolicyError, ReservedNameError) as mistake:
            self._refused[given] = texts
            why = type(mistake).__name__
            known = self.stale.get(given) == why and not texts
            self.stale[given] = why
            return None if known else Reloaded(None, why)
        self._forget_trouble(given)
        self.put(changed)
        return Reloaded(changed)

    def _forget_trouble(self, given: str) -> None:
        self.stale.pop(given, None)
        self._refused.pop(given, None)


def fill_shelf(words: Iterable[str]) -> Shelf:
    """The policies of these words. Raises what `load_version` raises."""
    shelf = Shelf()
    for word in dict.fromkeys(words):
        shelf.put(load_version(word))
    return shelf
