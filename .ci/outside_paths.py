"""No committed file may lean on a path outside the repository.

In: the repository around this file. Out: a line for each mention of a folder of some
machine (a home, a mount, a workplace) or of a link that leaves the repository; fails
where there is one.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|home|root|Users|mnt|media|opt|srv|workspace)/[\w.]")
SHARED = re.compile(r"\.\./+shared\b")
LINK = re.compile(r"\]\(([^)#\s]+)")


def find_links_outside(path: Path, line: str) -> list[str]:
    """The Markdown links of a line that lead out of the repository."""
    links = [link for link in LINK.findall(line) if "://" not in link and ":" not in link]
    return [link for link in links if not (path.parent / link).resolve().is_relative_to(ROOT)]


def find_mentions(path: Path) -> list[str]:
    """`file:line: text` for each mention in one file; a binary file has none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for number, line in enumerate(lines, 1)
        if MACHINE.search(line)
        or SHARED.search(line)
        or (path.suffix == ".md" and find_links_outside(path, line))
    ]


listed = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
).stdout
files = [ROOT / name for name in listed.split("\0") if name]
mentions = [mention for path in files if path.is_file() for mention in find_mentions(path)]
print("\n".join(mentions) if mentions else f"{len(files)} files, none does")
sys.exit(bool(mentions))
