"""Where findings about requirements stand.

In: the sources of a compilation, the lines that say what binds the policy. Out: a source and
a span for each finding.
"""

from collections.abc import Mapping

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.report.source import SourceText, Span


@frozen
class Places:
    """`sources` by name, `main` the policy's own; `bindings` and `departures` the places of
    its `conforms to` and `departs from` by framework, `extends` that of its `extends`."""

    sources: Mapping[str, SourceText]
    main: SourceText
    bindings: Mapping[str, Span]
    departures: Mapping[str, Span]
    extends: Span | None

    def of(self, rule: Origin, framework: str) -> tuple[SourceText, Span]:
        """The line of the rule, or else the one that binds the policy."""
        source = self.sources.get(rule.file)
        if source is not None and 0 < rule.line <= source.line_count:
            text = source.line_text(rule.line)
            start = source.start_of(rule.line) + len(text) - len(text.lstrip())
            return source, Span(start, start + len(text.strip()))
        return self.main, self.bindings.get(framework) or self.extends or Span(0, 1)
