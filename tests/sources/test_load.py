"""Paths → documents: which files are read, in which order, and what is said of the others."""

import hashlib
import io
import itertools
import os
from pathlib import Path

import pytest
from ordinary import ordinary

from briefing.errors import BriefingError, UsageError
from briefing.model import Skipped
from briefing.sources import files
from briefing.sources.kinds import readable
from briefing.sources.load import load, unread

TEXT = ("Ferry sails again\n\n"
        "The ferry across the sound sails again from Monday, the town council said after a week of storms.\n")


def write(folder: Path, **texts: str | bytes) -> Path:
    """Files by name ("a_txt" for a.txt) in a folder that is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_text_file_is_the_decoded_file(tmp_path: Path) -> None:
    """Line ends stay, the byte order mark goes, and sha256 is of the bytes."""
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    write(tmp_path, a_txt=data)
    (document,), skipped = load([tmp_path / "a.txt"])
    assert document.text == TEXT.replace("\n", "\r\n")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.title == "Ferry sails again"
    assert skipped == ()


def test_a_folder_is_read_with_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown as folder/relative, whatever the kind."""
    write(tmp_path / "pile", a_txt=TEXT, b_md=TEXT + "b", c=TEXT + "c", e_markdown=TEXT + "e")
    write(tmp_path / "pile" / "deep" / "er", d_text=TEXT + "d", f_HTM=f"<html><body><p>{TEXT}</p></body></html>")
    monkeypatch.chdir(tmp_path)
    documents, skipped = load(["pile"])
    assert sorted(document.path or "" for document in documents) == [
        "pile/a.txt", "pile/b.md", "pile/c", "pile/deep/er/d.text", "pile/deep/er/f.HTM", "pile/e.markdown"]
    assert skipped == ()


