"""Finding a quote in a document, letter for letter but for white space, quote marks and dashes."""

from bisect import bisect_left, bisect_right

from briefing.regex import lazy_regex

_FOLDED = {
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_MARK = lazy_regex(f"[{''.join(_FOLDED)}]")
_GAP = lazy_regex(r"\s{2,}|[^\S ]")
"""White space that is not one plain space: the rest of it, most, needs no look."""

_WIDE = lazy_regex(r"\s{2,}")


def fold(text: str) -> str:
    """The text with straight quote marks, plain hyphens and single spaces; everything else stays as it is."""
    return _GAP.sub(" ", _straight(text)).strip()


def _straight(text: str) -> str:
    """The text with straight quote marks and plain hyphens."""
    return text.replace("`", "'") if text.isascii() else _MARK.sub(lambda mark: _FOLDED[mark[0]], text)


class Folded:
    """A document folded once, so that many quotes can be found in it."""

    __slots__ = ("_folded", "_gap_ends", "_gaps", "_shifts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        plain = _straight(text)
        self._folded = _GAP.sub(" ", plain)
        self._gaps: list[int] = []  # where in the folded text a shortened gap stands
        self._gap_ends: list[int] = []  # where in the text that gap ends
        self._shifts = [0]  # how much further right the text is behind so many gaps
        for gap in _WIDE.finditer(plain):
            self._gaps.append(gap.start() - self._shifts[-1])
            self._gap_ends.append(gap.end())
            self._shifts.append(self._shifts[-1] + gap.end() - gap.start() - 1)

    def locate(self, quote: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where the quote first stands between `start` and `end`; None where it does not.

        A quote never begins or ends inside a word or a number: "killed 4" is not in "killed 41".
        """
        needle = fold(quote)
        if not needle:
            return None
        stop = len(self.text) if end is None else end
        at = self._folded.find(needle, self._forward(start))
        while at >= 0:
            begin, last = self._back(at), self._back(at + len(needle) - 1) + 1
            if last > stop:
                return None
            if begin >= start and _whole(self.text, begin, last):
                return begin, last
            at = self._folded.find(needle, at + 1)
        return None

    def _back(self, place: int) -> int:
        """A place of the folded text in the text."""
        return place + self._shifts[bisect_left(self._gaps, place)]

    def _forward(self, place: int) -> int:
        """A place of the text in the folded text, or a little before it."""
        return max(0, place - self._shifts[min(bisect_right(self._gap_ends, place) + 1, len(self._gaps))])


def locate(quote: str, text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where a quote first stands in a text, as offsets into the text itself; None where it does not."""
    return Folded(text).locate(quote, start, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either edge."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, place: int) -> bool:
    """Whether the letters left and right of a place belong to one word or one number."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    if left.isdigit() and right in ".,:":
        return place + 1 < len(text) and text[place + 1].isdigit()
    if right.isdigit() and left in ".,:":
        return place > 1 and text[place - 2].isdigit()
    return _in_word(left) and _in_word(right)


def _in_word(letter: str) -> bool:
    """Letters of scripts that part words by spaces, and digits."""
    return letter.isdigit() or letter.lower() != letter.upper()


def is_verbatim(text: str, passage: str) -> bool:
    """Whether a text stands in a passage, but for white space, quotation marks, dashes and its last full stop."""
    return locate(text.rstrip(". …"), passage) is not None
