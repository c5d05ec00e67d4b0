"""Cases settled, explained and checked for whoever asks over HTTP or as an assistant.

In: a version of a policy, a case as JSON, options. Out: the contract's JSON, told in a language. A
case that is refused is a `Refusal` with every problem.
"""

from collections.abc import Sequence
from typing import Any, Final

from attrs import field

import polc
from polc.api.count_claims import count_claims
from polc.api.outcomes import TooManySettlementsError, settle_readings
from polc.api.told import told_outcomes, told_refusal, told_settlement
from polc.messages.text import Language, say
from polc.records.frozen import frozen
from polc.runtime.errors import Problem
from polc.serve.asked import Asked
from polc.serve.problems import Refusal
from polc.serve.shelf import Version
from polc.serve.stoppable import StoppablePolicy

MOST_CLAIMS: Final = 20_000
"""Claims that one request settles: some seconds of work. A thread cannot be stopped, so what is
more is refused before it holds one up."""

MOST_READ_OTHERWISE: Final = 10_000
"""Claims times the settlements that readings make of them, all the more as each is answered."""

MOST_EXPLAINED: Final = 1_000
"""Claims that one request explains, each of which takes many times what settling it does."""


@frozen
class Options:
    """`require` are outputs that may not stay open; `usual` takes the facts of an ordinary person
    where the case is silent."""

    usual: bool = False
    require: Sequence[str] = field(default=())


def settle_case(
    version: Version, case: Any, options: Options, language: Language, *, explain: bool = False
) -> dict[str, Any]:
    """The settlement; with `explain` also how it came about, as JSON and as lines of text."""
    policy = version.policy
    check_count(count_claims(case), explain=explain)
    try:
        check_filled(case)
        settled = policy.settle(case, require=options.require, usual=options.usual)
        told = settled.to_dict(explain=explain)
        if explain:
            told["lines"] = settled.explain().splitlines()
    except polc.CaseError as mistake:
        raise refuse(mistake, version, language) from None
    return told_settlement(told, language, policy.plan.language)


def settle_all(version: Version, case: Any, options: Options, language: Language) -> dict[str, Any]:
    """The outcomes under every reading that matters."""
    policy = version.policy.with_usual_facts() if options.usual else version.policy
    claims = count_claims(case)
    check_count(claims)
    try:
        check_filled(case)
        most = MOST_READ_OTHERWISE // max(claims, 1)
        outcomes = settle_readings(StoppablePolicy(policy), case, most).to_dict()
    except TooManySettlementsError:
        why = say(
            "the readings that matter to {claims} claims make more than {most} settlements of a "
            "claim; ask with fewer claims, or with `readings` that are chosen",
            claims=claims,
            most=MOST_READ_OTHERWISE,
        )
        raise Refusal("too_large", why) from None
    except polc.CaseError as mistake:
        raise refuse(mistake, version, language) from None
    return told_outcomes(outcomes, language, policy.plan.language)


def check_case(version: Version, case: Any, options: Options, language: Language) -> dict[str, Any]:
    """Whether a case settles, every reason why not, and what stays open where it does."""
    try:
        settled = settle_case(version, case, options, language)
    except Refusal as refused:
        return {"settles": False, **refused.more, "notes": [], "undetermined": []}
    left = {name: settled[name] for name in ("notes", "undetermined")}
    return {"settles": True, "refused": [], **left}


def check_filled(case: Any) -> None:
    """Raises `CaseError` for an empty case, which is told where there is one to fill in."""
    if case == {}:
        message = say("the case is an empty object; the service shows a blank `case` of the policy")
        raise polc.CaseError((Problem("missing_field", "", message),))


def check_count(claims: int, *, explain: bool = False) -> None:
    """Raises `Refusal` where one request has more claims than it may."""
    most = MOST_EXPLAINED if explain else MOST_CLAIMS
    if claims > most:
        if explain:
            said = say("at most {most} claims are explained at once", most=most)
        else:
            said = say("at most {most} claims are settled at once", most=most)
        raise Refusal("too_large", said)


def refuse(mistake: polc.CaseError, version: Version, language: Language) -> Refusal:
    """A refused case as what the request is answered."""
    refused = told_refusal(mistake, language, version.policy.plan.language)
    first = refused["refused"][0]
    detail = say("{path}: {why}", path=first["path"], why=first["message"])
    return Refusal("refused", detail if first["path"] else first["message"], refused)


def _options(asked: Asked) -> Options:
    return Options(usual=asked.says("usual"), require=asked.query.get("require", ()))


def answer_settle(asked: Asked) -> dict[str, Any]:
    """`POST /{policy}/settle`."""
    version = asked.version
    explain = asked.says("explain")
    language = asked.spoken(version)
    return settle_case(version, asked.json(), _options(asked), language, explain=explain)


def answer_outcomes(asked: Asked) -> dict[str, Any]:
    """`POST /{policy}/outcomes`."""
    version = asked.version
    return settle_all(version, asked.json(), _options(asked), asked.spoken(version))


def answer_explain(asked: Asked) -> dict[str, Any]:
    """`POST /{policy}/explain`."""
    version = asked.version
    language = asked.spoken(version)
    return settle_case(version, asked.json(), _options(asked), language, explain=True)


def answer_check(asked: Asked) -> dict[str, Any]:
    """`POST /{policy}/check`."""
    version = asked.version
    return check_case(version, asked.json(), _options(asked), asked.spoken(version))
