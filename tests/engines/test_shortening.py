"""What a long sentence can do without."""

from briefing.engines.rules.shortening import shortened
from briefing.model import Fact

HEAD = "The council of Lannick closed the old bridge to all lorries for the whole of the coming winter"
TAIL = ", leaving the farmers on the northern shore with a long way round to every market in the valley."


def told(statement: str) -> str:
    return shortened(Fact("f1", "d1", statement, "event", ()))


def test_a_last_clause_goes_and_the_cut_is_shown() -> None:
    """Where nothing in it limits what is said."""
    assert told(HEAD + TAIL) == f"{HEAD} …"


def test_nothing_is_cut_behind_the_words_that_say_who_said_it() -> None:
    """There a cut would look like one in what was said."""
    quoted = f"“{HEAD.replace('The council', 'We')},” Marta Quill said{TAIL}"
    assert told(quoted) == quoted
