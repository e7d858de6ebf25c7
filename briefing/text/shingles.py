"""Runs of words as numbers, so that what two texts share can be counted exactly and fast.

A shingle is a run of neighbouring words, folded (case, punctuation, accents' encoding) and hashed to 64 bits. Hashing
works on the bytes of many texts at a time: no word ever becomes a Python object, which is what makes 100,000
documents a matter of seconds. The hashes depend on the words alone, never on the process or on the other texts.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.regex import lazy_regex

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

CHUNK = 1 << 18
"""Bytes hashed at a time: the tables of one chunk stay in the processor's cache."""

# Left out rather than read as a space, so that "U.S." and "US", "15,000" and "15000", "don't" and "don’t" agree.
DROPPED = b".,'"
FOLD = bytes(ord(chr(c).lower()) if chr(c).isalnum() else 32 for c in range(128)) + bytes(range(128, 256))
COMMON = tuple((c, "'" if c in "‘’" else " ") for c in "‘’“”–—…\u00a0")

# Marks are no separators: scripts of India and the Near East write vowels with them.
SEPARATOR = lazy_regex(r"[^\w.,'\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u109f\u1780-\u17ff]+|_")
# Thai to Myanmar, Khmer, kana and Han are written without spaces: there each character is a word.
UNSPACED = lazy_regex(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff])"
)
INVISIBLE = lazy_regex("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of many texts, one after the other."""

    hashes: Hashes
    """Of each text the distinct ones, ascending."""

    bounds: Numbers
    """Text `i` has `hashes[bounds[i]:bounds[i + 1]]`."""

    words: Numbers
    """How many words each text has."""

    def of(self, text: int) -> Hashes:
        """The distinct shingles of one text, ascending."""
        return self.hashes[self.bounds[text] : self.bounds[text + 1]]

    @property
    def sizes(self) -> Numbers:
        """How many distinct shingles each text has."""
        return np.diff(self.bounds)


def folded(text: str) -> bytes:
    """The words of `text` in lower case, as UTF-8, parted by spaces; punctuation is gone."""
    if not text.isascii():
        for mark, plain in COMMON:
            text = text.replace(mark, plain)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
        text = " ".join(UNSPACED.split(SEPARATOR.sub(" ", text)))
    return text.encode("utf-8", "replace").translate(FOLD, DROPPED)


def shingle(texts: Iterable[str], width: int = 5) -> Shingles:
    """The distinct runs of `width` words of each text, as 64-bit hashes; a shorter text has none."""
    hashes = bytearray()  # grows in place, where joining arrays would take the memory twice
    words = [np.zeros(0, np.int64)]
    sizes = [np.zeros(1, np.int64)]
    for batch in _batches(texts):
        runs, lengths = _runs(batch, width)
        bounds = np.concatenate(([0], np.cumsum(np.maximum(lengths - width + 1, 0))))
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            runs[start:end].sort()
        distinct = np.ones(len(runs), dtype=bool)
        distinct[1:] = runs[1:] != runs[:-1]
        distinct[bounds[:-1][bounds[:-1] < bounds[1:]]] = True
        hashes += runs[distinct].data
        words.append(lengths)
        sizes.append(np.diff(np.concatenate(([0], np.cumsum(distinct)))[bounds]))
    return Shingles(np.frombuffer(hashes, np.uint64), np.cumsum(np.concatenate(sizes)), np.concatenate(words))


def sequences(texts: Iterable[str], width: int = 5) -> Iterator[Hashes]:
    """The shingles of each text in the order of the text, repetitions included."""
    for batch in _batches(texts):
        runs, lengths = _runs(batch, width)
        start = 0
        for count in np.maximum(lengths - width + 1, 0).tolist():
            yield runs[start : start + count]
            start += count


def shared(first: Hashes, second: Hashes) -> int:
    """How many distinct shingles two texts share; both ascending and distinct."""
    if len(first) > len(second):
        first, second = second, first
    return int(np.count_nonzero(_member(first, second)))


def _member(hashes: Hashes, ascending: Hashes) -> NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(len(hashes), dtype=bool)
    places = ascending.searchsorted(hashes)
    places[places == len(ascending)] = 0
    return np.asarray(ascending[places] == hashes)


def has_run(words: Hashes, length: int, within: Hashes, *, but_not: Hashes | None = None) -> bool:
    """Whether `length` shingles in a row of one of `sequences` stand in `within` (ascending), not in `but_not`."""
    standing = _member(words, within)
    if but_not is not None:
        standing &= ~_member(words, but_not)
    places = np.flatnonzero(standing)
    return bool((places[length - 1 :] - places[: max(len(places) - length + 1, 0)] == length - 1).any())


def sharing(
    shingles: Shingles,
    *,
    keys: int | None = None,
    among: Sequence[int] | None = None,
    ranks: Sequence[int] | None = None,
    crowd: int = 64,
) -> list[tuple[int, int]]:
    """Pairs of texts that share a key: candidates, to be verified by `shared`.

    The keys of a text (only of those `among`, if given) are its `keys` smallest hashes, or all; they are looked up
    among *all* shingles of every other text. So a text that stands in a longer one with a share c is missed with the
    chance (1 - c)^keys whatever the two lengths, where MinHash, which estimates Jaccard, loses a short text in a long
    one. A pair names the ranks of its texts (their places, if no `ranks` are given), the smaller first. A key that
    more than `crowd` texts carry pairs each only with the one before it and with the first of them all.
    """
    total = len(shingles.sizes)
    looked_up = _looked_up(shingles, keys, among)
    hashes = shingles.hashes[looked_up]
    texts = np.searchsorted(shingles.bounds, looked_up, side="right") - 1
    if ranks is not None:
        texts = np.array(ranks, dtype=np.int64)[texts]
    # One sort of numbers that hold both: the low bits of the hash (the smallest hashes have no high ones), the text.
    bits = np.uint64(max(total - 1, 1).bit_length())
    packed = np.sort((hashes << bits) | texts.astype(np.uint64))
    again = (packed[1:] >> bits) == (packed[:-1] >> bits)
    if not again.any():
        return []
    packed = packed[np.append(again, False) | np.append(False, again)]
    key = packed >> bits
    text = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    begins = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    sizes = np.diff(np.append(begins, len(key)))
    first, crowded = np.repeat(begins, sizes), np.repeat(sizes > crowd, sizes)
    far = np.flatnonzero(crowded & (np.arange(len(key)) > first))
    found = [text[first[far]] * total + text[far], text[far - 1] * total + text[far]]
    left = np.flatnonzero(~crowded)
    for step in range(1, min(crowd, int(np.max(sizes)))):
        left = left[left + step < len(key)]
        left = left[first[left + step] <= left]
        found.append(text[left] * total + text[left + step])
    pairs = np.unique(np.concatenate(found))
    return list(zip((pairs // total).tolist(), (pairs % total).tolist(), strict=True))


def _looked_up(shingles: Shingles, keys: int | None, among: Sequence[int] | None) -> Numbers:
    """Where the shingles stand that may be a key of any text; a few more are let through."""
    if keys is None and among is None:
        return np.arange(len(shingles.hashes))
    texts = np.arange(len(shingles.sizes)) if among is None else np.array(among, dtype=np.int64)
    most = int(np.max(shingles.sizes[texts], initial=0)) if keys is None else keys
    picks = shingles.bounds[texts, None] + np.arange(most)
    chosen = shingles.hashes[picks[picks < shingles.bounds[texts + 1, None]]]
    small = np.flatnonzero(shingles.hashes <= np.max(chosen, initial=0))
    low = np.uint64((1 << min(max((32 * len(chosen)).bit_length(), 10), 26)) - 1)
    table = np.zeros(int(low) + 1, dtype=bool)
    table[chosen & low] = True
    return np.asarray(small[table[shingles.hashes[small] & low]])


def _batches(texts: Iterable[str]) -> Iterator[Sequence[bytes]]:
    batch: list[bytes] = []
    size = 0
    for text in texts:
        words = folded(text)
        batch.append(words)
        size += len(words)
        if size >= CHUNK:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _runs(batch: Sequence[bytes], width: int) -> tuple[Hashes, Numbers]:
    """The shingles of the texts of a batch in their order, and how many words each text has."""
    blob = b" " + b" ".join([*batch, b" " * BLOCK])
    inside = np.frombuffer(blob, dtype=np.uint8) != 32
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    first = np.searchsorted(starts, np.cumsum([1] + [len(text) + 1 for text in batch]))
    lengths = np.diff(first)
    if len(starts) < width:
        return np.zeros(0, np.uint64), lengths
    words = _words(blob, starts, ends)
    runs = words[: len(words) - width + 1].copy()
    for step in range(1, width):
        runs *= MULTIPLIER
        runs += words[step : len(words) - width + 1 + step]
    whole = np.ones(len(runs) + width, dtype=bool)
    for step in range(1, width):
        last = first[1:] - step
        whole[last[last >= first[:-1]]] = False
    return _mixed(runs[whole[: len(runs)]]), lengths


def _words(blob: bytes, starts: Numbers, ends: Numbers) -> Hashes:
    """A number for each word, from its letters eight at a time, the last eight filled up with zeros."""
    blocks: Hashes = np.ndarray((len(blob) - BLOCK + 1,), dtype="<u8", buffer=blob, strides=(1,))
    lengths = ends - starts
    words = (blocks[starts] & MASKS[np.minimum(lengths, BLOCK)]) * MULTIPLIER
    words ^= words >> np.uint64(32)
    longer = np.flatnonzero(lengths > BLOCK)
    done = BLOCK
    while len(longer):
        more = blocks[starts[longer] + done] & MASKS[np.minimum(lengths[longer] - done, BLOCK)]
        words[longer] = _mixed(words[longer] + more)
        done += BLOCK
        longer = longer[lengths[longer] > done]
    return np.asarray(words)


BLOCK = 8
MASKS = np.array([(1 << 8 * length) - 1 for length in range(BLOCK + 1)], dtype=np.uint64)
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def _mixed(numbers: Hashes) -> Hashes:
    """Every bit spread over all 64 (the finalizer of splitmix64)."""
    numbers = numbers ^ (numbers >> np.uint64(30))
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers
