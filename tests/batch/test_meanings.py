"""What the codes of a mapping may mean, and what is said of those that mean nothing."""

import pytest

import polc
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import MappingError, read_mapping
from tests.batch.town import MAPPING, POLICY


def _read(old: str, new: str) -> None:
    assert old in MAPPING
    vocabulary = vocabulary_of(polc.compile(POLICY, name="town"))
    read_mapping(MAPPING.replace(old, new), vocabulary)


@pytest.mark.parametrize("word", ["低保", "低保户", "dibao", "低保对象"])
def test_what_documents_call_the_people_is_their_name_too(word: str) -> None:
    """A mapping knows the names that a policy and a case know."""
    _read('7 = "低保对象"', f'7 = "{word}"')


def test_nobody_in_chinese() -> None:
    """The same as `none`."""
    _read('1 = "none"', '1 = "无"')


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('7 = "低保对象"', '7 = "边缘户"', "write `低保边缘家庭成员` or `边缘易致贫人口`"),
        ('7 = "低保对象"', '7 = "低保对像"', "did you mean `低保对象`?"),
        ('1 = "none"', '1 = "普通人"', "write one of `特困人员`, "),
        ('21 = "inpatient"', '21 = "stay"', "write one of `inpatient`"),
        ('21 = "inpatient"', '21 = "慢病"', "write one of `住院`, `普通门诊`"),
    ],
)
def test_a_word_that_means_nothing_is_told_with_what_may_be_written(
    old: str, new: str, hint: str
) -> None:
    """In the letters in which it is written."""
    with pytest.raises(MappingError) as caught:
        _read(old, new)
    ((_, why),) = caught.value.found
    assert hint in why
