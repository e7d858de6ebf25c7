"""How the embedded engine reads: each sentence of a document is one fact, told so that it can stand alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.engines.engine import Reading
from briefing.engines.rules.attribution import certainty, is_speech, masked, same_person, speaker
from briefing.engines.rules.dating import written_out
from briefing.engines.rules.persons import last_names, may_be_meant, mentioned, persons, untitled
from briefing.language.corrections import correction
from briefing.language.days import days
from briefing.language.en.rules.persons import ROLE
from briefing.language.en.rules.reading import CONNECTIVE, DAY, HE_OR_SHE, LOOSE, PRESENT, PRONOUN, SINCE, SPEAKER
from briefing.language.quantities import quantities
from briefing.language.reading import Day
from briefing.language.speech import quoted_speaker
from briefing.model import Certainty, Document, Kind, Span
from briefing.regex import lazy_regex
from briefing.text.names import Name, is_person
from briefing.text.paragraphs import kept
from briefing.text.quotations import quotations
from briefing.text.sentences import sentences
from briefing.text.tables import heads, row
from briefing.text.words import STOP_WORDS

LONGEST = 500  # characters; a longer sentence is read in parts
SPEAKS = lazy_regex(r"^(?:he|she)$", re.I)
DATELINE = lazy_regex(
    r"^(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ ,/]+[A-ZÀ-ÖØ-Þ][\w.'’-]+){0,4}?)"
    rf"(?:,?\s+{DAY})?,?\s*(?:\([^)]{{2,40}}\)\s*)?[—–-]+\s+(?=[A-ZÀ-ÖØ-Þ\"“‘\d])"
)
DATELINE_ABROAD = lazy_regex(
    r"^(?:[^\W\d_a-zа-яё][^()（）\n!?]{0,60}?\s?[(（][^()（）]{2,40}[)）]\.?\s?[—–-]{1,2}\s*"
    r"|[\u4e00-\u9fff]{2,4}社[\u4e00-\u9fff]{2,10}\d{1,2}月\d{1,2}日电(?:（[^）]{2,30}）)?\s*)(?=\S)"
)
"""The same in other languages: whatever day stands before the service in brackets."""

MARK = lazy_regex(
    r"^(?:(?:[A-Z][\w.'’]*[ ,]{1,2}){1,5}\((?:AFP|AP|CNN|DPA|EFE|PA|Reuters|RT|UPI|Xinhua)\)"
    r"|\([A-Z][\w&.]*(?: [A-Z][\w&.]*){0,3}\))(?:\s+[-–—]+)?\s+(?=[A-Z\"“‘])"
)
"""An outlet's mark before the first word, where no place stands before it: "(CNN) The mayor …"."""

STAMP = lazy_regex(r"^(?:\d{1,2}[.:]\d{2}\s+(?=[A-Z])|[*•·]\s+)")
SHOUT = lazy_regex(r"^[A-ZÀ-ÖØ-Þ]{3,}(?=['’]?[a-z]* [A-Z]?[a-zß-öø-ÿ])")
LEAST_SHOUT = 4
"""Letters from which a first word in capitals may be no abbreviation."""

OPENING_MARKS = "\"“‘'"
"""What opens a paragraph of a speech that goes on."""

LEADS_IN = ":："
BULLET = lazy_regex(r"(?:[-*•·–▪◦]|\d{1,2}[.)])\s+(?=\S)")
"""How an item of a list begins, and what ends the line that leads in to it."""

BESIDE = lazy_regex(r"(?:[-*•·▪◦>]\s+)+(?=\S)")
"""What stands before an item or a quoted paragraph and is none of its words; a number may be a day's."""

