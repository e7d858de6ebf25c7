"""What a page says of days, in each language."""

import pytest

from briefing.language.wording import is_topic, written_period


@pytest.mark.parametrize(("code", "shown"), [
    ("en", ["26 to 27 November 2024", "26 November to 7 December 2024", "26 November 2023 to 7 December 2024"]),
    ("de", ["26. bis 27. November 2024", "26. November bis 7. Dezember 2024",
            "26. November 2023 bis 7. Dezember 2024"]),
    ("es", ["26 al 27 de noviembre de 2024", "26 de noviembre al 7 de diciembre de 2024",
            "26 de noviembre de 2023 al 7 de diciembre de 2024"]),
    ("zh", ["2024年11月26日至2024年11月27日", "2024年11月26日至2024年12月7日", "2023年11月26日至2024年12月7日"]),
])
def test_a_period_says_month_and_year_once(code: str, shown: list[str]) -> None:
    """Where both its days end in them."""
    days = [("2024-11-26", "2024-11-27"), ("2024-11-26", "2024-12-07"), ("2023-11-26", "2024-12-07")]
    assert [written_period(each, code) for each in days] == shown


def test_a_topic_is_the_pages_own_in_its_language() -> None:
    """Its words are borrowed from no passage."""
    assert is_topic("Zahl der Verletzten", "de")
    assert not is_topic("Zahl der Verletzten", "fr")
    assert not is_topic("Zahl der Kühe", "de")
