"""What the reports of a run call things: benefits, identities, places, remarks.

In: the titles of a policy by id, the language of the reader; an id. Out: words. Tables for machines
keep the ids.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field

from polc.batch.columns.add_up import NOBODY
from polc.messages.text import Language, Text, in_language, say
from polc.records.frozen import frozen
from polc.wording.labels import shown_fact

_REMARKS: Final[Mapping[str, Text]] = {
    "total": say("a sum that is not that of its parts"),
    "other_layer": say("paid by a layer that the policy does not have"),
    "duplicate": say("perhaps one stay twice"),
    "shared_id": say("one id for several persons"),
}
"""By the code of a remark."""


@frozen
class ReportNames:
    """`titles` are those of the policy, its identities, benefits and outputs, by id."""

    language: Language
    titles: Mapping[str, str] = field(factory=dict)

    def of(self, name: str) -> str:
        """The id and the title of a benefit, a policy or an amount of the person's year."""
        title = self.titles.get(name, "")
        return f"{name} {title}" if title and title != name else name

    def of_identity(self, key: str) -> str:
        """One identity, or those that a person holds together, by their titles."""
        if key == NOBODY:
            return self.tell(say("none"))
        return "+".join(self.titles.get(name) or name for name in key.split("+"))

    def of_place(self, key: str) -> str:
        """Where a claim was."""
        if key == NOBODY:
            return self.tell(say("none"))
        return shown_fact("place", key, self.language)

    def remarks(self, counted: Mapping[str, int]) -> Iterator[Text]:
        """How many there are of each remark, by its code."""
        for code, often in sorted(counted.items()):
            yield say("`{code}`, {what}: {count}", code=code, what=_REMARKS[code], count=str(often))

    def tell(self, words: Text) -> str:
        """A sentence in the language of the reader."""
        return str(in_language(words, self.language, self.language))
