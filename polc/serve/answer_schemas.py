"""What a service's answers look like, as JSON Schema.

In: a plan, for what hangs on a policy. Out: schemas by name. New members may come, so no answer is
closed; what is named here is always there.
"""

from typing import Any, Final

from polc.compiler.plan.plan import Plan
from polc.messages.text import say
from polc.serve.problems import KINDS, TYPE

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_YES_OR_NO: Final[Schema] = {"type": "boolean"}
_MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_AMOUNT: Final[Schema] = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
_MAYBE_AMOUNT: Final[Schema] = {"anyOf": [_AMOUNT, {"type": "null"}]}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
_OBJECT: Final[Schema] = {"type": "object"}


def _all_of(**members: Schema) -> Schema:
    """An object with at least these members."""
    return {"type": "object", "properties": members, "required": list(members)}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


_PROBLEM_OF_CASE: Final = _all_of(
    code=_TEXT, path=_TEXT, clause=_MAYBE_TEXT, clauses=_TEXTS, message=_TEXT
)

PROBLEM: Final[Schema] = {
    "type": "object",
    "description": say("RFC 9457; `refused` stands in that of a refused case"),
    "properties": {
        "type": {"enum": [TYPE + kind for kind in KINDS]},
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "refused": _list_of(_PROBLEM_OF_CASE),
    },
    "required": ["type", "title", "status"],
}

_NAMED: Final[Schema] = _all_of(policy=_TEXT, title=_TEXT, fingerprint=_TEXT, address=_TEXT)

_OPEN: Final = _list_of(_all_of(output=_TEXT, missing=_TEXT, clause=_MAYBE_TEXT, clauses=_TEXTS))

SHARED: Final[dict[str, Schema]] = {
    "problem": PROBLEM,
    "policies": _all_of(polc=_TEXT, policies=_list_of(_NAMED)),
    "policy": _all_of(**_NAMED["properties"], versions=_TEXTS),
    "page": _all_of(code=_TEXT, title=_TEXT, meaning=_TEXT),
    "shown": {"type": ["object", "array"]},
    "checked_text": _all_of(
        compiles=_YES_OR_NO,
        policy=_MAYBE_TEXT,
        diagnostics=_list_of(
            _all_of(
                code=_TEXT,
                severity={"enum": ["error", "warning"]},
                message=_TEXT,
                help=_TEXT,
                line=_COUNT,
                column=_COUNT,
            )
        ),
    ),
    "outcomes": _all_of(
        runs=_COUNT,
        complete=_YES_OR_NO,
        outcomes=_list_of(_all_of(readings=_OBJECT)),
        questions=_list_of(_OBJECT),
    ),
    "checked_case": _all_of(
        settles=_YES_OR_NO, refused=_list_of(_PROBLEM_OF_CASE), notes=_TEXTS, undetermined=_OPEN
    ),
    "ledger": _all_of(
        id=_TEXT, policy=_TEXT, fingerprint=_TEXT, year=_COUNT, entries=_COUNT, notes=_TEXTS
    ),
    "anything": {"description": say("what is meant for a case; what is wrong with it is answered")},
    "text": {
        "type": "object",
        "properties": {"text": {"type": "string", "description": say("the text of a `.pol` file")}},
        "required": ["text"],
        "additionalProperties": False,
    },
}
"""What is the same for every policy."""


def schemas_of_policy(plan: Plan) -> dict[str, Schema]:
    """The schemas of what a policy's cases come to."""
    claim = _claim(plan)
    paid = claim["properties"]["benefits"]
    settlement = _all_of(
        policy={"const": plan.policy},
        polc=_TEXT,
        fingerprint=_TEXT,
        year=_COUNT,
        parameters=_OBJECT,
        readings=_OBJECT,
        notes=_TEXTS,
        claims=_list_of(claim),
        totals=_all_of(benefits=paid, remaining=_AMOUNT),
        adjustments=_list_of(_ADJUSTMENT),
        person_year={"type": "object", "additionalProperties": _MAYBE_TEXT},
        entitlements=_RIGHTS,
        alerts=_list_of(_all_of(id=_TEXT, on=_TEXT)),
        limits=_list_of(_all_of(id=_TEXT, claim=_TEXT, excess=_AMOUNT, borne_by=_MAYBE_TEXT)),
        undetermined=_OPEN,
    )
    more = _all_of(consulted=_list_of(_OBJECT), explanation=_list_of(_STEP), lines=_TEXTS)
    entered = _all_of(
        entry=_COUNT,
        repeated=_YES_OR_NO,
        taken_back=_YES_OR_NO,
        claim={"anyOf": [claim, {"type": "null"}]},
        changes=_list_of(_all_of(claim=_TEXT, benefit=_TEXT, before=_AMOUNT, after=_AMOUNT)),
        adjustments=_list_of(_ADJUSTMENT),
    )
    return {
        "settlement": settlement,
        "explained": {"allOf": [settlement, more]},
        "entered": entered,
    }


_RIGHTS: Final[Schema] = {"type": "object", "additionalProperties": {"type": ["boolean", "null"]}}

_ADJUSTMENT: Final = _all_of(claim=_TEXT, benefit=_TEXT, amount=_AMOUNT, clause=_MAYBE_TEXT)

_STEP: Final = _all_of(
    claim=_MAYBE_TEXT,
    rule=_TEXT,
    cite=_TEXT,
    clause=_MAYBE_TEXT,
    clauses=_TEXTS,
    inputs={"type": "object", "additionalProperties": _TEXT},
    amount=_MAYBE_AMOUNT,
    status=_TEXT,
)


def _claim(plan: Plan) -> Schema:
    """What a claim comes to: an amount for each benefit of the policy."""
    names = [benefit.id for benefit in plan.benefits]
    benefits: Schema = {"type": "object", "additionalProperties": _AMOUNT, "properties": {}}
    benefits["properties"] = dict.fromkeys(names, _AMOUNT)
    return _all_of(
        id=_TEXT,
        identity=_MAYBE_TEXT,
        benefits=benefits,
        remaining=_AMOUNT,
        patient_pays=_MAYBE_AMOUNT,
        payer=_MAYBE_TEXT,
        payers={"type": "object"},
        entitlements=_RIGHTS,
        not_specified=_TEXTS,
    )
