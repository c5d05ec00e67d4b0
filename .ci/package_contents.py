"""What the wheel and the sdist must hold, and what must stay out of them.

In: a folder with one of each. Out: a line for each thing wrong; fails where there is one.
"""

import re
import sys
import tarfile
import zipfile
from pathlib import Path

WHEEL_HAS = (
    r"polc/py\.typed",
    r"polc/grammar/.+\.lark",
    r"polc/grammar/.+\.tables",
    r"polc/messages/zh\.(?:po|mo)",
    r"polc/stdlib_policies/suizhou\.pol",
    r"polc/cli/main\.py",
    r"polc/cli/files/starters/(?:en|zh)\.pol",
    r"polc/explain/pages/comma_in_number\.md",
    r"polc/page/site/page\.js",
    r"polc-[^/]+\.dist-info/licenses/LICENSE",
    r"polc-[^/]+\.dist-info/entry_points\.txt",
)
WHEEL_LACKS = (
    r".*README\.md",
    r"(?!polc/|polc-[^/]+\.dist-info/).*",
    r".*\.pyc",
)
SDIST_HAS = (r"pyproject\.toml", r"README\.md", r"LICENSE", r"polc/cli/README\.md", r"tests/.+")
SDIST_LACKS = (r"\.ci/.*", r"benchmarks/.*", r"editors/.*", r"\.venv/.*", r".*\.pyc")


def find_wrong(
    archive: str, names: list[str], has: tuple[str, ...], lacks: tuple[str, ...]
) -> list[str]:
    """A line for each pattern without a file, and for each file that has no place here."""
    missing = [
        f"{archive}: nothing matches `{pattern}`"
        for pattern in has
        if not any(re.fullmatch(pattern, name) for name in names)
    ]
    unwanted = [
        f"{archive}: `{name}` has no place in it"
        for name in names
        if any(re.fullmatch(pattern, name) for pattern in lacks)
    ]
    return missing + unwanted


folder = Path(sys.argv[1])
(wheel,) = folder.glob("*.whl")
(sdist,) = folder.glob("*.tar.gz")
with zipfile.ZipFile(wheel) as opened:
    in_wheel = opened.namelist()
with tarfile.open(sdist) as opened_sdist:
    in_sdist = [name.partition("/")[2] for name in opened_sdist.getnames()]
wrong = find_wrong("wheel", in_wheel, WHEEL_HAS, WHEEL_LACKS)
wrong += find_wrong("sdist", in_sdist, SDIST_HAS, SDIST_LACKS)
print(
    "\n".join(wrong)
    if wrong
    else f"{len(in_wheel)} files in the wheel, {len(in_sdist)} in the sdist"
)
sys.exit(bool(wrong))
