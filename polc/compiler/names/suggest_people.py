"""What to write for a word that names no people of a policy.

In: the word, the identities and groups that are known. Out: another spelling of the same people,
what documents mean by the word, or how such people are declared; never another group of people.
"""

import re
from typing import Final

from polc.compiler.report.similar import Suggestion, suggest_person
from polc.grammar.keywords import HAN, KEYWORDS
from polc.messages.text import NOTHING, Text, either, say
from polc.runtime.said_otherwise import KIND_WORDS, LEVEL_WORDS, NOBODY, PLACE_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS
from polc.stdlib_policies.identity_synonyms import SAME_PEOPLE
from polc.stdlib_policies.other_people import EXCEPT, OTHER_PEOPLE

TITLES: Final = {word: title for title, words in SAME_PEOPLE.items() for word in words}
"""The identity of the library by what documents also call it."""

_EVERYBODY: Final = frozenset(
    (
        *KEYWORDS["EVERYONE"][0],
        *KEYWORDS["EVERYONE"][1],
        *("all", "anyone", "everybody", "anybody", "全体人员", "全体", "全部人员", "所有人"),
        *("所有人员", "所有参保人", "所有参保人员", "全体参保人员", "参保人", "参保人员"),
        *("全部参保人员", "参保居民", "全体参保居民", "参保对象", "insured", "all_insured"),
    )
)
"""What is written for everyone."""

_REST: Final = frozenset(
    (
        *("其他人员", "其他对象", "其余人员", "其余对象", "其他参保人员", "其他人", "其他居民"),
        *("其它", "其它人员", "其它对象", "其它人", "其余人", "剩余人员", "其它人群", "余下人员"),
        *("其他人群", "其他参保人", "其他参保居民", "其余参保人员", "others", "other", "rest"),
        *("the_rest", "everyone_else", "else", "anyone_else", "default"),
    )
)
"""What is written for whoever a table does not list."""

_ITSELF: Final = frozenset(word for words in KEYWORDS["ITSELF"] for word in words)
_ORDINARY: Final = say(
    "an ordinary person has no identity: in an example leave the name out, in a benefit write "
    "`for everyone`"
)
_DECLARED: Final = say(
    "an identity or a group is expected here; whoever else the document means is declared: "
    '`identity NAME "title"`, or of several `group NAME = tekun | dibao`'
)
_CHINESE: Final = re.compile(rf"[{HAN}]+")
_AND_SO_ON: Final = re.compile(
    "等(?:困难群众|困难人员|人员|对象|人群|群体|特殊人群|重点人群|救助对象|困难群体)?$"
)
_EXCEPTED: Final = re.compile(rf"除了?[{HAN}]{{2,}}外|[{HAN}]{{2,}}(?:以外|之外|除外)")
_NOT: Final = re.compile(rf"(?:非|除了?)(?P<people>[{HAN}]+)")
"""What may leave people out, or begin a name as another word does: `非特困人员`, `非遗传承人`."""

_PERSONS: Final = re.compile(
    "(?:人员|对象|人口|成员|儿童|孤儿|残疾人|患者|户|家庭|群众|学生|居民|职工|军人|老年人|老人|遗属)$"
)
"""How names of people end."""


def suggest_people(word: str, known: list[str], otherwise: Text) -> Suggestion:
    """What to write for a word that names no people here: another spelling of the same, what
    documents mean by it, or `otherwise`."""
    if word in OTHER_PEOPLE:
        return Suggestion(OTHER_PEOPLE[word])
    if word in _EVERYBODY:
        return Suggestion(
            say(
                "a list of people names them: write the identities and groups that are meant; a "
                "benefit for all says `for everyone`"
            )
        )
    if word.lower() in NOBODY:
        return Suggestion(_ORDINARY)
    if word in _ITSELF:
        return Suggestion(
            say(
                "it stands behind a name, for the identity that a group is called by: "
                "`dibao itself`"
            )
        )
    if word in TITLES:
        return Suggestion(say("did you mean `{found}`?", found=TITLES[word]), (TITLES[word],))
    found = suggest_person(word, known)
    if found.text:
        return found
    if _leaves_out(word, known):
        return Suggestion(EXCEPT)
    explained = _explain_word(word)
    if explained is not None:
        return explained
    return Suggestion(_DECLARED if otherwise != NOTHING and _CHINESE.fullmatch(word) else otherwise)


def _leaves_out(word: str, known: list[str]) -> bool:
    """Whether a word says who is left out: what only begins like that is a name as another,
    unless people follow that are known."""
    if _EXCEPTED.fullmatch(word) is not None:
        return True
    found = _NOT.fullmatch(word)
    return found is not None and any(
        found["people"] in people for people in (known, SAME_PEOPLE, TITLES, OTHER_PEOPLE)
    )


def _explain_word(word: str) -> Suggestion | None:
    """What a word is that is neither an identity nor a group."""
    if word in _REST:
        return Suggestion(
            say("whoever a table does not list is `otherwise`; a list names everybody who is meant")
        )
    choice = CHINESE_CHOICES.get(word, word)
    inside = PLACE_WORDS.get(word)
    if inside is not None:
        chinese = {choice: known for known, choice in CHINESE_CHOICES.items()}
        place = inside if word.isascii() else chinese[inside]
        hint = say("it is a place: write `{place}`, and `by place` behind the table", place=place)
        return Suggestion(hint, (place,))
    if any(choice in field.choices for field in FIELDS):
        field = next(field for field in FIELDS if choice in field.choices)
        return Suggestion(
            say(
                "it is a value of `{field}`: write `by {field}` behind a table of such keys",
                field=field.name if word.isascii() else field.chinese[0],
            )
        )
    kinds = KIND_WORDS.get(word)
    if kinds is not None:
        chinese = {choice: known for known, choice in CHINESE_CHOICES.items()}
        words = tuple(kind if word.isascii() else chinese[kind] for kind in kinds)
        hint = say(
            "it is a kind of care: write {written}, and `by kind` behind the table",
            written=either(say("`{word}`", word=kind) for kind in words),
        )
        return Suggestion(hint, words)
    if word in LEVEL_WORDS:
        hint = say(
            "it is a level of hospitals: write `{figure}`, and `by hospital_level` behind the "
            "table",
            figure=LEVEL_WORDS[word],
        )
        return Suggestion(hint, (LEVEL_WORDS[word],))
    more = _AND_SO_ON.search(word)
    if more is not None and more.start() > 1:
        left_out = say("leave `{word}` out: a list names everybody who is meant", word=more.group())
        return Suggestion(left_out)
    return Suggestion(_DECLARED) if _PERSONS.search(word) else None
