"""A process that is killed and started again."""

from pathlib import Path

from killing import kill, pile


def test_a_killed_run_ends_in_the_same_bytes_and_asks_for_nothing_twice(tmp_path: Path) -> None:
    """Three kills in a row at random points, the first of them once all documents were read; the kept replies sound
    after each."""
    found = kill(pile(tmp_path / "pile", 1), tmp_path, 3, seed=5, chain=3, hold=True)
    assert found.problems == []
    assert found.kills > 0
    assert 0 < max(found.stored) <= found.calls
