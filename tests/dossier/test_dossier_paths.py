"""Nothing that is handed out tells where on the user's machine the files lay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.invented_case import invented_record

from sayso.dossier import Paths, as_json, trail, write, write_csv
from sayso.dossier.paths import without_machine
from sayso.model.nouns import Failure, Record


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["articles/one.txt", "two.txt"], ["articles/one.txt", "two.txt"]),
        (["/home/ana/articles/one.txt"], ["one.txt"]),
        (["/home/ana/articles/one.txt", "/home/ana/articles/2024/two.txt"], ["one.txt", "2024/two.txt"]),
        (["/srv/press/2024/01/one.txt", "/srv/press/2025/02/two.txt"], ["2024/01/one.txt", "2025/02/two.txt"]),
        (["/home/ana/press/one.txt", "/home/ana/ngo/two.txt"], ["press/one.txt", "ngo/two.txt"]),
        (["/home/ana/one.txt", "/home/berta/two.txt"], ["one.txt", "two.txt"]),
        (["/home/ana/x/one.txt", "/media/disk/two.txt"], ["one.txt", "two.txt"]),
        ([r"C:\Users\Ana Ruiz\press\one.txt", r"C:\Users\Ana Ruiz\press\b\two.txt"], ["one.txt", "b/two.txt"]),
        (["/mnt/c/Users/ana/press/one.txt", "/mnt/c/desk/two.txt"], ["one.txt", "two.txt"]),
        (["../../ana/one.txt", "~/press/two.txt"], ["one.txt", "two.txt"]),
        (["/one.txt"], ["one.txt"]),
    ],
)
def test_only_what_lies_below_the_added_folder_is_shown(paths: list[str], shown: list[str]) -> None:
    known = Paths(paths)
    assert [known.shown(path) for path in paths] == shown


NAMES = st.sampled_from(["home", "Users", "ana", "berta", "press", "2024", "srv", "a b"])


@given(
    st.lists(st.lists(NAMES, max_size=6).map(lambda parts: "/" + "/".join([*parts, "one.txt"])), min_size=1, max_size=6)
)
def test_a_shown_path_is_relative_ends_with_the_name_and_holds_no_home(paths: list[str]) -> None:
    known = Paths(paths)
    for path in paths:
        shown = known.shown(path)
        assert not shown.startswith("/")
        assert path.endswith(f"/{shown}")
        assert shown.split("/")[-1] == "one.txt"
        assert not {"home", "Users"} & set(shown.split("/"))


FOLDER = "/home/ana.ruiz/secret place"


def elsewhere(record: Record) -> Record:
    """The record as if its files had been added from a folder of the user's, which sentences of ours mention."""
    moved = {d.path: f"{FOLDER}/{d.path}" for d in record.documents}
    first = next(c for c in record.claims if c.merges and c.first_said)
    merge = replace(first.merges[0], why=f"the text of {FOLDER}/board.txt")
    said = replace(first.first_said[0], conflict=f"{FOLDER}/wire.html states 2025, before {FOLDER}/board.txt")
    finding = replace(record.findings[0], because=(*record.findings[0].because, f"“No light” ({FOLDER}/board.txt)"))
    unread = Failure(f"{FOLDER}/scan.txt", "extract", f"{FOLDER}/scan.txt: no text", None)
    return replace(
        record,
        documents=tuple(replace(d, path=moved[d.path], title=None, outlet=None) for d in record.documents),
        captures=tuple(replace(c, path=f"{FOLDER}/{c.name}") for c in record.captures),
        claims=tuple(replace(first, merges=(merge,), first_said=(said,)) if c is first else c for c in record.claims),
        findings=(finding, *record.findings[1:]),
        failures=(*record.failures, unread),
    )


def test_no_export_holds_the_users_folder(tmp_path: Path) -> None:
    record = elsewhere(invented_record())
    write(record, tmp_path / "d.html")
    write(record, tmp_path / "d.md")
    handed_out = [path.read_text(encoding="utf-8") for path in (tmp_path / "d.html", tmp_path / "d.md")]
    handed_out += [path.read_text(encoding="utf-8") for path in write_csv(record, tmp_path / "tables")]
    handed_out.append(json.dumps(as_json(record), ensure_ascii=False))
    ids = [d.id for d in record.documents] + [c.id for c in record.claims] + [s.id for s in record.statements]
    ids += [f.id for f in record.families] + [f.id for f in record.findings]
    handed_out += ["\n".join(trail(record, id_)) for id_ in ids]
    for text in handed_out:
        assert "ana.ruiz" not in text
        assert "secret place" not in text
    assert any("board.txt" in text for text in handed_out)


def test_documents_and_what_is_quoted_of_them_stay_to_the_character() -> None:
    record = elsewhere(invented_record())
    text = f"{record.documents[0].text} It lies in {FOLDER}/board.txt."
    record = replace(record, documents=(replace(record.documents[0], text=text), *record.documents[1:]))
    shown = without_machine(record)
    assert [d.text for d in shown.documents] == [d.text for d in record.documents]
    assert [s.content for s in shown.statements] == [s.content for s in record.statements]
    assert [c.text for c in shown.claims] == [c.text for c in record.claims]


def test_a_case_of_relative_paths_is_left_as_it_is() -> None:
    record = invented_record()
    assert without_machine(record) is record
