"""SRT and VTT → what is said, in paragraphs, with the time of each cue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from briefing.regex import lazy_regex
from briefing.sources.language import language
from briefing.sources.page import Page, Part, UnreadableError
from briefing.text.encoding import decode

_TIME = r"(?:(?P<h#>\d{1,3}):)?(?P<m#>\d{1,2}):(?P<s#>\d{1,2})[.,]\d{1,3}"
_TIMES = lazy_regex(rf"\s*{_TIME.replace('#', '1')}\s*-->\s*{_TIME.replace('#', '2')}(?:\s.*)?")
_SNIFF = lazy_regex(rb"\s*(?:WEBVTT(?:[ \t\r\n]|$)|(?:\d{1,6}[ \t]*\r?\n)?[ \t]*(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
                    rb"[ \t]*-->)")
_BLOCK = lazy_regex(r"(?:NOTE|STYLE|REGION)\b")
_VOICE = lazy_regex(r"<v(?:\.[\w.]+)?\s+(?P<name>[^>]{1,80})>")
_TAG = lazy_regex(r"</?[a-z][^<>]{0,80}>|<\d\d[^<>]{0,20}>|\{\\[^{}]{0,40}\}", re.I)
_SOUND = lazy_regex(r"[\[(♪*][^\])♪*]{0,60}[\])♪*]|[♪♫\s]+")
_TURN = lazy_regex(r"(?:[-–—]|>{2,3})\s+")
_PAUSE = 4
"""Seconds of silence after which a new paragraph begins."""

_ROLLED = 2
"""Words that a line has at least, for its repetition to be the caption's and not the speaker's."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is said at a time, in seconds; `turn` where somebody else begins to speak."""

    start: int
    end: int
    text: str
    turn: bool


def sniff(data: bytes) -> bool:
    """Whether the bytes open with a cue's times or say that they are VTT."""
    return bool(_SNIFF.match(data[:4_096].removeprefix(b"\xef\xbb\xbf")))


def load(data: bytes) -> tuple[Part, ...]:
    """What is said as one document; its marks are the cues' times, "00:01:12"."""
    source = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    cues = tuple(_cues(source.split("\n")))
    if not cues:
        raise UnreadableError("subtitles without a line that is said")
    text, marks = "", []
    for number, cue in enumerate(cues):
        if number:
            text += "\n\n" if cue.turn or cue.start - cues[number - 1].end >= _PAUSE else " "
        marks.append((len(text), f"{cue.start // 3600:02}:{cue.start // 60 % 60:02}:{cue.start % 60:02}"))
        text += cue.text
    titled = re.match(r"WEBVTT[ \t]+(?:[-–:][ \t]*)?(\S[^\n]*)", source.lstrip("\ufeff"))
    return (Part(Page(text=text, title=titled[1].strip() if titled else "", language=language(text),
                      marks=tuple(marks))),)


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    """The cues that say something, one after the other."""
    number, speaker, before = 0, "", tuple[str, ...]()
    while number < len(lines):
        times = _TIMES.fullmatch(lines[number])
        if times is None:
            number = _after_block(lines, number) if _BLOCK.match(lines[number]) else number + 1
            continue
        end = _after_block(lines, number)
        voice = next((hit["name"].strip() for line in lines[number + 1:end] if (hit := _VOICE.search(line))), speaker)
        said = _said(lines[number + 1:end])
        new = said[_repeated(before, said):]
        if new:
            turn = voice != speaker or bool(_TURN.match(new[0]))
            text = "".join(f"\n\n{_TURN.sub('', line)}" if _TURN.match(line) else f" {line}" for line in new).strip()
            yield _Cue(_seconds(times, 1), _seconds(times, 2), f"{voice}: {text}" if voice != speaker else text, turn)
        number, speaker, before = end, voice, said or before


def _after_block(lines: Sequence[str], number: int) -> int:
    """The line after a block: empty, or the number or times of the next cue."""
    end = number + 1
    while end < len(lines) and lines[end].strip() and not _TIMES.fullmatch(lines[end]) and not (
            lines[end].strip().isdigit() and end + 1 < len(lines) and _TIMES.fullmatch(lines[end + 1])):
        end += 1
    return end


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a cue that are words, without markup; a dash or ">>" before one shows that another speaks."""
    plain = (" ".join(unescape(_TAG.sub("", line)).split()) for line in lines)
    return tuple(line for line in plain if line and not _SOUND.fullmatch(line))


def _repeated(before: Sequence[str], said: Sequence[str]) -> int:
    """How many first lines a rolling caption only shows again from the cue before."""
    able = (count for count in range(min(len(before), len(said)), 0, -1)
            if tuple(before[-count:]) == tuple(said[:count]))
    return next((count for count in able if len(" ".join(said[:count]).split()) >= _ROLLED), 0)


def _seconds(times: re.Match[str], side: int) -> int:
    hours, minutes, seconds = (int(times[f"{unit}{side}"] or 0) for unit in "hms")
    return 3600 * hours + 60 * minutes + seconds
