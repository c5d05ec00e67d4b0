"""Identities of a person that a policy has no place for, and those that nobody named.

In: a person as read, the identities that the policy knows what to do with. Out: a note for each
of the others: they change nothing, and whoever gave them is told so, as of a grade that is not
asked; a note where a policy asks for identities and the case has no list of them.
"""

from collections.abc import Sequence

from polc.messages.text import Text, say
from polc.runtime.case import PersonRead


def may_be_unplaced(person: PersonRead, asked: int) -> bool:
    """Whether the person holds an identity that is none of those of a mask, or a grade that is not
    asked, or the case is silent on what a mask asks."""
    return bool(person.unnamed and asked) or any(
        identity.idle_grade or not asked >> identity.bit & 1 for identity in person.held
    )


def note_unplaced(
    person: PersonRead, names: Sequence[str], placed_identities: frozenset[str]
) -> list[Text]:
    """A note for each identity, in the order of the case; one where it has no list of them."""
    if person.unnamed:
        return [
            say(
                "`{path}` is not given: the person was taken as one without any, which an empty "
                "list says",
                path="person.identities",
            )
        ]
    held = dict.fromkeys(names[identity.bit] for identity in person.held)
    unplaced = [
        say("the policy has no place for the identity `{word}`, which changes nothing", word=name)
        for name in held
        if name not in placed_identities
    ]
    graded = dict.fromkeys(names[identity.bit] for identity in person.held if identity.idle_grade)
    return unplaced + [
        say("the grade of `{word}` changes nothing: the policy does not ask for it", word=name)
        for name in graded
        if name in placed_identities
    ]
