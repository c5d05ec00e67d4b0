"""The form that a case of a policy is filled in on, for a page or an editor.

In: the plans that a policy's readings lead to, the inputs of its cases, a language. Out: plain
data, the blank case with what each of its values is: groups `{"form": "group", "key", "title",
"of"}` with their entries in the order of the case, each a `list` where the case has several, and
fields `{"form": "field", "key", "title", "kind"}` with what is known of them: `choices` of a value
and its title, the `default` of one that is left out, whether every case must say it (`needed`), the
`rules` that read it, and whether null says that there is no limit (`limitless`). The whole has the
first `year` of the policy, where it is known, for examples of days. No field is filled in: what a
form leaves blank the case does not say.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Plan
from polc.inspect.blank_case import blank_case
from polc.inspect.inputs import Input, Scope
from polc.messages.text import Language, Text, in_language, say
from polc.records.frozen import frozen
from polc.runtime.benefit_year import year_of_day
from polc.runtime.vocabulary import CHINESE_CHOICES

Entry = dict[str, Any]

_TITLES: Final = {
    "parameters": say("parameters without a value"),
    "readings": say("readings"),
    "region": say("region"),
    "household": say("members of the household"),
    "person": say("person"),
    "opening": say("sums at the start of the year"),
    "claims": say("claims"),
    "paid": say("what others have settled"),
    "pools": say("pools"),
    "tallies": say("tallies"),
    "lines": say("deductibles"),
}
_PARTS: Final = {
    "paid": say("paid"),
    "line": say("counted toward the deductible"),
    "borne": say("borne"),
}
_CHINESE: Final = {choice: word for word, choice in CHINESE_CHOICES.items()}


def case_form(
    plans: tuple[Plan, ...], inputs: tuple[Input, ...], language: Language = "en"
) -> Entry:
    """The form as one group: its groups are titled in this language, its fields by the policy."""
    known = {(input_.scope, input_.name): input_ for input_ in inputs}
    form = _Form(plans[0], known, language).of_case(blank_case(plans, inputs))
    dates = plans[0].dates
    if dates.start is None:
        return form
    return {**form, "year": year_of_day(dates.start, dates.year_begins)}


@frozen
class _Form:
    """What is known of a case."""

    plan: Plan
    inputs: Mapping[tuple[Scope, str], Input]
    language: Language

    def of_case(self, blank: Mapping[str, Any]) -> Entry:
        """The whole, or the part of one member of a household."""
        return _group("", "", filter(None, (self._of_part(*part) for part in blank.items())))

    def _of_part(self, key: str, blank: Any) -> Entry | None:
        match key:
            case "policy":
                return None
            case "parameters":
                return self._titled(key, self._parameters(blank))
            case "readings":
                return self._titled(key, self._readings())
            case "region" | "person":
                return self._titled(key, self._inputs(key, blank))
            case "claims":
                return {**self._titled(key, self._inputs("claim", blank[0])), "form": "list"}
            case "household":
                return {**self._titled(key, self.of_case(blank[0])["of"]), "form": "list"}
            case "opening":
                return self._titled(key, self._sums(blank))
            case _:
                return self._input("case", key)

    def _titled(self, key: str, entries: Iterable[Entry]) -> Entry:
        return _group(key, self._words(_TITLES[key]), entries)

    def _words(self, text: Text) -> str:
        return str(in_language(text, self.language, self.language))

    def _parameters(self, blank: Mapping[str, Any]) -> list[Entry]:
        known = {parameter.id: parameter for parameter in self.plan.parameters}
        return [
            self._parameter(known[name], name, known[name].title, form)
            for name, form in blank.items()
        ]

    def _parameter(self, parameter: Parameter, key: str, title: str, blank: Any) -> Entry:
        if isinstance(blank, dict):
            rows = (self._parameter(parameter, row, row, form) for row, form in blank.items())
            return _group(key, title, rows)
        if parameter.kind == "bands":
            edges = _field("up_to", self._words(say("up to")), "money")
            rate = _field("rate", self._words(say("rate")), "rate")
            return {**_group(key, title, (edges, rate)), "form": "list"}
        found = _field(key, title, parameter.kind)
        return {**found, "limitless": True} if parameter.optional else found

    def _readings(self) -> list[Entry]:
        return [
            {
                **_field(reading.id, reading.title, "choice"),
                "choices": [
                    _choice(choice.id, choice.title) for choice in reading.choices if choice.settled
                ],
                "default": reading.default,
            }
            for reading in self.plan.readings
        ]

    def _inputs(self, scope: Scope, blank: Mapping[str, Any]) -> list[Entry]:
        return [
            self._titled(name, self._inputs("paid", form))
            if isinstance(form, dict)
            else self._input(scope, name)
            for name, form in blank.items()
        ]

    def _input(self, scope: Scope, name: str) -> Entry:
        known = self.inputs[scope, name]
        if known.kind == "identities":
            return {**_group(name, known.title, self._identity()), "form": "list"}
        found = _field(name, known.title, known.kind)
        if known.kind == "choice":
            ids = (choice for choice in known.choices if choice not in CHINESE_CHOICES)
            found["choices"] = [_choice(choice, _CHINESE.get(choice, "")) for choice in ids]
        if known.default is not None:
            found["default"] = bool(known.default) if known.kind == "flag" else known.default
        return {**found, "needed": known.needed, "rules": list(known.rules)}

    def _identity(self) -> Iterable[Entry]:
        held = _field("id", self._words(say("identity")), "choice")
        yield {
            **held,
            "choices": [_choice(known.id, known.title) for known in self.plan.identities],
            "needed": True,
        }
        yield _field("from", self._words(say("first day")), "date")
        yield _field("to", self._words(say("last day")), "date")
        yield _field("grade", self._words(say("grade")), "count")

    def _sums(self, blank: Mapping[str, Any]) -> list[Entry]:
        return [self._sum(key, form) for key, form in blank.items()]

    def _sum(self, key: str, blank: Any, group: str = "") -> Entry:
        if isinstance(blank, dict):
            found = self.inputs.get(("opening", key))
            title = self._words(_TITLES[key]) if found is None else found.title
            return _group(key, title, (self._sum(name, form, key) for name, form in blank.items()))
        found = self.inputs.get(("opening", f"{group}.{key}"))
        part = _PARTS.get(key)
        title = found.title if found is not None else part or key
        kind = "money" if isinstance(blank, str) else "count"
        return _field(key, self._words(title) if isinstance(title, Text) else title, kind)


def _group(key: str, title: str, entries: Iterable[Entry]) -> Entry:
    return {"form": "group", "key": key, "title": title, "of": list(entries)}


def _field(key: str, title: str, kind: str) -> Entry:
    return {"form": "field", "key": key, "title": title, "kind": kind}


def _choice(value: str, title: str) -> Entry:
    return {"value": value, "title": title}
