"""Names as people are told them: titles, in either language."""

import pytest

from polc.messages.text import Language
from polc.wording.names import Names

TITLES = {"dibao": "低保对象", "help": "医疗救助", "tekun": "特困人员", "fund": "fund"}


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("dibao", "zh", "低保对象"),
        ("dibao", "en", "低保对象 (dibao)"),
        ("fund", "en", "fund"),
        ("in_county", "zh", "县内"),
        ("hospital_level", "zh", "医院级别"),
        ("due_at_admission", "zh", "入院时应缴"),
        ("due_at_admission", "en", "due at admission"),
        ("of_its_own", "zh", "of_its_own"),
    ],
)
def test_a_name_by_its_title(name: str, language: Language, told: str) -> None:
    """That of the policy, that of the language; what has none stays."""
    assert Names(TITLES, language).of(name) == told


def test_a_result_says_of_which_claim_it_is() -> None:
    """By the claim's own id."""
    assert Names(TITLES, "zh").of_output("claims[1].help", ("a", "b")) == "b的医疗救助"


def test_ids_in_a_sentence_are_told_by_their_titles() -> None:
    """What is no id stays."""
    told = Names(TITLES, "zh").in_text("未给出claims[0].designated，按polc", ("c1",))
    assert told == "未给出c1的定点，按polc"


def test_a_rule_is_told_without_what_it_is_of() -> None:
    """Each part by its word; a name of the policy's own stays."""
    assert Names(TITLES, "zh").rule("help.inpatient.rate") == "住院 · 比例"
    assert Names(TITLES, "zh").rule("help.full") == "full"


def test_a_kind_of_care_is_told_by_the_title_it_has_there() -> None:
    """Another benefit may have another kind of the same name; `otherwise` is no name."""
    names = Names({"help.full": "全额", "fund.full": "全部"}, "zh")
    assert names.rule("help.full.rate") == "全额 · 比例"
    assert names.rule("help.rest.rate") == "其他情形 · 比例"


def test_the_people_of_a_fact_are_told_by_their_titles() -> None:
    """In its name and in its value."""
    assert Names(TITLES, "zh").fact("recognised as tekun, dibao", "never") == (
        "特困人员、低保对象的认定日",
        "从未",
    )
    assert Names(TITLES, "zh").fact("class", "dibao") == ("适用身份", "低保对象")
