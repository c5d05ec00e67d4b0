"""What the page asks: a request read, and the policy that it is about.

In: a request as text. Out: a `PageRequest`; its texts, compiled. Raises `PageRefusal` for what is
not answered. Nothing is read but the texts that the request brings and the standard library.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from polc.api.exact_json import KeyTwiceError, read_exact_json
from polc.api.loader import BYTE_ORDER_MARK, beside, find_source, read_used, stdlib_names
from polc.api.policy import Policy, policy_of
from polc.compiler.pipeline import Compilation, compile_text
from polc.compiler.report.similar import suggest
from polc.compiler.report.source import SourceText
from polc.editors.occurrences import Occurrence, find_occurrences
from polc.messages.text import Language, Text, say
from polc.records.frozen import frozen

MOST_REQUEST: Final = 1_000_000
"""Characters of a request."""
MOST_TEXT: Final = 200_000
"""Bytes of all texts of a policy: the longest that is checked."""
MOST_FILES: Final = 50

_TITLES: Final[dict[str, Text]] = {
    "bad_request": say("the request cannot be understood"),
    "too_large": say("the request asks for too much"),
    "unknown_operation": say("there is no such operation"),
    "not_compiled": say("the policy has mistakes"),
    "no_answer": say("polc did not answer"),
    "internal_error": say("an internal error of polc"),
}


class PageRefusal(Exception):  # noqa: N818  # an answer, and no error of the page
    """A request that is answered by why not; `code` is one of those with a title."""

    def __init__(self, code: str, detail: Text) -> None:
        super().__init__(code)
        self.code, self.title, self.detail = code, _TITLES[code], detail


@frozen
class PageRequest:
    """A request that is a JSON object, and the language in which it is answered."""

    given: Mapping[str, Any]
    language: Language

    def text(self, name: str, usual: str | None = None) -> str:
        """A value that is text; without `usual` it has to be there."""
        value = self.given.get(name, usual)
        if not isinstance(value, str):
            raise PageRefusal("bad_request", say("`{name}` is text", name=name))
        return value

    def object(self, name: str) -> Mapping[str, Any]:
        """A value that is an object; one that is not there is empty."""
        value = self.given.get(name, {})
        if not isinstance(value, dict):
            raise PageRefusal("bad_request", say("`{name}` is an object", name=name))
        return value

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Names and texts of the files."""
        files = self.object("files")
        if len(files) > MOST_FILES:
            most = say("a request has at most {most} files", most=MOST_FILES)
            raise PageRefusal("too_large", most)
        if not all(isinstance(text, str) for text in files.values()):
            raise PageRefusal("bad_request", say("`files` are texts by the names of their files"))
        if sum(len(text.encode("utf-8", "replace")) for text in files.values()) > MOST_TEXT:
            raise PageRefusal("too_large", say("a policy has at most {most} bytes", most=MOST_TEXT))
        return tuple(files.items())

    def source(self) -> SourceText:
        """The text that is asked about: `main` of the files, or a policy of the library."""
        if "policy" in self.given:
            name = self.text("policy")
            if name not in stdlib_names():
                known = say("`policies` lists the library")
                raise PageRefusal("bad_request", suggest(name, stdlib_names(), known).text)
            return find_source(name)
        name, files = self.text("main"), dict(self.files)
        if name not in files:
            raise PageRefusal("bad_request", say("`main` names one of `files`"))
        return _source(name, files[name])

    def compiled(self) -> Compilation:
        """The text with what it uses; of the last ones it is kept."""
        source = self.source()
        return _compile(source.name, source.text, self.files)

    def occurrences(self) -> tuple[Occurrence, ...]:
        """The names of the text in their order; none where its syntax cannot be read."""
        source = self.source()
        return _occurrences(source.name, source.text, self.files)

    def place(self, name: str) -> tuple[int, int]:
        """A value that is a place: a line from 0, and in it a unit."""
        place = self.object(name)
        line, unit = place.get("line"), place.get("character")
        if type(line) is int and type(unit) is int and line >= 0 and unit >= 0:
            return line, unit
        raise PageRefusal("bad_request", say("`{name}` is a place", name=name))

    def policy(self) -> Policy:
        """The policy, under the readings that are chosen. Raises `PageRefusal` for a text with
        mistakes, `CaseError` for a choice that is none."""
        source = self.source()
        policy = _policy(source.name, source.text, self.files)
        if policy is None:
            raise PageRefusal("not_compiled", say("`check` tells what is wrong with the policy"))
        readings = self.object("readings")
        if not all(isinstance(choice, str) for choice in readings.values()):
            raise PageRefusal("bad_request", say("`readings` are choices by their reading"))
        return policy.with_readings(readings) if readings else policy


def read_request(request: str) -> PageRequest:
    """The request as data. Raises `PageRefusal`."""
    if len(request) > MOST_REQUEST:
        most = say("a request has at most {most} characters", most=MOST_REQUEST)
        raise PageRefusal("too_large", most)
    try:
        given = read_exact_json(request)
    except (ValueError, KeyTwiceError, RecursionError):
        raise PageRefusal("bad_request", say("the request is not a JSON object")) from None
    if not isinstance(given, dict):
        raise PageRefusal("bad_request", say("the request is not a JSON object"))
    match given.get("language", "en"):
        case "zh":
            return PageRequest(given, "zh")
        case "en":
            return PageRequest(given, "en")
    raise PageRefusal("bad_request", say("`language` is `zh` or `en`"))


def _source(name: str, text: str) -> SourceText:
    return SourceText(name, text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"))


@lru_cache(maxsize=4)
def _compile(name: str, text: str, files: tuple[tuple[str, str], ...]) -> Compilation:
    texts = dict(files)

    def read(used: str, by: str) -> SourceText | None:
        beside_it = beside(by, used)
        if beside_it in texts:
            return _source(beside_it, texts[beside_it])
        return read_used(used, stdlib_names()[0])

    return compile_text(SourceText(name, text), read)


@lru_cache(maxsize=4)
def _occurrences(
    name: str, text: str, files: tuple[tuple[str, str], ...]
) -> tuple[Occurrence, ...]:
    named = _compile(name, text, files).named
    return () if named is None else find_occurrences(named, SourceText(name, text))


@lru_cache(maxsize=4)
def _policy(name: str, text: str, files: tuple[tuple[str, str], ...]) -> Policy | None:
    program = _compile(name, text, files).program
    return None if program is None else policy_of(program)