def test_documents_are_numbered_by_day_then_bytes_then_path(tmp_path: Path) -> None:
    """No order of the arguments changes anything; a text without a day comes last."""
    paths = [write(tmp_path, **{name: text}) / name.replace("_", ".") for name, text in (
        ("z_txt", f"Ferry sails again\nPublished 3 May 2019\n\n{TEXT}"), ("a_txt", TEXT), ("b_txt", TEXT),
        ("m_txt", f"Ferry sails again\nPublished 4 May 2019\n\n{TEXT}"))]
    results = {load(order) for order in itertools.permutations(paths)}
    (documents, _), = results
    assert [(document.id, Path(document.path or "").name) for document in documents] == [
        ("d1", "z.txt"), ("d2", "m.txt"), ("d3", "a.txt"), ("d4", "b.txt")]


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    """By its name, through its folder or by a link; two files with the same bytes are two documents."""
    write(tmp_path, a_txt=TEXT, b_txt=TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    documents, _ = load([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt", tmp_path / "link.txt"])
    assert [Path(document.path or "").name for document in documents] == ["a.txt", "b.txt"]


def test_what_is_not_read_is_named_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden files, other kinds, empty and binary files are skipped; only the last two are faults."""
    write(tmp_path / "pile", a_txt=TEXT, b_txt=TEXT + "b", c_txt=TEXT + "c", d_png=b"\x89PNG", e_txt=b"\x89PNG ...",
          f_txt=" \n\t", g_txt=bytes(range(256)) * 20, h_xyz="text")
    write(tmp_path / "pile" / ".git", config_txt=TEXT)
    write(tmp_path / "pile", **{"_DS_Store": b"\0"})
    (tmp_path / "pile" / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pile" / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    documents, skipped = load(["pile"])
    assert len(documents) == 3
    unknown = "not a kind that can be read"
    assert skipped == (
        Skipped("sources", "pile/.DS.Store", "a hidden file or folder; name it to have it read"),
        Skipped("sources", "pile/.git", "a hidden file or folder; name it to have it read"),
        Skipped("sources", "pile/d.png", f"a picture; {unknown}"),
        Skipped("sources", "pile/e.txt", f"a picture, whatever its name says; {unknown}"),
        Skipped("sources", "pile/f.txt", "an empty file"),
        Skipped("sources", "pile/g.txt", "binary data, not text"),
        Skipped("sources", "pile/gone.txt", "a link that leads nowhere"),
        Skipped("sources", "pile/h.xyz", f"a .xyz file; {unknown}"),
        Skipped("sources", "pile/pipe.txt", "not a regular file"),
    )
    assert [each.item for each in unread(skipped)] == ["pile/f.txt", "pile/g.txt", "pile/gone.txt"]


def test_a_file_of_another_kind_is_a_fault_only_where_a_path_names_it(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder it may well lie beside the documents; who names it wants it read."""
    write(tmp_path / "pile", a_txt=TEXT, b_txt=TEXT + "b", c_png=b"\x89PNG", d_txt=b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    assert unread(load(["pile"])[1]) == ()
    for paths in (["pile", "pile/c.png"], ["pile/c.png", "pile"]):
        assert [each.item for each in unread(load(paths)[1])] == ["pile/c.png"]
    _, skipped = load(["pile/a.txt", "pile/b.txt", "pile/c.png", "pile/d.txt"])
    assert unread(skipped) == skipped == (
        Skipped("sources", "pile/c.png", f"a picture; not a kind that can be read; can be read: {readable()}"),
        Skipped("sources", "pile/d.txt", "a picture, whatever its name says; not a kind that can be read; "
                f"can be read: {readable()}"),
    )


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    """Hidden files are passed over in folders only."""
    write(tmp_path, **{"_note": TEXT})
    documents, skipped = load([tmp_path / ".note", tmp_path])
    assert len(documents) == 1
    assert skipped == ()


def test_a_file_that_vanishes_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may go between listing and reading; the others are read all the same."""
    write(tmp_path, a_txt=TEXT, b_txt=TEXT + "b")
    find = files.find

    def find_then_delete(paths: list[str | Path], **more: bool) -> object:
        found = find(paths, **more)
        (tmp_path / "a.txt").unlink()
        return found

    monkeypatch.setattr(files, "find", find_then_delete)
    documents, (skipped,) = load([tmp_path])
    assert [Path(document.path or "").name for document in documents] == ["b.txt"]
    assert skipped == Skipped("sources", f"{tmp_path}/a.txt", "it was there, but vanished before it could be read")


@pytest.mark.parametrize(("closed", "mode"), [("a.txt", 0), ("deep", 0), ("deep", 0o400), ("deep/c.txt", 0o200)])
def test_what_is_closed_is_skipped(closed: str, mode: int) -> None:
    """A file or folder that may not be read, or only be listed, is named with the system's reason; the rest is read."""
    with ordinary() as folder:
        write(folder, a_txt=TEXT, b_txt=TEXT + "b")
        write(folder / "deep", c_txt=TEXT + "c", d_txt=TEXT + "d")
        (folder / closed).chmod(mode)
        documents, skipped = load([folder])
        assert "b.txt" in {Path(each.path or "").name for each in documents}
        assert {each.reason for each in skipped} == {"can't be read: Permission denied"}
        assert {each.item for each in skipped} <= {f"{folder}/{closed}", f"{folder}/deep/c.txt", f"{folder}/deep/d.txt"}
        assert len(documents) + len(skipped) in {3, 4}
        assert unread(skipped) == skipped


def test_an_enormous_file_is_skipped(tmp_path: Path) -> None:
    """The limit is in bytes; a file of just that size is read."""
    write(tmp_path, a_txt=TEXT * 10, b_txt=TEXT)
    _, (skipped,) = load([tmp_path], limit=len(TEXT))
    assert skipped.item == f"{tmp_path}/a.txt"
    assert skipped.reason == "1,170 bytes; files over 117 bytes are not read"


def test_a_text_over_the_limit_of_characters_is_left_out(tmp_path: Path) -> None:
    """However few bytes it came in; its length is what every later stage pays for."""
    write(tmp_path, a_txt=TEXT, b_txt=TEXT * 10, c_txt="é" * len(TEXT))
    documents, (skipped,) = load([tmp_path], longest=len(TEXT))
    assert {Path(each.path or "").name for each in documents} == {"a.txt", "c.txt"}
    assert skipped.reason == f"{10 * len(TEXT):,} characters; texts over {len(TEXT)} are not read"
    assert unread([skipped])


def test_stdin_is_a_document() -> None:
    """ "-" reads the stream once, however often it is named; HTML is known by its first words."""
    (document,), _ = load(["-", "-"], stdin=io.BytesIO(TEXT.encode()))
    assert (document.path, document.text) == ("-", TEXT)
    (page,), _ = load(["-"], stdin=io.BytesIO(f"<!DOCTYPE html><p>{TEXT}</p>".encode()))
    assert "<p>" not in page.text


def test_a_missing_path_is_a_wrong_call(tmp_path: Path) -> None:
    """The path first, the cure last."""
    write(tmp_path, a_txt=TEXT)
    with pytest.raises(UsageError, match=r"nope\.txt: no such file or folder; check the path$"):
        load([tmp_path / "a.txt", tmp_path / "nope.txt"])


def test_an_empty_path_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is not set must not stand for the folder one happens to be in."""
    monkeypatch.chdir(write(tmp_path, a_txt=TEXT))
    with pytest.raises(UsageError, match=r"^'': no path; name a file or a folder, \. for the one you are in$"):
        load([""])


def test_no_documents_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what was found and what to do."""
    write(tmp_path / "pile", a_png=b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BriefingError) as caught:
        load(["pile"])
    assert str(caught.value) == (
        "no documents: 1 found, none that can be read:\n"
        "- pile/a.png: a picture; not a kind that can be read\n"
        f"Name files that can be read ({readable()}), or a folder that holds some.")
    (tmp_path / "pile" / "a.png").unlink()
    with pytest.raises(BriefingError, match=r"^no documents: nothing was found"):
        load(["pile"])


def test_more_faults_than_documents_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half may fail, more may not; other kinds of files don't count."""
    write(tmp_path / "pile", a_txt=TEXT, b_txt="", c_png=b"\x89PNG", d_png=b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    assert len(load(["pile"])[0]) == 1
    write(tmp_path / "pile", e_txt="")
    with pytest.raises(BriefingError) as caught:
        load(["pile"])
    assert str(caught.value) == ("2 of 3 documents can't be read:\n- pile/b.txt: an empty file\n"
                                 "- pile/e.txt: an empty file\nMend or remove them, then run again.")


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    """A .txt file that opens as an HTML document is one; Markdown with tags stays as it is."""
    page = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
    write(tmp_path, a_txt=page, b_md=page)
    texts = {Path(document.path or "").name: document.text for document in load([tmp_path])[0]}
    assert "<p>" not in texts["a.txt"]
    assert texts["b.md"] == page


def test_a_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    """A path in another encoding must not break the JSON."""
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:
            file.write(TEXT.encode())
    except OSError:
        pytest.skip("the file system takes no such name")
    (document,), _ = load([tmp_path])
    assert (document.path or "").endswith("/caf\\xe9.txt")
    assert document.path == (document.path or "").encode().decode()


def test_a_line_of_many_megabytes_loads_quickly(tmp_path: Path) -> None:
    """Metadata is read from the first and last kilobytes only."""
    write(tmp_path, a_txt="word " * 2_000_000)
    (document,), _ = load([tmp_path], longest=10_000_000)
    assert len(document.text) == 10_000_000
    assert len(document.title) <= 90
