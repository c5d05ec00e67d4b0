"""A request as an operation reads it.

In: what came over HTTP. Out: an `Asked`: the policy's version that its address names, its query and
body, each read as strictly as a case: what is not known is refused, not passed over.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.api.exact_json import KeyTwiceError, read_exact_json
from polc.compiler.report.similar import suggest
from polc.messages.reasons import say_reason
from polc.messages.text import Language, quoted, say
from polc.records.frozen import frozen
from polc.serve.problems import Refusal
from polc.serve.service import Service
from polc.serve.shelf import Version

FLAGS: Final = frozenset({"explain", "usual"})
"""What a query says `true` or `false` of."""

LISTS: Final = frozenset({"require"})
"""What a query may say several times."""

LANGUAGES: Final[Mapping[str, Language]] = {"en": "en", "zh": "zh"}

_PREFERRED: Final = re.compile(r"\s*(en|zh)\b[^,;]*(?:;\s*q=([01](?:\.\d{0,3})?))?", re.I)


@frozen(kw_only=True)
class Asked:
    """`path` are the parts of the address by name, `query` what was said of each name, `language`
    the one asked for."""

    service: Service
    path: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]]
    body: bytes
    language: Language | None

    @property
    def version(self) -> Version:
        """The policy that the address names."""
        found = self.service.shelf.find(self.path["policy"])
        if found is None:
            known = self.service.shelf.names
            hint = suggest(
                self.path["policy"], known, say("served are {known}", known=quoted(known))
            ).text
            raise Refusal("no_policy", hint)
        return found

    def spoken(self, version: Version | None = None) -> Language:
        """The language of the answer: the one asked for, else the service's, else the policy's."""
        own: Language = "en" if version is None else version.policy.plan.language
        return self.language or self.service.language or own

    def says(self, flag: str) -> bool:
        """Whether the query says yes to this."""
        return self.query.get(flag) == ("true",)

    def json(self) -> Any:
        """The value of the body."""
        return read_body(self.body)

    def object(self, names: Iterable[str], needed: Iterable[str] = ()) -> dict[str, Any]:
        """The object of the body, which has these members and no others."""
        found = self.json()
        known = tuple(names)
        if not isinstance(found, dict):
            raise Refusal("bad_request", say("an object is expected"))
        for name in found:
            if name not in known:
                hint = suggest(name, known, say("known are {known}", known=quoted(known))).text
                raise Refusal(
                    "bad_request", say("unknown member `{name}`; {hint}", name=name, hint=hint)
                )
        for name in needed:
            if found.get(name) is None:
                raise Refusal("bad_request", say("the member `{name}` is missing", name=name))
        return found


def read_body(body: bytes) -> Any:
    """The value of a JSON text, its numbers exact."""
    try:
        return read_exact_json(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refusal("not_json", say("the request is not UTF-8")) from None
    except json.JSONDecodeError as mistake:
        place = f"{mistake.lineno}:{mistake.colno}"
        reason = say_reason(mistake.msg)
        raise Refusal("not_json", say("{place}: {reason}", place=place, reason=reason)) from None
    except RecursionError:
        raise Refusal("not_json", say("the request is nested too deeply")) from None
    except KeyTwiceError as twice:
        said = say("the key `{key}` stands twice in one object", key=twice)
        raise Refusal("not_json", said) from None


def read_query(
    pairs: Iterable[tuple[str, str]], known: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """What a query says, by name; a name that the operation does not know is refused."""
    found: dict[str, tuple[str, ...]] = {}
    names = ("language", *known)
    for name, value in pairs:
        if name not in names:
            hint = suggest(name, names, say("known are {known}", known=quoted(names))).text
            raise Refusal("bad_query", say("unknown name `{name}`; {hint}", name=name, hint=hint))
        if name in found and name not in LISTS:
            raise Refusal("bad_query", say("`{name}` is said twice", name=name))
        if name in FLAGS and value not in ("true", "false"):
            raise Refusal("bad_query", say("`{name}` is `true` or `false`", name=name))
        if name == "language" and value not in LANGUAGES:
            raise Refusal("bad_query", say("`language` is `en` or `zh`"))
        found[name] = (*found.get(name, ()), value)
    return found


def choose_language(asked: tuple[str, ...], accepted: str) -> Language | None:
    """The language of the query, else the one that `Accept-Language` likes best of ours."""
    if asked:
        return LANGUAGES[asked[0]]
    liked: list[tuple[float, Language]] = []
    for part in accepted.split(","):
        found = _PREFERRED.fullmatch(part)
        if found is not None:
            liked.append((float(found[2] or 1), LANGUAGES[found[1].lower()]))
    best = max(liked, key=lambda pair: pair[0], default=None)
    return None if best is None or best[0] == 0 else best[1]
