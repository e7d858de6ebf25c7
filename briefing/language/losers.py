"""Whether a text tells of a contest from the side of who lost: who wins and who loses change places with the word."""

import re
from functools import cache

from briefing.language.grammar import any_of
from briefing.language.language import language_data, word_list


def tells_of_loser(text: str, code: str) -> bool:
    """Whether a text has a word by which somebody lost."""
    return bool(_losing(code).search(text))


@cache
def _losing(code: str) -> re.Pattern[str]:
    listed = language_data(code, "words").get("doers", {}).get("losing", "")
    return re.compile(rf"(?<!\w)(?:{any_of(word_list(listed))})(?!\w)", re.I)
