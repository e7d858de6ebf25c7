"""A call that gave nothing, as the reader of the briefing is told of it."""

from briefing.engines.engine import Lost
from briefing.llm.ask import Problem

_UNHEARD = ("refusal", "filtered", "unreachable")


def lost_call(problem: Problem | None, stage: str, item: str, outcome: str, *, by_rule: bool = False) -> Lost:
    """What a call that `problem` ended means for the briefing."""
    if problem is None:
        return Lost(stage, item, outcome, "no answer", by_rule=by_rule)
    return Lost(stage, item, outcome, problem.reason, unpaid=problem.kind == "cost", by_rule=by_rule,
                unheard=problem.kind in _UNHEARD)
