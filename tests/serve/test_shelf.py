"""Versions side by side, and files that change while they are served."""

import threading
from pathlib import Path

import pytest

from tests.serve.town import CASE, TEXT, kind_of, make_service, post, served, write_town

from polc.serve import shelf as shelf_module  # isort: skip
from polc.serve.show_requests import PARTS  # isort: skip
from polc.serve.shelf import MOST_KEPT, ReservedNameError, fill_shelf, load_version  # isort: skip


def paid(answer: object) -> str:
    return str(answer.json()["claims"][0]["benefits"]["assistance"])  # type: ignore[attr-defined]


def test_a_changed_file_counts_and_the_version_before_stays(tmp_path: Path) -> None:
    """(6000 − 1000) × 60% = 3000 under the one, × 70% = 3500 under the other."""
    service = make_service(write_town(tmp_path))
    with served(service) as client:
        before = client.get("/town").json()["address"]
        assert service.shelf.reload() == []
        write_town(tmp_path, "70%")
        (reloaded,) = service.shelf.reload()
        assert reloaded.version is not None
        assert paid(post(client, "/town/settle", CASE)) == "3500.00"
        assert paid(post(client, f"{before}/settle", CASE)) == "3000.00"
        about = client.get("/town").json()
        assert about["versions"] == [about["fingerprint"], before.partition("@")[2]]
        assert kind_of(post(client, "/town@0000/settle", CASE)) == "no_policy"


def test_a_file_that_is_no_policy_any_more_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, compiled once, and forgotten once the file is mended."""
    path = write_town(tmp_path)
    service = make_service(path)
    compiled = []
    compile_source = shelf_module.compile_source
    monkeypatch.setattr(
        shelf_module,
        "compile_source",
        lambda source, read: compiled.append(source) or compile_source(source, read),
    )
    with served(service) as client:
        path.write_text("政策 town", encoding="utf-8")
        assert [reloaded.why for reloaded in service.shelf.reload()] == ["PolicyError"]
        assert service.shelf.reload() == []
        assert len(compiled) == 1
        assert client.get("/health").json() == {"status": "stale", "stale": 1}
        assert paid(post(client, "/town/settle", CASE)) == "3000.00"
        path.unlink()
        assert [reloaded.why for reloaded in service.shelf.reload()] == ["SourceError"]
        assert service.shelf.reload() == []
        write_town(tmp_path)
        service.shelf.reload()
        assert client.get("/health").json()["status"] == "ok"


def test_a_used_file_that_changes_counts_too(tmp_path: Path) -> None:
    """The policy is loaded anew when what it uses is another text."""
    (tmp_path / "people.pol").write_text('身份 dibao "低保对象"\n', encoding="utf-8")
    text = TEXT.replace('身份 dibao "低保对象"', "引入 people")
    path = tmp_path / "town.pol"
    path.write_text(text, encoding="utf-8")
    shelf = fill_shelf([str(path)])
    assert shelf.reload() == []
    (tmp_path / "people.pol").write_text('身份 dibao "低保户"\n', encoding="utf-8")
    assert len(shelf.reload()) == 1


def test_no_request_is_lost_while_files_change(tmp_path: Path) -> None:
    """Every answer is that of one version or of the other, as often as the file changes."""
    service = make_service(write_town(tmp_path))
    found: list[str] = []
    ended = threading.Event()
    with served(service) as client:

        def ask() -> None:
            while not ended.is_set():
                found.append(paid(post(client, "/town/settle", CASE)))

        asking = [threading.Thread(target=ask) for _ in range(2)]
        for thread in asking:
            thread.start()
        for rate in ("70%", "60%") * 5:
            write_town(tmp_path, rate)
            assert len(service.shelf.reload()) == 1
        ended.set()
        for thread in asking:
            thread.join()
    assert set(found) <= {"3000.00", "3500.00"}
    assert found


def test_so_many_versions_are_kept(tmp_path: Path) -> None:
    """Behind the one that counts the last sixteen."""
    shelf = fill_shelf([str(write_town(tmp_path, "1%"))])
    for rate in range(2, MOST_KEPT + 5):
        write_town(tmp_path, f"{rate}%")
        shelf.reload()
    assert len(shelf.versions("town")) == MOST_KEPT + 1


def test_of_two_files_the_last_counts(tmp_path: Path) -> None:
    """The draft and the version in force are one policy; both have their address."""
    (tmp_path / "draft").mkdir()
    force, draft = write_town(tmp_path), write_town(tmp_path / "draft", "70%")
    with served(make_service(draft, force)) as client:
        assert paid(post(client, "/town/settle", CASE)) == "3000.00"
        assert len(client.get("/town").json()["versions"]) == 2
        assert len(client.get("/").json()["policies"]) == 1


def test_a_name_that_the_service_has_for_itself(tmp_path: Path) -> None:
    """No policy hides `/health`."""
    path = tmp_path / "health.pol"
    path.write_text(TEXT.replace("政策 town", "政策 health"), encoding="utf-8")
    with pytest.raises(ReservedNameError):
        load_version(str(path))


def test_no_answer_says_where_a_file_lies(tmp_path: Path) -> None:
    """Every part of a policy names its file without the folders."""
    with served(make_service(write_town(tmp_path))) as client:
        for part in PARTS:
            answer = client.get(f"/town/{part}")
            assert answer.status_code == 200
            assert str(tmp_path) not in answer.text
        assert client.get("/town/rules").json()[0]["file"] == "town.pol"
        assert str(tmp_path) not in post(client, "/town/settle", CASE).text
