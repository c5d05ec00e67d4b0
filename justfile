# The commands of daily work; `just` lists them. Each is one line that also runs without just.

python := ".venv/bin/python"

_list:
    @just --list

# Make .venv with everything that the other recipes need.
setup:
    python3 -m venv .venv
    {{python}} -m pip install -q -e '.[dev]'

# Run the tests; arguments go to pytest (`just test tests/cli -k settle`).
test *arguments:
    {{python}} -m pytest -q -n 2 {{arguments}}

# Run the tests that take long.
long:
    {{python}} -m pytest -q -n 2 -m long

# Change the package in small ways, and tell which changes no test notices.
mutants *arguments:
    {{python}} -m tests.mutation {{arguments}}

# Format, lint and type-check.
lint:
    .venv/bin/ruff format .
    .venv/bin/polc fmt polc tests/stdlib_policies tests/semantics tests/compiler tests/inspect
    .venv/bin/ruff check .
    .venv/bin/mypy --strict polc

# Build the parser's tables after a change of the grammar or the keywords.
tables:
    {{python}} -m polc.grammar.build_tables

# Write what the extension for VS Code has of the language, after a change of the keywords.
editors:
    {{python}} -m polc.editors.vscode editors/vscode

# Build, test and pack the extension for VS Code.
extension:
    .ci/vscode_extension "$PWD/build/polc.vsix"

# Build the page with Python in it, and use it in Chromium. Any file server opens `build/page`.
page:
    .ci/page build/page

# List the sentences of the code in polc/messages/zh.po, compile what is translated, name the rest.
catalogue:
    {{python}} -m polc.messages.compile_catalogue

# Write the tables of docs/semantics.md after a new case.
cases:
    {{python}} -m tests.semantics.case_tables

# Write the JSON Schema of mappings after a change of what a mapping may say.
schema:
    {{python}} -m polc.batch.mapping_schema

# Build the docs as a site; a warning is an error. It opens at `build/site/index.html`.
site:
    {{python}} -m sphinx -W -q -b html docs build/site

# All that CI runs, on what is committed.
ci:
    .ci/run
