"""What would change in a file, as a unified diff.

In: the file's name, its text before and after. Out: text.
"""

from polc.cli.terminal.text_width import visible


def as_diff(name: str, before: str, after: str) -> str:
    """The diff, each line with its end."""
    from difflib import unified_diff  # loaded where there is a repair to show

    lines = unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)
