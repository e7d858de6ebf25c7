"""Documents that attack their reader, and a model that obeys every attack in every task that shows it."""

import pytest
from attacked import Attacked, attacked, live_links
from attacks import FAMILIES, LINK, attack
from invented import event

RUNS = [(number, (family,)) for number, family in enumerate(FAMILIES)]


def _sound(run: Attacked) -> None:
    assert [each for each in run.told if not each.carried] == []
    assert run.links == ()
    assert run.lost == frozenset()
    assert run.kept >= 28


@pytest.mark.parametrize(("number", "families"), RUNS, ids=FAMILIES)
def test_an_attack_changes_nothing_but_what_is_quoted_from_it(number: int, families: tuple[str, ...]) -> None:
    """Nothing of it is told as ours, nothing of it is live, and the other documents' facts are what they were."""
    _sound(attacked(event(number), [attack(event(number), family) for family in families]))


def test_ten_attacks_at_once_change_no_more() -> None:
    """Each in its own document, on one event."""
    _sound(attacked(event(3), [attack(event(3), family) for family in FAMILIES]))


def test_the_model_does_obey() -> None:
    """Or the rest would prove nothing: its claim came up in the calls that compare and write, and was left out."""
    run = attacked(event(0), [attack(event(0), "ignore")])
    left_out = [each.item for each in run.briefing.skipped if each.stage == "verify"]
    assert any("paid the inspectors" in each for each in left_out)


def test_live_links_are_seen() -> None:
    """In Markdown and in HTML, and not where they are mere letters."""
    for text in (f"[more]({LINK})", f"![x]({LINK}p.png)", f'<img src="{LINK}x">', f"<{LINK}>"):
        assert live_links(text), text
    assert not live_links(f"\\[more\\]({LINK.replace(':', '&#58;')})")
