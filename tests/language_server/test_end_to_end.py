"""An editor's session with `polc lsp`: what it sends, and what comes back."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pytest_lsp")

import pytest_lsp
from lsprotocol import types
from pygls.uris import from_fs_path
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TEXT = """policy town "某县" edition 1
source doc "〔2024〕1号" issued 2024-01-01
use people
in force from 2024-01-01
rank poor > rich
layers basic > help
reading order "先后" = D-A1 { first (a) "甲" default  second (b) "乙" }
param line "起付标准" : money = 500 yuan  D-1
benefit basic "基本医保" per claim {
  for poor, rich                          D-2
  deductible per claim line               D-3
  rate { poor: 80%; otherwise: 60% }      D-4
}
benefit help "救助" per claim {
  for poor                                D-5
  base remaining                          D-8
  rate 50% where order is first           D-6
  rate 40% where order is second          D-7
}
example "贫困户" {
  person poor
  claim 2024-05-01 inpatient { in_policy 1000 yuan }
  expect basic 400 yuan
  expect help 300 yuan
}
"""
PEOPLE = 'identity poor "低保对象"\nidentity rich "其他居民"\n'


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, "-c", "from polc.cli.main import main; main()", "lsp"]
    ),
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("neovim"), root_uri=None)
    )
    yield
    await lsp_client.shutdown_session()


async def opened(client: LanguageClient, folder: Path, text: str = TEXT) -> str:
    """The address of the policy, open, with the file it uses beside it."""
    (folder / "people.pol").write_text(PEOPLE, encoding="utf-8")
    uri = from_fs_path(str(folder / "town.pol"))
    assert uri is not None
    item = types.TextDocumentItem(uri=uri, language_id="pol", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri


def at(word: str, nth: int = 1, text: str = TEXT) -> types.Position:
    """Inside of the nth time a word stands in the text."""
    place = -1
    for _ in range(nth):
        place = text.index(word, place + 1)
    before = text[:place]
    return types.Position(before.count("\n"), place - (before.rfind("\n") + 1) + 1)


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


@pytest.mark.asyncio
async def test_a_policy_without_mistakes_has_none(client: LanguageClient, tmp_path: Path) -> None:
    """What the file uses is read from the folder."""
    uri = await opened(client, tmp_path)
    assert [found.code for found in client.diagnostics[uri]] == []


@pytest.mark.asyncio
async def test_a_mistake_is_told_and_mended_by_its_action(
    client: LanguageClient, tmp_path: Path
) -> None:
    """`Poor` is no name; the repair, which changes no meaning, is one edit, `poor`."""
    text = TEXT.replace("for poor, rich", "for Poor, rich")
    uri = await opened(client, tmp_path, text)
    (found,) = [one for one in client.diagnostics[uri] if one.severity == 1]
    assert found.code == "unknown_name"
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=document(uri), range=found.range, context=types.CodeActionContext([])
        )
    )
    assert actions is not None
    (action,) = actions
    assert isinstance(action, types.CodeAction)
    assert action.edit is not None
    assert action.edit.changes is not None
    assert [edit.new_text for edit in action.edit.changes[uri]] == ["poor"]
    assert action.is_preferred


@pytest.mark.asyncio
async def test_hover_tells_the_declaration_in_both_languages(
    client: LanguageClient, tmp_path: Path
) -> None:
    """A parameter: its title, its value with its clause, the same in Chinese."""
    uri = await opened(client, tmp_path)
    told = await client.text_document_hover_async(
        types.HoverParams(text_document=document(uri), position=at("line", 2))
    )
    assert told is not None
    assert isinstance(told.contents, types.MarkupContent)
    assert "起付标准" in told.contents.value
    assert "money = 500 yuan" in told.contents.value
    assert "参数" in told.contents.value


@pytest.mark.asyncio
async def test_a_name_of_another_file_is_found_there(
    client: LanguageClient, tmp_path: Path
) -> None:
    """`poor` is declared in `people.pol`, line 1."""
    uri = await opened(client, tmp_path)
    found = await client.text_document_definition_async(
        types.DefinitionParams(text_document=document(uri), position=at("poor"))
    )
    assert isinstance(found, types.Location)
    assert found.uri.endswith("people.pol")
    assert found.range.start == types.Position(0, 9)


@pytest.mark.asyncio
async def test_a_name_is_renamed_in_all_files_that_use_it(
    client: LanguageClient, tmp_path: Path
) -> None:
    """`poor` stands five times in the policy and once where it is declared."""
    uri = await opened(client, tmp_path)
    edit = await client.text_document_rename_async(
        types.RenameParams(text_document=document(uri), position=at("poor"), new_name="needy")
    )
    assert edit is not None
    assert edit.changes is not None
    counts = {Path(address).name: len(edits) for address, edits in edit.changes.items()}
    assert counts == {"town.pol": 5, "people.pol": 1}


@pytest.mark.asyncio
async def test_a_keyword_is_no_name_to_rename_to(client: LanguageClient, tmp_path: Path) -> None:
    """The answer says why."""
    uri = await opened(client, tmp_path)
    with pytest.raises(Exception, match="`rate` is no name of the language"):
        await client.text_document_rename_async(
            types.RenameParams(text_document=document(uri), position=at("poor"), new_name="rate")
        )


@pytest.mark.asyncio
async def test_completion_has_what_the_grammar_allows(
    client: LanguageClient, tmp_path: Path
) -> None:
    """In a benefit a line may begin with `deductible`, and not with `benefit`."""
    uri = await opened(client, tmp_path)
    found = await client.text_document_completion_async(
        types.CompletionParams(
            text_document=document(uri), position=types.Position(at("deductible").line, 2)
        )
    )
    assert isinstance(found, list)
    labels = {item.label for item in found}
    assert "deductible" in labels
    assert "benefit" not in labels


@pytest.mark.asyncio
async def test_an_example_is_run_and_its_lens_says_what_came_of_it(
    client: LanguageClient, tmp_path: Path
) -> None:
    """(1000 - 500) × 80% = 400; the 600 left × 50% = 300."""
    uri = await opened(client, tmp_path)
    asked = types.CodeLensParams(text_document=document(uri))
    before = await client.text_document_code_lens_async(asked) or []
    titles = [lens.command.title for lens in before if lens.command is not None]
    assert titles == ["settle the case at hand"] * 2 + ["run"]
    command = before[-1].command
    assert command is not None
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command=command.command, arguments=command.arguments)
    )
    after = await client.text_document_code_lens_async(asked) or []
    assert after[-1].command is not None
    assert after[-1].command.title == "as expected"


@pytest.mark.asyncio
async def test_the_lens_of_a_benefit_settles_it(client: LanguageClient, tmp_path: Path) -> None:
    """With the words that the lens sends: what `help` pays, 600 × 50%, and by which line."""
    uri = await opened(client, tmp_path)
    asked = types.CodeLensParams(text_document=document(uri))
    lenses = await client.text_document_code_lens_async(asked) or []
    command = lenses[1].command
    assert command is not None
    told = await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command=command.command, arguments=command.arguments)
    )
    assert ": help 300.00" in told
    assert "rate 50% where order is first" in told


@pytest.mark.asyncio
async def test_hints_say_what_is_left_unsaid(client: LanguageClient, tmp_path: Path) -> None:
    """`otherwise` is `rich` alone; the default of the reading is `first`."""
    uri = await opened(client, tmp_path)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    found = await client.text_document_inlay_hint_async(
        types.InlayHintParams(text_document=document(uri), range=whole)
    )
    assert [hint.label for hint in found or []] == ["= rich", "default: first", "default: first"]


@pytest.mark.asyncio
async def test_a_layer_pays_on_the_one_before_it(client: LanguageClient, tmp_path: Path) -> None:
    """`help` pays on what `basic` left."""
    uri = await opened(client, tmp_path)
    items = await client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(text_document=document(uri), position=at("help", 2))
    )
    assert items is not None
    calls = await client.call_hierarchy_outgoing_calls_async(
        types.CallHierarchyOutgoingCallsParams(items[0])
    )
    assert [call.to.name for call in calls or []] == ["basic"]


@pytest.mark.asyncio
async def test_the_outline_has_every_declaration(client: LanguageClient, tmp_path: Path) -> None:
    """In the order of the file."""
    uri = await opened(client, tmp_path)
    found = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=document(uri))
    )
    names = [symbol.name for symbol in found or []]
    assert names == ["doc", "order", "line", "basic", "help", "贫困户"]


@pytest.mark.asyncio
async def test_a_change_is_looked_at_a_moment_later(client: LanguageClient, tmp_path: Path) -> None:
    """Until then questions are answered for the text as it is now."""
    uri = await opened(client, tmp_path)
    line = at("base remaining").line
    changed = types.TextDocumentContentChangePartial(
        range=types.Range(types.Position(line, 0), types.Position(line, 0)), text="# 说明 𠮷\n"
    )
    versioned = types.VersionedTextDocumentIdentifier(version=2, uri=uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [changed]))
    found = await client.text_document_definition_async(
        types.DefinitionParams(
            text_document=document(uri),
            position=types.Position(at("order", 2).line + 1, at("order", 2).character),
        )
    )
    assert isinstance(found, types.Location)
    assert found.range.start.line == at("order").line
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert list(client.diagnostics[uri]) == []


async def asked(client: LanguageClient, command: str, *arguments: object) -> Any:
    """What a command of the server answers."""
    params = types.ExecuteCommandParams(command, list(arguments))
    return await client.workspace_execute_command_async(params)


@pytest.mark.asyncio
async def test_examples_are_listed_for_a_window_of_tests(
    client: LanguageClient, tmp_path: Path
) -> None:
    """With the lines that they stand in, counted from 1."""
    uri = await opened(client, tmp_path)
    first = TEXT.split("\n").index('example "贫困户" {') + 1
    found = await asked(client, "polc.listExamples", uri)
    assert [dict(one) for one in found] == [{"title": "贫困户", "line": first, "last": first + 5}]


@pytest.mark.asyncio
async def test_example_that_fails_tells_what_was_expected(
    client: LanguageClient, tmp_path: Path
) -> None:
    """(1000 - 500) × 80% = 400 yuan, and not 500 yuan."""
    uri = await opened(client, tmp_path, TEXT.replace("basic 400 yuan", "basic 500 yuan"))
    (run,) = await asked(client, "polc.tryExamples", uri, None)
    (differing,) = run["differences"]
    line = TEXT.split("\n").index("  expect basic 400 yuan") + 1
    assert (differing["expected"], differing["got"], differing["line"]) == (
        "500.00",
        "400.00",
        line,
    )


@pytest.mark.asyncio
async def test_a_policy_with_mistakes_runs_no_example_and_has_no_form(
    client: LanguageClient, tmp_path: Path
) -> None:
    """Neither is answered from the text before the mistake."""
    uri = await opened(client, tmp_path, TEXT.replace("for poor, rich", "for pauper"))
    assert await asked(client, "polc.tryExamples", uri, None) is None
    assert await asked(client, "polc.caseForm", uri) is None


@pytest.mark.asyncio
async def test_form_of_a_case_is_made_from_what_the_policy_asks(
    client: LanguageClient, tmp_path: Path
) -> None:
    """The reading's choices, the person's identities, the claim's costs."""
    uri = await opened(client, tmp_path)
    form = await asked(client, "polc.caseForm", uri)
    assert (form["policy"], form["language"]) == ("town", "en")
    parts = {part["key"]: part for part in form["of"]}
    (order,) = parts["readings"]["of"]
    assert [choice["value"] for choice in order["choices"]] == ["first", "second"]
    assert "in_policy" in [part["key"] for part in parts["claims"]["of"]]
