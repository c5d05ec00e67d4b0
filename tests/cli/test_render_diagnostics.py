"""A diagnostic as a terminal, a machine and GitHub see it."""

from polc.cli.render.diagnostics import as_github, as_text, count_as_text
from polc.compiler.report.diagnostics import Diagnostic, Label
from polc.compiler.report.source import SourceText, Span
from polc.inspect.plain_diagnostic import plain_diagnostic
from tests.cli.without_style import without_style

TEXT = 'identity tekun "特困人员"\n对象  特困，孤er\n\trate 60%\n'
SOURCE = SourceText("city.pol", TEXT)


def at(word: str, **more: object) -> Diagnostic:
    """A finding at the first place of `word` in the text."""
    start = TEXT.index(word)
    span = Span(start, start + len(word))
    return Diagnostic(
        code="unknown_name", message=f"unknown name `{word}`", source=SOURCE, span=span, **more
    )  # type: ignore[arg-type]


def plain(diagnostic: Diagnostic) -> list[str]:
    return without_style(as_text(diagnostic)).splitlines()


def test_a_span_is_underlined_in_columns_not_characters() -> None:
    """`对象  特困，孤er`: 5 full-width characters stand before `孤er` with 2 blanks, which
    makes 5 × 2 + 2 = 12 columns, and `孤er` itself is 2 + 1 + 1 = 4 wide."""
    assert plain(at("孤er"))[1:] == [
        " --> city.pol:2:8",
        "  |",
        "2 | 对象  特困，孤er",
        "  | " + " " * 12 + "^^^^",
    ]


def test_a_tab_takes_the_columns_it_is_shown_with() -> None:
    """The tab before `rate` is shown as four blanks, and the mark starts after them."""
    assert plain(at("rate"))[-2:] == ["3 |     rate 60%", "  |     ^^^^"]


def test_an_empty_span_at_the_end_gets_one_mark() -> None:
    """Something missing at the end of the file is shown where the text ends."""
    end = Diagnostic(
        code="missing", message="`}` is missing", source=SOURCE, span=Span(len(TEXT), len(TEXT))
    )
    assert plain(end)[1:] == [" --> city.pol:4:1", "  |", "4 |", "  | ^"]


def test_a_span_over_lines_is_shown_on_its_first() -> None:
    """Of a stretch over several lines the first is shown, marked to its end."""
    whole = Diagnostic(
        code="x", message="y", source=SOURCE, span=Span(TEXT.index("rate") - 1, len(TEXT))
    )
    assert plain(whole)[-1] == "  | " + "^" * 12


def test_help_and_related_places_follow() -> None:
    """A related place is framed with its own words; the help stands last."""
    start = TEXT.index("tekun")
    label = Label(SOURCE, Span(start, start + 5), "declared here")
    lines = plain(at("特困", help="did you mean `tekun`?", related=(label,)))
    assert "  |          ----- declared here" in lines
    assert lines[-1] == "  = help: did you mean `tekun`?"


def test_a_file_cannot_steer_the_terminal() -> None:
    """An escape or a right-to-left mark in a source line is shown as a placeholder."""
    text = "rate \x1b[31m60\u202e%"
    shown = as_text(
        Diagnostic(code="x", message="y", source=SourceText("a.pol", text), span=Span(0, 4))
    )
    assert "rate \ufffd[31m60\ufffd%" in without_style(shown)


def test_json_has_both_ends_of_the_span() -> None:
    """Lines and columns count from 1, and the end is the first column after the span."""
    shown = plain_diagnostic(at("tekun"))
    assert (shown["line"], shown["column"]) == (1, 10)
    assert (shown["end_line"], shown["end_column"]) == (1, 15)
    assert shown["file"] == "city.pol"
    assert shown["severity"] == "error"


def test_github_text_is_escaped() -> None:
    """Per cent signs, line ends and, in a value, colons and commas are escaped."""
    source = SourceText("a,b:c.pol", "rate")
    shown = as_github(
        Diagnostic(
            code="bad",
            message="over 100%\nreally",
            source=source,
            span=Span(0, 4),
            severity="warning",
        )
    )
    assert shown == (
        "::warning file=a%2Cb%3Ac.pol,line=1,endLine=1,col=1,endColumn=5,title=bad"
        "::over 100%25%0Areally"
    )


def test_the_summary_counts() -> None:
    """One of each is singular, none is said, warnings only where there are some."""
    assert count_as_text(2, 0, []) == "checked 2 files: no errors"
    found = [at("rate"), at("tekun", severity="warning")]
    assert count_as_text(1, 0, found) == "checked 1 file: 1 error, 1 warning"