OPENING = 12  # characters within which a date opens a sentence
SPACELESS = lazy_regex("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Mention:
    """The one person a sentence is about, as it names them, for the pronouns of the next."""

    name: str
    sentence: Span


def read(document: Document) -> tuple[Reading, ...]:
    """Every sentence of the kept text as a reading, in order."""
    known = last_names(
        persons("\n".join(document.text[span.start : span.end] for span in kept(document.text, document.removed)))
    )
    readings: list[Reading] = []
    last: Mention | None = None
    inside = False
    lead: Span | None = None
    every = kept(document.text, document.removed)
    tabled = heads([document.text[span.start : span.end] for span in every])
    for paragraph, head in zip(every, tabled, strict=True):
        past = False
        if head is not None:
            readings += _row(document, paragraph, every[head]) if head >= 0 else ()
            lead = None
            continue
        if lead and (item := _item(document, lead, paragraph)):
            if readings and readings[-1].quotes[0][-1] in LEADS_IN:
                readings.pop()  # what only leads in tells nothing by itself
            readings.append(item)
            continue
        lead = _lead_in(document.text, paragraph)
        if (note := _note(document, paragraph)) is not None:
            readings.append(note)
            continue
        inside = inside and document.text[paragraph.start] in OPENING_MARKS
        words = _without_mark(document.text, paragraph)
        for span in (part for each in sentences(document.text, [words]) for part in _parts(document.text, each)):
            text = document.text[span.start : span.end]
            opened = inside and (span.start > paragraph.start or text[0] in OPENING_MARKS)
            inside = _still_open(text, inside and span.start > paragraph.start)
            if not _tells(text):
                continue
            reading, last = _reading(document, span, last, known, opened or _all_quoted(text))
            past = _long_past(reading.kind, text, document) or (past and not reading.when and _leans(text, known))
            readings.append(replace(reading, kind="background") if past and not reading.when else reading)
    return tuple(readings)


def _lead_in(text: str, paragraph: Span) -> Span | None:
    """The last sentence of a paragraph where it leads in to a list."""
    return sentences(text, [paragraph])[-1] if text[paragraph.end - 1] in LEADS_IN else None


def _without_mark(text: str, paragraph: Span) -> Span:
    """A paragraph without the sign of an item or of a quotation before it."""
    mark = BESIDE.match(text, paragraph.start, paragraph.end)
    return Span(mark.end(), paragraph.end) if mark else paragraph


def _note(document: Document, paragraph: Span) -> Reading | None:
    """A note that puts something right, as one reading: its sentences mean nothing apart."""
    text = document.text[paragraph.start : paragraph.end]
    if len(text) > LONGEST or correction(text, document.language) is None:
        return None
    return Reading(statement=" ".join(text.split()), quotes=(text,), kind="statement")


def _item(document: Document, lead: Span, paragraph: Span) -> Reading | None:
    """An item of a list with what leads in to it, without which it tells nothing; None for what is no item."""
    text = document.text[paragraph.start : paragraph.end]
    bullet = BULLET.match(text)
    if not bullet or len(text) + lead.end - lead.start > LONGEST:
        return None
    opening, item = document.text[lead.start : lead.end], text[bullet.end() :]
    who = speaker(opening)
    return Reading(
        statement=" ".join(f"{opening} {item}".split()).rstrip(" .;,") + ".",
        quotes=(item, opening),
        kind="statement" if who else "event",
        speaker=who,
        certainty=certainty(opening, who),
    )


def _row(document: Document, line: Span, head: Span) -> tuple[Reading, ...]:
    """A row of a table as one reading, with the head without which its cells tell nothing."""
    quotes = tuple(document.text[span.start : span.end] for span in (line, head))
    told = row(*quotes)
    if told is None or sum(map(len, quotes)) > LONGEST:
        return ()
    return (Reading(statement=told.told, quotes=quotes, kind="figure" if told.counted else "event"),)


def _leans(text: str, known: dict[str, str]) -> bool:
    """Whether an undated sentence is of the time of the one before it: it names nobody and is not of the present."""
    bare = masked(text)
    return not PRESENT.search(bare) and not mentioned(bare, known)


def _tells(text: str) -> bool:
    """Whether a sentence is long enough to tell anything: four words, or eight letters of a script without spaces, six
    beside a figure: "损失估计为3.5亿元"."""
    letters = len(SPACELESS.findall(text))
    enough = len(text.split()) >= 4 or letters >= 8 or (letters >= 6 and any(each.isdigit() for each in text))
    return enough and re.search(r"[a-z]{3}|[^\x00-\x7f]{2}", text) is not None


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence too long to show anything, cut at its clauses."""
    start = span.start
    while span.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind("; "), window.rfind(". "), window.rfind(" – "), window.rfind(" — "))
        cut = cut if cut > LONGEST // 4 else window.rfind(", ")
        cut = cut if cut > LONGEST // 4 else window.rfind(" ")
        cut = cut if cut > 0 else LONGEST - 1
        yield Span(start, start + cut + 1)
        start += cut + 1
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _still_open(text: str, inside: bool) -> bool:
    """Whether a quotation is open at the end of a sentence."""
    if not inside:
        return any(not each.is_closed and each.whole[1] == len(text) for each in quotations(text))
    opens, closes = text.count("“"), text.count("”")
    if opens or closes:
        return text.rfind("“") > text.rfind("”")
    return text.count('"') % 2 == 0


def _all_quoted(text: str) -> bool:
    """Whether a sentence is nothing but a quotation: after "she said", the next one is hers too."""
    quoted = quotations(text)
    return len(quoted) == 1 and quoted[0].whole == (0, len(text))


def _reading(
    document: Document, span: Span, last: Mention | None, known: dict[str, str], spoken: bool
) -> tuple[Reading, Mention | None]:
    """The fact of one sentence, and whom a "he" of the next would mean."""
    text = document.text[span.start : span.end]
    quotes = [text]
    who = speaker(text) or (quoted_speaker(text, document.language) if document.language != "en" else None)
    here = mentioned(masked(text), known)
    pronoun = PRONOUN.match(text)
    resolved = None
    points = pronoun or (who and SPEAKS.match(who)) or (spoken and not who)
    if last and points and _only(here, last.name) and _may_mean(masked(text), last.name):
        resolved = last.name
        quotes.append(document.text[last.sentence.start : last.sentence.end])
    told = days(text, document.language, document.published)
    head = DATELINE.match(text) or DATELINE_ABROAD.match(text)
    when = min((w for w in told if w.iso), key=lambda w: (head is not None and w.start < head.end(),
                                                          w.precision == "year"), default=None)
    loose = tuple(w for w in told if w.iso is None or w.precision == "week" or (when and w.iso == when.iso))
    statement = _standing_alone(text, loose, resolved, pronoun, spoken and not who, document.text)
    if (who and SPEAKS.match(who)) or (spoken and not who):
        who = resolved
    if who:
        who = known.get(who.split()[-1], untitled(who))
    firmly = certainty(text, who)
    attributed = spoken or who is not None or is_speech(text)
    reading = Reading(
        statement=statement,
        quotes=tuple(quotes),
        kind=_kind(text, firmly, when, document, attributed=attributed),
        speaker=who,
        when=when.iso if when else None,
        certainty=firmly,
    )
    quoted = spoken or not masked(text).strip('¤"“”. ')
    if who and not (resolved and same_person(who, resolved)) and _another(who, here):
        return reading, None
    return reading, _mention(text, span, here, resolved, last, who, quoted=quoted)


def _may_mean(bare: str, name: str) -> bool:
    """Whether the first "he" or "she" of a sentence can be somebody of that name."""
    first = HE_OR_SHE.search(bare)
    return first is None or may_be_meant(first.group(), name)


def _only(here: tuple[Name, ...], name: str) -> bool:
    return {n.last for n in here} <= {name.split()[-1]}


def _another(who: str, here: tuple[Name, ...]) -> bool:
    """Whether the one who speaks is somebody, and not the one person that the sentence names: two a "he" can mean."""
    somebody = is_person(who) or ROLE.search(f"{who} ") is not None
    return somebody and who.split()[-1] not in {name.last for name in here}


def _mention(
    text: str, span: Span, here: tuple[Name, ...], resolved: str | None, last: Mention | None, who: str | None, *,
    quoted: bool
) -> Mention | None:
    """Whom a "he" of the next sentence means: the person this is about, or the one a "he" here meant; or nobody."""
    distinct = {name.last for name in here}
    if resolved and last and distinct <= {resolved.split()[-1]}:
        return Mention(resolved, last.sentence)
    if len(distinct) == 1:
        name = here[0]
        subject = name.start < 60 and not re.search(
            r"\b(?:of|for|by|with|to|from|about|against)\s+(?:the\s+)?$", text[: name.start]
        )
        speaks = who is not None and who.split()[-1] == name.last
        return Mention(untitled(name.text), span) if subject or speaks else None
    return last if quoted and not here else None


def _standing_alone(
    text: str, when: tuple[Day, ...], resolved: str | None, pronoun: re.Match[str] | None, spoken: bool, whole: str
) -> str:
    """The sentence with a name for its pronoun and a date for its "last month", else in its own words."""
    quoted = masked(text)
    for date in sorted(when, key=lambda w: -w.start):
        loose = LOOSE.search(date.text)
        if loose and not spoken and "¤" not in quoted[date.start : date.end]:
            text = text[: date.start] + written_out(text, date) + text[date.end :]
    text = re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".").strip()
    text = MARK.sub("", DATELINE_ABROAD.sub("", DATELINE.sub("", STAMP.sub("", text))))
    text = without_shout(text, whole)
    trimmed = CONNECTIVE.sub("", text)
    if trimmed != text:
        text = trimmed[:1].upper() + trimmed[1:]
        pronoun = PRONOUN.match(text) if pronoun or resolved else None
    speaks = SPEAKER.search(masked(text)) and SPEAKER
    if resolved and pronoun and not pronoun["quote"]:
        word = pronoun["word"]
        name = resolved if word in {"He", "She"} else f"{resolved}’s"
        text = name + text[len(word) :]
    elif resolved and speaks:
        text = speaks.sub(resolved, text, count=1)
    elif resolved and spoken:
        text = f"{resolved}: “{_unmarked(text)}”"
    elif spoken:
        text = f"“{_unmarked(text)}”"
    return _closed(text)


def without_shout(text: str, whole: str) -> str:
    """A sentence whose first word alone is in capitals, as a paper sets an opening, with that word written as usual.

    `whole` is the text it stands in: what it always writes in capitals ("NATO") stays.
    """
    shout = SHOUT.match(text)
    if not shout or (shout[0] != "THE" and len(shout[0]) < LEAST_SHOUT):
        return text
    usual = re.search(rf"\b(?:{shout[0].title()}|{shout[0].lower()})\b", whole)
    common = shout[0].lower() in STOP_WORDS
    return (shout[0].title() if usual or common else shout[0]) + text[shout.end() :]


def _unmarked(text: str) -> str:
    """The words of a quotation, or of a part of one, without marks."""
    text = text.strip()
    quoted = quotations(text)
    whole = len(quoted) == 1 and quoted[0].whole == (0, len(text))
    return quoted[0].text if whole else text.strip('"“”').strip()


def _closed(text: str) -> str:
    """A quotation that runs on into the next sentence ends with this one."""
    if text.count("“") - text.count("„") == text.count("”") + 1:  # „…“ ends with what opens “…”
        return text + "”"
    return text + '"' if text.count('"') % 2 and text[-1] in ".!?,…" else text


def _kind(text: str, firmly: Certainty, when: Day | None, document: Document, *, attributed: bool) -> Kind:
    if firmly == "planned":
        return "plan"
    if attributed:
        return "statement"
    if when and _old(when, document) and not SINCE.search(text[: when.start]):
        return "background"
    return "figure" if any(q.kind not in {"year", "time"} for q in quantities(text)) else "event"


def _long_past(kind: Kind, text: str, document: Document) -> bool:
    """Whether a sentence tells of a time long before its report: as background, or from a date it opens with."""
    first = next(iter(days(text, document.language, document.published)), None)
    return kind == "background" or (first is not None and first.start < OPENING and _old(first, document))


def _old(when: Day, document: Document) -> bool:
    """Whether a date lies more than two months before the report, and the report gives it in full."""
    if not when.iso or not document.published or when.relative or when.iso[:7] >= document.published[:7]:
        return False
    return _months(document.published) - _months(when.iso) > 2


def _months(iso: str) -> int:
    return int(iso[:4]) * 12 + (int(iso[5:7]) if len(iso) >= 7 else 12)
