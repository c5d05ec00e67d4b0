"""Which part of the package may import which, and what a start costs.

The rooms stand in layers, the same for the rooms of the compiler; an import points to a layer
below, for type checking too, and no import leads back to where it started.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import polc
from tests.package_sources import nodes_of, tree_of

PACKAGE = Path(polc.__file__).parent

LAYERS = (
    ("__main__",),
    ("cli",),
    ("page",),
    ("doc", "language_server", "serve"),
    ("audit", "build", "editors", "reform", "sample", "spark"),
    ("batch", "explain", "notice"),
    ("api",),
    ("inspect",),
    ("link", "wording"),
    ("compiler",),
    ("pictures",),
    ("grammar", "runtime", "stdlib_policies"),
    ("markup", "records"),
    ("messages", "version"),
)
"""From the top to the bottom; rooms beside each other do not know each other."""

COMPILER_LAYERS = (
    ("pipeline",),
    ("checks", "format"),
    ("readers",),
    ("conform", "lower"),
    ("typed",),
    ("names",),
    ("syntax",),
    ("plan", "report"),
    ("model",),
)
"""The same inside `compiler/`; a reader knows no representation but the plan's."""

SYNTAX_LAYERS = (
    ("kept_parses",),
    ("expected", "move", "read_file"),
    ("parse",),
    ("builders",),
    ("mistakes",),
    ("nodes", "normalise"),
)

TYPED_LAYERS = (
    ("policy",),
    ("cited", "declared_items"),
    ("items",),
    ("benefits", "declarations", "examples"),
    ("consistency",),
    ("values",),
    ("context",),
    ("citations", "nodes", "written"),
)

CHECKS_LAYERS = (
    ("run_checks",),
    ("amounts", "names", "statements", "tables"),
    ("certain", "days_in_force", "found_case", "rates_of_benefit", "table_place"),
    ("implies",),
    ("figures",),
    ("check_context",),
    ("allow_comments", "asked_words", "complete_case", "levels", "witness"),
    ("pays_nothing", "settled_lines"),
)

LOWER_LAYERS = (
    ("lower",),
    ("lower_claim",),
    ("start_lowering",),
    ("lower_report", "lower_values"),
    ("benefit",),
    ("values",),
    ("lower_dates", "settled_for_stay"),
    ("pools_of_statement", "scopes"),
    ("lowering", "stay_block"),
    ("kept_lowering", "written"),
    ("kept_terms",),
    ("choose_terms",),
    ("accumulators", "appender", "by_choices", "choices", "chosen_parameters", "terms"),
    ("block",),
)

RUNTIME_LAYERS = (
    ("after_refunds", "household_so_far", "plain", "year_so_far"),
    ("tell",),
    ("settle",),
    ("read",),
    ("executable",),
    ("claim_functions", "explanation", "joined_reports", "year_limits"),
    ("benefit_year", "case", "errors", "periods", "said_otherwise"),
    ("amounts", "case_snapshot", "days", "remember", "vocabulary"),
)

ONLY_THE_PLAN = {"plan", "model"}
"""What a reader of the plan knows of the compiler."""

