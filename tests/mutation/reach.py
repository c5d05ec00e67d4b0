"""Which tests are asked about a module.

In: the path of a module inside the package. Out: stages of test files, those that know most
of the module first; a mutant is killed by the first test that fails.
"""

from pathlib import Path
from typing import Final

Stages = tuple[tuple[str, ...], ...]

TESTS: Final = Path(__file__).parents[1]

_EXAMPLES: Final = ("semantics/test_semantics.py",)
_SETTLED: Final = ("semantics", "api", "link", "runtime", "inspect")
_SHAPES: Final = ("compiler/plan", "compiler/lower", "compiler/test_conditions_at_once.py")
_TOLD: Final = ("explain/test_pages.py", "mistakes", "test_corpus.py", "explain/test_fixes.py")
_SHOWN: Final = ("cli", "docs")
_WRITTEN: Final = ("compiler/syntax/test_several_mistakes.py", "compiler/typed")

_STAGES: Final[dict[str, Stages]] = {
    "runtime": (_EXAMPLES, ("runtime", "semantics"), ("link", "api", "inspect"), _SHAPES, ("cli",)),
    "link": (_EXAMPLES, ("link", "semantics"), ("api", "runtime", "inspect"), _SHAPES, ("cli",)),
    "api": (("api", "link"), ("semantics", "runtime", "inspect"), _SHOWN),
    "inspect": (("inspect", "api"), ("compiler/conform", "semantics"), _SHOWN, ("explain",)),
    "compiler/lower": (
        _EXAMPLES,
        ("compiler/lower", "semantics"),
        ("compiler/plan", "compiler/readers/trace", "api", "inspect"),
        ("compiler/conform", "test_policy_constructs.py", "compiler/test_conditions_at_once.py"),
    ),
    "compiler/plan": (("compiler/plan", "compiler/lower"), ("compiler/readers", "semantics")),
    "compiler/readers/trace": (
        ("compiler/readers/trace", "compiler/readers/test_readers_agree.py", "compiler/plan"),
        ("semantics", "api", "inspect"),
        ("stdlib_policies/test_suizhou.py", "stdlib_policies/test_pengshui.py", "cli"),
    ),
    "compiler/readers/bounds": (("compiler/readers/bounds",), ("explain", "test_corpus.py")),
    "compiler/readers/closures": (
        ("compiler/readers/test_readers_agree.py",),
        ("compiler/plan", "semantics"),
    ),
    "compiler/checks": (
        ("compiler/checks", "explain/test_pages.py", "explain/test_witnesses.py"),
        ("test_corpus.py", "cli/test_check.py", "cli/test_check_levels.py", "mistakes"),
        ("explain/test_fixes.py", "semantics", "cli/test_check_fix.py"),
    ),
    "compiler/conform": (("compiler/conform",), _TOLD, ("inspect", "semantics")),
    "compiler/format": (
        ("compiler/format/test_style.py", "cli/test_fmt.py"),
        ("compiler/format/test_every_file.py",),
        ("compiler/format/test_made_policies.py",),
    ),
    "compiler/report": (("compiler/report", *_TOLD), ("cli",), _WRITTEN),
    "compiler/syntax": (_TOLD, ("semantics", *_WRITTEN), ("compiler/syntax", "grammar"), _SHOWN),
    "compiler/names": (("compiler/names", *_TOLD), ("semantics", *_WRITTEN), _SHOWN),
    "compiler/typed": (_TOLD, ("semantics", *_WRITTEN), ("compiler/conform", *_SHAPES), _SHOWN),
    "compiler/model": (_TOLD, _SETTLED, _SHAPES, _SHOWN),
    "compiler/pipeline.py": (_TOLD, _SETTLED, _SHAPES, _SHOWN),
    "grammar": (("grammar", *_TOLD), ("semantics", "editors"), ("compiler/format",)),
    "messages": (("messages",), ("cli",), ("explain/test_docs.py", "test_corpus.py")),
    "explain": (("explain",), ("cli/test_explain.py", "cli/test_language.py")),
    "editors": (("editors",),),
    "cli": (("cli",), ("docs", "explain")),
}
"""By room, or by a part of one; the longest that fits counts."""


def stages_of(module: str) -> Stages:
    """The stages of a module; of one that stands in no room all that is settled and shown."""
    fitting = [room for room in _STAGES if module == room or module.startswith(f"{room}/")]
    return _STAGES[max(fitting, key=len)] if fitting else (_SETTLED, _SHOWN)
