"""What a settlement or a plan names, as people are told it: by its title, not by its id.

In: titles by id, a language. Out: words. What a policy names goes by the title it has there; a
field of every case and a result by the words of the language; a name without a title stays.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from polc.compiler.model.running_figures import FIGURE_WORDS, PART_WORDS, RESULT_WORDS
from polc.compiler.typed.nodes.term_names import term_name
from polc.messages.text import Language, Text, listed, say, tell
from polc.records.frozen import frozen
from polc.runtime.vocabulary import CHINESE_CHOICES, find_field
from polc.wording.labels import fact_label, label, shown_fact

_CHINESE_RESULTS: Final = {english: chinese for chinese, english in reversed(RESULT_WORDS.items())}
_CHINESE_VALUES: Final = {english: chinese for chinese, english in CHINESE_CHOICES.items()}
_CHINESE_FIGURES: Final[dict[str, str]] = {
    figure: word for word, (_, figure) in FIGURE_WORDS.items() if not word.isascii()
}
_CHINESE_PARTS: Final = {english: chinese for chinese, english in PART_WORDS.items()}

_FIGURES: Final = {
    "accumulated": say("accumulated"),
    "pool": say("shared limit"),
    "of_stay": say("in the stay"),
    "stay": say("the stay"),
}
"""Figures so far, as their names end or begin."""

_STEPS: Final = {
    "adjust": say("adjustment"),
    "earlier": say("earlier claims"),
    "rest": say("other care"),
}
"""Parts of the name of a rule that are no term; `rest` is the kind of care `otherwise`."""

_NAME: Final = re.compile(r"[A-Za-z_]\w*(?:\[\d+\])?(?:\.[A-Za-z_]\w*)*", re.ASCII)
_OF_CLAIM: Final = re.compile(r"claims\[(?P<at>\d+)\]\.(?P<rest>.+)")
_RECOGNISED: Final = "recognised as "


@frozen
class Names:
    """The titles of a policy, and who reads them."""

    titles: Mapping[str, str]
    language: Language

    def tell(self, said: Text) -> str:
        """A sentence of polc's own."""
        return str(tell(said, self.language))

    def of(self, name: str) -> str:
        """A name. Where the reader's language is another than the title's, the name stands beside
        it."""
        title = self.titles.get(name, "")
        if title:
            return self._beside(title, name)
        if "." in name:
            return " · ".join(map(self._part, name.split(".")))
        return self._of_language(name)

    def _beside(self, title: str, name: str) -> str:
        return title if self.language == "zh" or title.isascii() else f"{title} ({name})"

    def _part(self, part: str) -> str:
        """A part of `assistance.paid`: of what, and which figure of it."""
        if part in _FIGURES:
            return self.tell(_FIGURES[part])
        chinese = _CHINESE_PARTS.get(part) if self.language == "zh" else None
        return chinese or self.of(part)

    def _of_language(self, name: str) -> str:
        """A field of every case, one of its words, or a result."""
        if self.language == "en":
            return name.replace("_", " ")
        field = find_field(name)
        if field is not None:
            return field.chinese[0]
        chinese = _CHINESE_VALUES.get(name) or _CHINESE_RESULTS.get(name)
        return chinese or _CHINESE_FIGURES.get(name) or name

    def of_output(self, output: str, claims: tuple[str, ...]) -> str:
        """`claims[0].due_at_admission` as what it is of which claim; `claims` by their place."""
        of_claim = _OF_CLAIM.fullmatch(output)
        if of_claim is not None and int(of_claim["at"]) < len(claims):
            claim = claims[int(of_claim["at"])]
            told = say("{output} of {claim}", output=self._last(of_claim["rest"]), claim=claim)
            return self.tell(told)
        return self._last(output)

    def _last(self, path: str) -> str:
        return self.of(path.rpartition(".")[2])

    def in_text(self, text: str, claims: tuple[str, ...]) -> str:
        """A sentence in which ids stand, such as what is missing or a note: by their titles."""
        return _NAME.sub(lambda found: self._in_text(found[0], claims), text)

    def _in_text(self, name: str, claims: tuple[str, ...]) -> str:
        known = name in self.titles or "_" in name or "." in name
        return self.of_output(name, claims) if known else name

    def rule(self, rule: str) -> str:
        """`assistance.inpatient.rate`: the rate of a kind of care, the title of what it is of left
        out; a rule without a term by its own title, a kind of care by the one it has there."""
        owner, *parts = rule.split(".")
        if not parts:
            return self.of(owner) if owner in self.titles else self._term(owner, "")
        return " · ".join(self._term(part, f"{owner}.{part}") for part in parts)

    def _term(self, part: str, path: str) -> str:
        """A part of a rule; `path` is that with what it is of."""
        if path in self.titles:
            return self._beside(self.titles[path], part)
        if part in self.titles:
            return self.of(part)
        if part in _STEPS:
            return self.tell(_STEPS[part])
        told = self.tell(term_name(part))
        return told if told != part.replace("_", " ") else self._of_language(part)

    def fact(self, name: str, value: Any) -> tuple[str, str]:
        """What a step took or came to: its name and its value."""
        if name.startswith(_RECOGNISED):
            people = self._each(name.removeprefix(_RECOGNISED))
            said = say("day of recognition as {identities}", identities=people)
            return self.tell(said), shown_fact(name, value, self.language)
        told = fact_label(name, self.language)
        return self.of(name) if told == name else told, self.value(name, value)

    def value(self, name: str, value: Any) -> str:
        """The value of a fact, or of a field of the case, by its name."""
        shown = shown_fact(name, value, self.language)
        if shown != value:
            return shown
        field = find_field(name)
        if field is not None and value in field.choices:
            return self._of_language(shown)
        return self._value(shown)

    def status(self, status: str) -> str:
        """What became of a step."""
        return label(status, self.language).replace("_", " ")

    def _value(self, shown: str) -> str:
        """Ids of the policy that stand in a list."""
        parts = shown.split(", ")
        return self._each(shown) if any(part in self.titles for part in parts) else shown

    def _each(self, names: str) -> str:
        return self.tell(listed(map(self.of, names.split(", "))))


Told = Callable[[Text], str]
"""Says a sentence in the language of the reader."""