CLI_LAYERS = (
    ("main",),
    ("commands",),
    ("compare_cases", "make_notices"),
    ("settle_cases",),
    ("answer_cases",),
    ("worker_processes",),
    ("explain_row", "open_policy", "list_deadlines"),
    ("print_diagnostics",),
    ("render", "read"),
    ("files",),
    ("terminal",),
)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(module: Path) -> str:
    parts = ("polc", *module.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports_of(module: Path) -> frozenset[str]:
    """The full names of what a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            found.update(f"{node.module}.{name.name}" for name in node.names)
            found.add(node.module)
    return frozenset(found)


@cache
def graph() -> dict[str, frozenset[str]]:
    """Module → the modules that it imports; of `from room import module` the module alone."""
    names = {name_of(module) for module in modules()}
    found = {}
    for module in modules():
        wanted = imports_of(module) & names - {name_of(module)}
        inner = {
            package
            for package in wanted
            if any(below.startswith(f"{package}.") for below in wanted)
        }
        found[name_of(module)] = frozenset(wanted - inner)
    return found


def room_of(module: Path) -> str:
    """The first folder below the package, or the module itself at its top."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def crossings(prefix: str) -> Iterator[tuple[str, str, str]]:
    """Every import from one part of a package to another: the module and the two parts."""
    for module, wanted in graph().items():
        for imported in wanted:
            if module.startswith(f"{prefix}.") and imported.startswith(f"{prefix}."):
                depth = prefix.count(".") + 1
                parts = module.split(".")[depth], imported.split(".")[depth]
                if parts[0] != parts[1]:
                    yield module, *parts


@pytest.mark.parametrize(
    ("prefix", "layers"),
    [
        ("polc", LAYERS),
        ("polc.cli", CLI_LAYERS),
        ("polc.compiler", COMPILER_LAYERS),
        ("polc.compiler.checks", CHECKS_LAYERS),
        ("polc.compiler.lower", LOWER_LAYERS),
        ("polc.compiler.syntax", SYNTAX_LAYERS),
        ("polc.compiler.typed", TYPED_LAYERS),
        ("polc.runtime", RUNTIME_LAYERS),
    ],
)
def test_imports_point_down(prefix: str, layers: tuple[tuple[str, ...], ...]) -> None:
    """A part of a package imports parts of the layers below its own, and every part has its
    layer."""
    height = {part: -place for place, layer in enumerate(layers) for part in layer}
    wrong = [
        f"{module} → {below}"
        for module, above, below in crossings(prefix)
        if height[above] <= height[below]
    ]
    assert not wrong


def test_no_import_leads_back() -> None:
    """No file imports itself by way of others, not even for type checking."""
    try:
        list(TopologicalSorter(graph()).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_a_reader_knows_the_plan_alone() -> None:
    """Nothing in a reader imports what the surface language is made of."""
    known = {below for module, above, below in crossings("polc.compiler") if above == "readers"}
    assert known <= ONLY_THE_PLAN


def test_of_typing_the_others_know_what_it_makes() -> None:
    """Whoever reads a program knows its nodes; the passes of typing are called by the pipeline."""
    known = {
        below
        for module, wanted in graph().items()
        for below in wanted
        if below.startswith("polc.compiler.typed.")
        and not below.startswith("polc.compiler.typed.nodes.")
        and not module.startswith(("polc.compiler.typed.", "polc.compiler.pipeline"))
    }
    assert known == set()


def test_only_rooms_stand_at_the_top() -> None:
    """Beside the rooms there are `__init__.py`, `__main__.py`, `version.py` and the
    marker of types."""
    files = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert files == {"__init__.py", "__main__.py", "version.py", "py.typed"}


def test_click_belongs_to_the_cli() -> None:
    """Only the cli imports click: the compiler and the API work without a terminal."""
    assert {room_of(module) for module in modules() if "click" in imports_of(module)} == {"cli"}


def test_pygments_belongs_to_the_editors() -> None:
    """Only the editors' room imports Pygments."""
    users = {
        room_of(module)
        for module in modules()
        if any("pygments" in name for name in imports_of(module))
    }
    assert users == {"editors"}


def test_the_compiler_is_pure() -> None:
    """The compiler opens no file, prints nothing and reads no environment."""
    reaching = {"os", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket", "logging"}
    for module in (PACKAGE / "compiler").rglob("*.py"):
        tree = tree_of(module)
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"open", "print", "input"}, module
        assert not reaching & imports_of(module), module


def test_files_are_read_by_the_cli_and_the_loader() -> None:
    """Of the code behind the cli only the loader, the pages, the grammar's tables, the catalogue,
    what writes an editor's files, what serves the page's own, and the rooms whose tables these are,
    touch files."""
    readers = {
        name_of(module)
        for module in modules()
        if room_of(module) not in ("audit", "batch", "cli", "sample")
        and {"os", "io", "pathlib"} & imports_of(module)
    }
    assert readers == {
        "polc.api.loader",
        "polc.editors.vscode",
        "polc.explain.find_page",
        "polc.explain.refusal_page",
        "polc.grammar.build_tables",
        "polc.messages.chinese",
        "polc.messages.compile_catalogue",
        "polc.page.serve_page",
    }


def loaded_by(program: str, *arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded after `program`."""
    code = f"import sys\n{program}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_help_loads_click_alone() -> None:
    """`polc --help` loads click and none of what the verbs need."""
    program = "from polc.cli.main import polc\npolc(['--help'], standalone_mode=False)"
    loaded = loaded_by(program)
    assert "click" in loaded
    assert not loaded & {"lark", "attr", "attrs", "json", "polc.compiler", "polc.runtime"}


def test_importing_polc_loads_no_parser() -> None:
    """`import polc` loads neither the parser's library nor the command line's."""
    assert not loaded_by("import polc") & {"lark", "click", "polc.cli"}


def test_compiling_loads_no_chinese_catalogue() -> None:
    """A policy without mistakes is compiled without the sentences in Chinese."""
    loaded = loaded_by("import polc\npolc.load('suizhou')")
    assert "polc.messages.text" in loaded
    assert "polc.messages.chinese" not in loaded
