"""A policy that was kept is the policy that was compiled."""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.api import kept_programs, sealed_entries
from polc.api.kept_kinds import kept_kinds
from polc.api.kept_programs import load_through
from polc.api.load_policy import compile_source
from polc.api.loader import STDLIB, describe_libraries
from polc.records.as_data import to_data
from tests.stdlib_texts import MAIN_ROAD, stdlib_policy

LIBRARY = tuple(name for name in polc.stdlib_names() if name != "national")


class Drawer(dict[str, bytes]):
    """A store in memory; `compiled` counts the policies that were compiled."""

    compiled = 0

    def read(self, key: str) -> bytes | None:
        return self.get(key)

    def write(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    store = Drawer()

    def count(*given: Any) -> Any:
        store.compiled += 1
        return compile_source(*given)

    monkeypatch.setattr(kept_programs, "compile_source", count)
    return store


def load(store: Drawer, name: str | Path) -> polc.Policy:
    """The policy, kept for the next."""
    policy, keep = load_through(store, str(name))
    keep()
    return policy


def answers(policy: polc.Policy, cases: list[Any]) -> list[Any]:
    """What each case comes to with its explanation, a refusal too."""
    found: list[Any] = []
    for case in cases:
        try:
            found.append(policy.settle(case).to_dict(explain=True))
        except polc.CaseError as mistake:
            found.append(mistake.to_dict())
    return found


def kept_of_library(drawer: Drawer, name: str, monkeypatch: pytest.MonkeyPatch) -> polc.Policy:
    """A policy of the library as it comes out of the store, its program compiled by others."""
    program = stdlib_policy(name).program
    monkeypatch.setattr(kept_programs, "compile_source", lambda *_: program)
    load(drawer, name)
    monkeypatch.setattr(kept_programs, "compile_source", None)
    return load(drawer, name)


@pytest.mark.parametrize("name", LIBRARY)
def test_it_is_the_same_policy(drawer: Drawer, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan with all that is not compared of it, the fingerprint, titles."""
    compiled, kept = stdlib_policy(name), kept_of_library(drawer, name, monkeypatch)
    assert kept.plan == compiled.plan
    assert to_data(kept.plan, kept_kinds()) == to_data(compiled.plan, kept_kinds())
    assert (kept.fingerprint, kept.name) == (compiled.fingerprint, compiled.name)
    assert kept.titles == compiled.titles


@pytest.mark.parametrize("name", LIBRARY)
@pytest.mark.parametrize("every", [60, pytest.param(1, marks=pytest.mark.long)])
def test_it_settles_the_same(
    drawer: Drawer, name: str, every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What examples come to with explanations and notes, and what is refused."""
    compiled, kept = stdlib_policy(name), kept_of_library(drawer, name, monkeypatch)
    cases = [
        example.case for example in compiled.program.examples if "readings" not in example.case
    ]
    cases += [{}, {**cases[0], "person": {"identities": ["dibao", "unheard_of"]}}]
    assert answers(kept, cases[::every]) == answers(compiled, cases[::every])


def test_other_readings_are_compiled_when_asked_for(drawer: Drawer) -> None:
    """Only the plan under the policy's own readings is kept; a wrong choice needs no program."""
    compiled, kept = load(drawer, MAIN_ROAD), load(drawer, MAIN_ROAD)
    with pytest.raises(polc.CaseError) as refused:
        kept.with_readings(no_such_reading="a")
    with pytest.raises(polc.CaseError) as expected:
        compiled.with_readings(no_such_reading="a")
    assert refused.value.to_dict() == expected.value.to_dict()
    reading = next(reading for reading in compiled.plan.readings if len(reading.settled) > 1)
    own = kept.with_readings({reading.id: reading.default})
    assert own.plan == compiled.plan
    assert drawer.compiled == 1
    chosen = {reading.id: next(word for word in reading.settled if word != reading.default)}
    assert kept.with_readings(chosen).plan == compiled.with_readings(chosen).plan
    assert drawer.compiled == 2


def town(folder: Path) -> Path:
    """A policy in a folder."""
    text = MAIN_ROAD.read_text(encoding="utf-8")
    (folder / "town.pol").write_text(text, encoding="utf-8")
    return folder / "town.pol"


def test_another_text_is_another_policy(drawer: Drawer, tmp_path: Path) -> None:
    """A comment more, or another name for the same text, is compiled anew."""
    path = town(tmp_path)
    load(drawer, path)
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    load(drawer, path)
    assert drawer.compiled == 2
    (tmp_path / "again.pol").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    load(drawer, tmp_path / "again.pol")
    assert drawer.compiled == 3


def test_what_it_uses_is_looked_at(drawer: Drawer, tmp_path: Path) -> None:
    """A file that comes to stand before that of the library, and what is changed in it."""
    path = town(tmp_path)
    load(drawer, path)
    own = tmp_path / "identities.pol"
    library = STDLIB / "identities.pol"
    own.write_text(library.read_text(encoding="utf-8"), encoding="utf-8")
    load(drawer, path)
    assert drawer.compiled == 2
    own.write_text(library.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    load(drawer, path)
    load(drawer, path)
    assert drawer.compiled == 3


def test_another_polc_or_python_keeps_its_own(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry of another version, another Python, other code or libraries is not found."""
    load(drawer, MAIN_ROAD)
    monkeypatch.setattr(sealed_entries, "_code", sealed_entries._code.__wrapped__)
    for name, value in (
        ("__version__", "0.0.1"),
        ("describe_code", lambda _: ["other"]),
        ("describe_libraries", lambda _: ["lark-1.3.0.dist-info"]),
    ):
        monkeypatch.setattr(sealed_entries, name, value)
        load(drawer, MAIN_ROAD)
    monkeypatch.setattr(sys, "version", "4.0")
    load(drawer, MAIN_ROAD)
    assert (drawer.compiled, len(drawer)) == (5, 5)


def test_libraries_are_told_by_their_versions() -> None:
    """As their installer says them, without loading what reads that."""
    told = list(describe_libraries(("attrs", "lark", "no_such_library")))
    expected = [f"{name}-{version(name)}.dist-info" for name in ("attrs", "lark")]
    assert told == expected


def test_an_entry_of_another_key_is_none(drawer: Drawer, tmp_path: Path) -> None:
    """What was kept under one key says nothing under another."""
    load(drawer, MAIN_ROAD)
    (data,) = drawer.values()
    path = town(tmp_path)
    load(drawer, path)
    (other,) = [key for key, kept in drawer.items() if kept != data]
    drawer[other] = data
    load(drawer, path)
    assert drawer.compiled == 3


def test_a_file_that_cannot_be_read_any_more_is_told(drawer: Drawer, tmp_path: Path) -> None:
    """A used file that is no UTF-8 now: the entry is none, and the mistake is the compiler's."""
    path = town(tmp_path)
    load(drawer, path)
    (tmp_path / "identities.pol").write_bytes(b"\xff")
    with pytest.raises(OSError, match="is not UTF-8"):
        load(drawer, path)


def sealed(key: str, entry: object) -> bytes:
    """An entry as it would be kept."""
    body = entry if isinstance(entry, bytes) else json.dumps(entry).encode()
    return sha256(key.encode() + b"\n" + body).hexdigest().encode() + b"\n" + body


def body_of(data: bytes) -> dict[str, Any]:
    """What an entry says."""
    said: dict[str, Any] = json.loads(data.partition(b"\n")[2])
    return said


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"dibao", b"dibaO"),
        lambda data: b"\x80\x04N." + data,
    ],
)
def test_a_damaged_entry_is_none(drawer: Drawer, damage: Callable[[bytes], bytes]) -> None:
    """Cut, changed, of another form: compiled and kept anew."""
    load(drawer, MAIN_ROAD)
    ((key, data),) = drawer.items()
    drawer[key] = damage(data)
    load(drawer, MAIN_ROAD)
    assert drawer.compiled == 2
    assert body_of(drawer[key]) == body_of(data)


@pytest.mark.parametrize(
    "whole",
    [
        b"\xff",
        b"{",
        b"9" * 5000,
        b"[" * 100_000,
        [],
        {},
        {"used": [], "placed": [], "titles": {}, "plan": {}},
    ],
)
def test_a_sealed_entry_of_something_else_is_none(drawer: Drawer, whole: object) -> None:
    """No UTF-8, no JSON, no mapping, no plan under the very key: compiled anew."""
    load(drawer, MAIN_ROAD)
    (key,) = drawer
    drawer[key] = sealed(key, whole)
    load(drawer, MAIN_ROAD)
    assert drawer.compiled == 2


@pytest.mark.parametrize(
    "part",
    [
        {"used": 1},
        {"used": [["a", 1, "b"]]},
        {"used": [["a", "b"]]},
        {"used": [["a", "b\0c", ""]]},
        {"titles": 1},
        {"titles": {"a": 1}},
        {"placed": "dibao"},
        {"placed": [[]]},
        {"plan": []},
        {"plan": {"kinds": [], "records": [], "value": 1}},
    ],
)
def test_an_entry_with_a_part_of_another_form_is_none(
    drawer: Drawer, part: dict[str, object]
) -> None:
    """Sealed under its key, the rest as it was: compiled anew."""
    load(drawer, MAIN_ROAD)
    ((key, data),) = drawer.items()
    drawer[key] = sealed(key, {**body_of(data), **part})
    load(drawer, MAIN_ROAD)
    assert drawer.compiled == 2


def test_one_name_for_one_class() -> None:
    """Data names a class by its name alone."""
    names = [kind.__name__ for kind in kept_kinds()]
    assert len(set(names)) == len(names)


def test_a_policy_that_does_not_compile_is_not_kept(drawer: Drawer, tmp_path: Path) -> None:
    """It is told each time."""
    path = tmp_path / "bad.pol"
    path.write_text("policy", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(polc.PolicyError):
            load(drawer, path)
    assert not drawer
