"""What stands inside the nodes of a policy, gone through in two ways."""

from pathlib import Path

import polc
from polc.api.loader import read_used
from polc.compiler.model.walk import held_parts, parts_of, walk, walk_records
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from polc.records.frozen import is_record

CHONGQING = Path(polc.__file__).parent / "stdlib_policies" / "chongqing.pol"


def compile_chongqing() -> object:
    """The program of a policy that has most of what can be written."""
    source = SourceText("chongqing.pol", CHONGQING.read_text(encoding="utf-8"))
    return compile_text(source, read_used, checks=False).program


def test_records_are_those_of_the_whole() -> None:
    """Going through the records meets the same ones in the same order: what it leaves out as
    text or figures by its type holds none."""
    program = compile_chongqing()
    whole = [id(part) for part in walk(program) if is_record(type(part))]
    records = [id(part) for part in walk_records(program)]
    assert len(records) > 1000
    assert records == whole


def test_parts_that_are_left_out_hold_no_record() -> None:
    """What a record holds beside its held parts has no record inside."""
    for record in walk_records(compile_chongqing()):
        held = list(map(id, held_parts(record)))
        left = [part for part in parts_of(record) if id(part) not in held]
        assert not [part for part in left if list(walk_records(part))]
