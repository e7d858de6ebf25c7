"""What of a run fell short: documents of which nothing is told, what rules did for a model, no sentence at all."""

from collections import Counter
from collections.abc import Sequence

from briefing.engines.engine import Engine
from briefing.errors import BriefingError
from briefing.model import Briefing, Document, Fact, Origin, Skipped, Story
from briefing.render.phrases import count
from briefing.sources.language import called
from briefing.stages.verify import Verified


def silent_documents(documents: Sequence[Document], origins: Sequence[Origin], facts: Sequence[Fact],
                      piles: Sequence[Story], verified: Verified, listed: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """Documents in which nothing was found, in no version of the report, or of whose story nothing is told; without
    those that are `listed` for a reason of their own."""
    read = {fact.document for fact in facts}
    found = {each for origin in origins if read & set(origin.documents) for each in origin.documents}
    stories_told = {s.story for s in verified.sections if s.sentences} | {d.story for d in verified.divergences}
    on_the_page = {each for story in piles if story.id in stories_told for each in story.documents}
    reasons = {each.id: "no statement" if each.id not in found else "no sentence"
               for each in documents if each.id not in found & on_the_page | {each.item for each in listed}}
    return tuple(Skipped("read", each.id, reasons[each.id] + _foreign(each.language))
                 for each in documents if each.id in reasons)


def _foreign(language: str) -> str:
    return "" if language == "en" else f"; it is in {called(language)}"


def require_a_sentence(briefing: Briefing) -> None:
    """Fail a run that has nothing to tell: an empty page would look like a quiet day."""
    if any(section.sentences for section in briefing.sections):
        return
    languages = ", ".join(called(code) for code, _ in Counter(d.language for d in briefing.documents).most_common(3))
    number = len(briefing.documents)
    what = f"nothing to tell: {number} document{'s' if number > 1 else ''} ({languages}) gave no sentence"
    if briefing.incomplete:
        raise BriefingError(f"{what} before the run ended ({briefing.incomplete}); raise that limit, or write with "
                            "--engine extractive")
    if briefing.engine.name != "extractive":
        raise BriefingError(f"{what} that the words {briefing.engine.model} cited carry; try another --model, or "
                            "write with --engine extractive")
    raise BriefingError(f"{what} that the embedded engine can tell; give running text in a language that it reads, or "
                        "set OPENAI_API_KEY or OPENAI_BASE_URL to have a language model read")


def by_rule(engine: Engine) -> tuple[Skipped, ...]:
    """What a model was to do and rules did."""
    return tuple(Skipped(each.stage, each.item, each.line) for each in engine.lost() if each.stage != "extract")


def done_by_rule(engine: Engine) -> str | None:
    """What a model was to do and rules did, in a line for the reader; None where it did all."""
    done = [each for each in engine.lost() if each.by_rule]
    read = {each.item for each in done if each.stage == "extract"}
    parts = [f"{count(len(read), 'document')} read in whole or in part"] if read else []
    parts += [what for stage, what in (("compare", "compared"), ("compose", "written"))
              if any(each.stage == stage for each in done)]
    return " and ".join(", ".join(parts).rsplit(", ", 1)) or None
