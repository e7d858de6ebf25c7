"""How a language says that there is a sign of something, or none: "keine Hinweise auf", "des traces d'"."""


from briefing.language.grammar import listed

Span = tuple[int, int]


def no_trace(text: str, code: str) -> Span | None:
    """The words of a text behind which stands of what there is no sign; None where it has none, and in a language
    whose words for it are not listed."""
    hit = listed(code, "traces", "none").search(text)
    return hit.span() if hit else None


def trace(text: str, code: str) -> Span | None:
    """The words of a text behind which stands of what there is a sign, where it says of nothing that there is none."""
    hit = None if no_trace(text, code) else listed(code, "traces", "some").search(text)
    return hit.span() if hit else None
