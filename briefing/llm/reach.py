"""How much of a request an endpoint reads, by what it counts: some cut what is too long and say nothing."""

from collections.abc import Callable, Sequence
from statistics import median

WORDS = 1000
"""Words of a request from which on it is checked that all of them were read."""

FEWEST = 500
"""Tokens below which no endpoint cuts."""

WINDOWS = frozenset(size - less for size in (2**n for n in range(11, 18)) for less in (0, 1))
"""What a window holds in tokens, as they are set: 2048 to 131072, or one less for the first of the reply."""

BEYOND = 1.04
"""Times the tokens counted, from which on a request is longer than what was counted of it; counts of one vocabulary
by another, once they are put into proportion, differ by less."""

ALIKE, APART = 3, 1.03
"""Requests of which the endpoint counts the same, and how far apart they are when that is no chance."""

_SAMPLE = 8


class Reach:
    """What the endpoint's counts tell of one run's requests."""

    def __init__(self) -> None:
        """Nothing is known at first."""
        self.most = 0
        """Tokens of the longest request, as the endpoint counts."""

        self._sizes: list[int] = []
        self._ratios: list[float] = []
        self._cut = 0

    def is_cut(self, turns: Sequence[str], counted: int, size: Callable[[], int]) -> bool:
        """Whether a request of which the endpoint counted so many tokens was cut; `size` counts it here."""
        if counted <= 0:
            return False
        if _has_more_words(turns, counted):
            self._cut = max(self._cut, counted)
            return True
        if counted < FEWEST or counted < self.most:
            if len(self._ratios) < _SAMPLE and counted < self.most:
                self._ratios.append(counted / max(1, size()))
            return False
        if counted > self.most:
            self.most, self._sizes = counted, []
        self._sizes.append(size())
        cut = self._is_full()
        self._cut = max(self._cut, counted) if cut else self._cut
        return cut

    def note(self) -> str | None:
        """What to tell the user, once for the run: that requests were cut, and the cure; None where none was."""
        if not self._cut or self.most > self._cut:
            return None
        return (f"the endpoint reads {self._cut} tokens of a request and cuts the rest without a word; have it read "
                "longer requests (Ollama: num_ctx), or set --chunk-tokens lower")

    def _is_full(self) -> bool:
        """Whether the longest requests were more than what was counted of them."""
        if self.most in WINDOWS:
            return self._sizes[-1] * (median(self._ratios) if self._ratios else 1.0) > BEYOND * self.most
        return len(self._sizes) >= ALIKE and max(self._sizes) > APART * min(self._sizes)


def _has_more_words(turns: Sequence[str], tokens: int) -> bool:
    """Whether a request has more words than tokens were counted of it: no vocabulary has fewer tokens than words."""
    if tokens >= sum(map(len, turns)) // 5:
        return False
    words = sum(len(text.split()) for text in turns)
    return words >= WORDS and tokens < words
