"""The sentences in Chinese, read from the compiled catalogue.

In: an English template. Out: the Chinese one. The file is read when the first sentence is said
in Chinese; translators write in `zh.po`.
"""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path


@cache
def _catalogue() -> GNUTranslations:
    with (Path(__file__).parent / "zh.mo").open("rb") as file:
        return GNUTranslations(file)


def chinese_of(template: str) -> str:
    """The Chinese template; the English one where the catalogue has none."""
    return _catalogue().gettext(template)
