"""Numbers that a peer gives: within bounds, or as if it had given none."""

MOST_TOKENS = 100_000_000
"""Ten times what any model reads; whoever counts more counts something else."""

LONGEST_WAIT = 30 * 86_400.0
"""Seconds: a quota of a month is the longest that anybody could ask to wait for."""

_LARGEST = 1e9


def tokens(value: object) -> int | None:
    """A count of tokens; None for what is none: a text, a truth value, a fraction, below zero, beyond all measure."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_TOKENS:
        return None
    return int(value) if value == int(value) else None


def number(value: str | None) -> float | None:
    """The number in a header; None for any that is negative, endless or none."""
    try:
        found = float(value or "")
    except ValueError:
        return None
    return found if 0 <= found < _LARGEST else None


def wait(seconds: float | None) -> float | None:
    """A length of time to wait; None where nobody would."""
    return seconds if seconds is not None and 0 <= seconds <= LONGEST_WAIT else None
