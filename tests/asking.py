"""What makes two requests to a language model the same question."""

import json
from typing import Any

MANNER = ("max_tokens", "stream", "stream_options")
"""How a reply is to come, which changes nothing of what is asked."""


def same_question(one: Any, other: Any) -> None:
    """Fail where two requests ask something else: another model, message or schema, or anything but their manner."""
    first, second = ({**json.loads(each.body), **dict.fromkeys(MANNER)} for each in (one, other))
    assert first == second
