"""Check, settle, explain and show as tools of an assistant, over the Model Context Protocol.

In: a shelf of policies. Out: a server on standard input and output. The tools change nothing: they
read what they are given and the policies of the shelf, no file, and write nowhere.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from polc.api.shown_part import ShownPart
from polc.compiler.report.similar import suggest
from polc.messages.text import Language, Text, in_language, quoted, say
from polc.serve.asked import read_body
from polc.serve.log import log_to_standard_error
from polc.serve.problems import Refusal
from polc.serve.settle_requests import Options, settle_case
from polc.serve.shelf import Shelf, Version
from polc.serve.show_requests import shown_part
from polc.serve.text_requests import check_text, explain_code
from polc.version import __version__

READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

_INSTRUCTIONS: Final = say(
    "settles cases of Chinese medical security under policies, to the fen, each amount with its "
    "clause; `show` says which inputs, parameters and readings a policy has: ask for what a case "
    "lacks instead of inventing it; amounts are decimal texts in yuan"
)
_CHECK: Final = say("says what is wrong with the text of a policy (a `.pol` file)")
_SETTLE: Final = say(
    "settles a case, given as JSON text, under a policy; `usual` takes the facts of an ordinary "
    "person where the case says nothing, each told in `notes`"
)
_EXPLAIN: Final = say(
    "settles a case and says rule by rule how each amount came about; or, given the `code` of a "
    "message alone, what it means"
)
_SHOW: Final = say(
    "a part of a policy: its `rules`, `params`, `readings`, `inputs` (JSON Schema of a case), "
    "`clauses`, `plan`, or a blank `case`"
)

Answer = TypeVar("Answer")


def make_tools(shelf: Shelf, language: Language | None) -> MCPServer[Any]:
    """The server with its tools."""

    def in_words(said: Text) -> str:
        return str.__str__(in_language(said, language or "en", language or "en"))

    server: MCPServer[Any] = MCPServer(
        "polc", version=__version__, instructions=in_words(_INSTRUCTIONS)
    )

    def version_of(name: str) -> Version:
        shelf.reload()  # a file may have changed since the last call
        found = shelf.find(name)
        if found is None:
            known = shelf.names
            hint = suggest(name, known, say("served are {known}", known=quoted(known))).text
            raise Refusal("no_policy", hint)
        return found

    def told(version: Version | None, work: Callable[[Language], Answer]) -> Answer:
        own: Language = "en" if version is None else version.policy.plan.language
        spoken = language or own
        try:
            return work(spoken)
        except Refusal as refusal:
            raise ToolError(_as_text(refusal.to_dict(spoken))) from None

    def named(name: str, work: Callable[[Version, Language], Answer]) -> Answer:
        version = told(None, lambda _: version_of(name))
        return told(version, lambda spoken: work(version, spoken))

    @server.tool(description=in_words(_CHECK), annotations=READ_ONLY)
    def check(text: str) -> dict[str, Any]:
        return told(None, lambda _: check_text(text, language))

    @server.tool(description=in_words(_SETTLE), annotations=READ_ONLY)
    def settle(policy: str, case: str, usual: bool = False) -> dict[str, Any]:
        return named(
            policy,
            lambda version, spoken: settle_case(version, _read(case), Options(usual), spoken),
        )

    @server.tool(description=in_words(_EXPLAIN), annotations=READ_ONLY)
    def explain(policy: str = "", case: str = "", code: str = "") -> dict[str, Any]:
        if code:
            return told(None, lambda spoken: explain_code(code, spoken))
        return named(
            policy,
            lambda version, spoken: settle_case(
                version, _read(case), Options(), spoken, explain=True
            ),
        )

    @server.tool(description=in_words(_SHOW), annotations=READ_ONLY)
    def show(policy: str, what: ShownPart = "rules") -> dict[str, Any]:
        return named(policy, lambda version, spoken: {what: shown_part(version, what, spoken)})

    return server


def run_tools(shelf: Shelf, language: Language | None) -> None:
    """Answers until standard input ends."""
    server = make_tools(shelf, language)
    log_to_standard_error()  # behind the server, which would log otherwise
    server.run("stdio")


def _read(case: str) -> Any:
    return read_body(case.encode("utf-8", "replace"))


def _as_text(problem: dict[str, Any]) -> str:
    import json

    return json.dumps(problem, ensure_ascii=False)
