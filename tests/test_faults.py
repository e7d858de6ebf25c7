"""Whole runs over HTTP with an endpoint that fails: a briefing that holds or one clear message, and no reply lost."""

from pathlib import Path

import pytest
from faults import KINDS, SITES, Fault, pile, ran

FINAL = {"429 without quota", "401", "403", "404"}


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pile(tmp_path_factory.mktemp("pile"))


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in FINAL])
def test_a_fault_that_comes_once_costs_no_more_than_what_it_hit(kind: str, folder: Path, tmp_path: Path) -> None:
    """The run goes on, and the briefing holds."""
    site = SITES[list(KINDS).index(kind) % len(SITES)]
    run = ran(folder, tmp_path / "replies.sqlite", Fault(kind, site, 1))
    assert run.met == {kind: 1}
    assert run.problems == ()
    assert run.outcome is not None


@pytest.mark.parametrize("kind", sorted(FINAL))
def test_what_no_call_can_mend_ends_the_run_at_once(kind: str, folder: Path, tmp_path: Path) -> None:
    """With a message that tells what to do; what was read before is kept."""
    run = ran(folder, tmp_path / "replies.sqlite", Fault(kind, "compare"))
    assert run.met == {kind: 1}
    assert run.problems == ()
    assert run.error is not None


@pytest.mark.parametrize("site", SITES)
def test_a_site_that_fails_for_ever_is_done_without(site: str, folder: Path, tmp_path: Path) -> None:
    """By rule, or by leaving out, and the reader is told why; without any reading there is no briefing."""
    run = ran(folder, tmp_path / "replies.sqlite", Fault("content filter", site))
    assert run.problems == ()
    told = [each.reason for each in run.outcome.briefing.skipped] if run.outcome else [str(run.error)]
    assert any("filter held the reply back" in each for each in told)
    assert (run.outcome is None) == (site == "extract")


def test_several_faults_in_one_run(folder: Path, tmp_path: Path) -> None:
    """Each at another site."""
    faults = [Fault("length", "extract", 2), Fault("500", "compare", 1), Fault("schema violation", "compose"),
              Fault("cut connection", "requote", 1), Fault("invalid JSON", "weigh", 1)]  # fmt: skip
    run = ran(folder, tmp_path / "replies.sqlite", *faults)
    assert run.problems == ()
    assert run.outcome is not None
    assert len(run.met) == 5
