"""The index of a job: the stories that something new may join are found, and nothing of the others is opened."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk
from faulty import Faulty

from briefing.jobs.run import preview
from briefing.jobs.shelf import Shelf, Shelved
from briefing.jobs.state import IN_MEMORY, State, opened
from briefing.sources import files

NOW = datetime(2032, 3, 22, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def weights(text: str) -> dict[str, float]:
    return dict.fromkeys(text.split(), 1.0)


FERRY, GRAIN, CHOIR = ("ferry alma lannick harbour sunk crew", "grain price sund port traders fell",
                       "choir velm contest prize song hall")


@pytest.fixture(name="shelf")
def _shelf() -> Iterator[Shelf]:
    """A ferry's story of two documents and one of grain, of a day before."""
    with opened(IN_MEMORY) as db:
        for name, story, at in (("a", "ferry", NOW), ("b", "ferry", NOW), ("c", "grain", NOW - DAY)):
            State(db, "harbour").remember([(name, f"{name}.txt")], (), at, {name: story})
        shelf = Shelf(db, "harbour")
        shelf.put((Shelved("a", "fa", "ferry", weights(FERRY)), Shelved("b", "fb", "ferry", weights(FERRY + " diver"))))
        shelf.put([Shelved("c", "fc", "grain", weights(GRAIN))])
        yield shelf


def test_the_stories_that_share_enough_are_found(shelf: Shelf) -> None:
    """Not those that share a word."""
    assert shelf.near([weights("ferry alma raised harbour")]) == {"ferry"}
    assert shelf.near([weights("ferry alma raised harbour"), weights("grain price sund rose")]) == {"ferry", "grain"}
    assert shelf.near([weights(CHOIR)]) == frozenset()
    assert shelf.near([weights(f"harbour {' '.join(f'word{n}' for n in range(80))}")]) == frozenset()
    assert Shelf(shelf.db, "another").near([weights(FERRY)]) == frozenset()


def test_the_documents_of_a_story_are_known_with_their_files(shelf: Shelf) -> None:
    """And of those that something came to after a moment."""
    found = {sha256: (file, story) for sha256, file, story, _ in shelf.documents({"ferry"})}
    assert found == {"a": ("fa", "ferry"), "b": ("fb", "ferry")}
    assert {each[0] for each in shelf.documents(frozenset(), NOW - DAY)} == {"a", "b"}
    assert {each[0] for each in shelf.documents({"grain"}, NOW - DAY)} == {"a", "b", "c"}


def test_what_is_elsewhere_is_what_is_not_here(shelf: Shelf) -> None:
    """With the terms of new texts too, as far as anybody holds them."""
    found = shelf.elsewhere([weights(FERRY)], [weights("grain diver organ")])
    assert (found.texts, found.holders["ferry"], found.holders["grain"], found.holders["diver"]) == (2, 1, 1, 1)
    assert "organ" not in found.holders


def test_what_came_long_ago_is_found_no_more(shelf: Shelf) -> None:
    """And leaves nothing behind in the index."""
    shelf.retire(NOW)
    assert len(shelf) == 2
    assert shelf.near([weights(GRAIN)]) == frozenset()
    assert shelf.db.execute("SELECT count(*) FROM terms WHERE term = 'grain'").fetchone() == (0,)
    assert shelf.near([weights(FERRY)]) == {"ferry"}
    shelf.retire(NOW + DAY)
    assert [shelf.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("postings", "terms", "shelf")
            ] == [0, 0, 0]


def test_what_is_forgotten_leaves_no_word(shelf: Shelf) -> None:
    """It is still of its story, and put here again it stays forgotten."""
    shelf.forget({"a"})
    shelf.put([Shelved("a", "fa", "ferry", weights(FERRY))])
    assert shelf.db.execute("SELECT holders FROM terms WHERE term = 'ferry'").fetchone() == (1,)
    assert shelf.near([weights(FERRY)]) == {"ferry"}
    shelf.forget({"b"})
    assert shelf.near([weights(FERRY)]) == frozenset()
    assert shelf.is_whole(NOW - DAY)


def test_a_shelf_that_lacks_a_document_is_not_whole(shelf: Shelf) -> None:
    """Until it is filled; of what came before that moment nothing need be here."""
    State(shelf.db, "harbour").remember([("d", "d.txt")], (), NOW - DAY, {"d": "choir"})
    assert (shelf.is_whole(NOW - DAY), shelf.is_whole(NOW)) == (False, True)
    shelf.fill(NOW - DAY)
    assert shelf.is_whole(NOW - DAY)


REPORTS = {
    "ferry.txt": "Ferry Alma sinks off Lannick\nPost | 2032-03-22\n\nThe ferry Alma sank off Lannick on Sunday, the "
                 "coast guard said. Its crew of nine was saved.\n",
    "grain.txt": "Grain prices fall in Sund\nCourier | 2032-03-22\n\nThe price of grain fell by four percent in the "
                 "port of Sund, traders said.\n",
    "choir.txt": "Choir of Velm wins\nVelm FM | 2032-03-22\n\nThe choir of Velm won the contest of the valley with a "
                 "song of 1910.\n",
}
RAISED = ("Ferry Alma raised off Lannick\nGazette | 2032-03-23\n\nDivers raised the ferry Alma off Lannick on "
          "Tuesday, the coast guard said.\n")


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[Faulty, int]) -> Desk:
    desk = Desk(tmp_path / "desk", port=server[1])
    for name, text in REPORTS.items():
        desk.put(name, text)
    desk.run()
    desk.clock.moment += DAY
    return desk


def test_only_files_of_stories_that_something_joins_are_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those are read whole; of the others not a byte."""
    names = set[str]()
    real = files._opened

    def opened_file(path: Path, root: Path | None = None) -> object:
        names.add(path.name)
        return real(path, root)

    monkeypatch.setattr(files, "_opened", opened_file)
    desk.put("raised.txt", RAISED)
    assert desk.run().outcome == "told"
    assert names == {"raised.txt", "ferry.txt"}


def test_a_file_that_has_another_name_is_still_of_its_story(desk: Desk) -> None:
    """Moved in the same morning, it is compared with all the same."""
    (desk.home / "inbox" / "ferry.txt").rename(desk.home / "inbox" / "old.txt")
    desk.put("raised.txt", RAISED)
    report = desk.run()
    assert (report.outcome, report.fresh, report.origins) == ("told", 1, 2)


def test_a_database_without_the_index_gets_it_with_the_next_news(desk: Desk) -> None:
    """Everything is read once more, and put there."""
    with opened(desk.home / "harbour.sqlite") as db:
        for table in ("shelf", "terms", "postings"):
            db.execute(f"DELETE FROM {table}")
    desk.put("raised.txt", RAISED)
    desk.run()
    with opened(desk.home / "harbour.sqlite") as db:
        shelf = Shelf(db, "harbour")
        assert (len(shelf), shelf.is_whole(NOW - DAY)) == (4, True)


def test_a_dry_run_finds_its_stories_by_the_index_too(desk: Desk, tmp_path: Path) -> None:
    """And leaves it as it was."""
    desk.put("raised.txt", RAISED)
    assert preview(desk.job, desk.context, tmp_path / "out")
    with opened(desk.home / "harbour.sqlite") as db:
        assert len(Shelf(db, "harbour")) == 3
