"""What the door to a language model costs beside a bare client: wall time and CPU time of the same calls.

    python benchmarks/orchestration.py --calls 200 1000 --rounds 5

An endpoint in a process of its own answers each call after 200 ms with a reply of a dozen facts. The calls carry
documents of 600 words, drawn sentence by sentence from benchmarks/events with a seed. Each method sends the same calls,
64 in flight, with a client and a file of replies of its own each time; they take turns, and the medians count. The
imports, the tokenizer's vocabulary and the JSON schema are loaded before the clock starts, for both.

    bare     `AsyncOpenAI` and a semaphore: what comes back is not looked at
    door     `briefing.llm.chat.Chat`: replies validated and kept, the endpoint's limits watched
    limited  the same with a limit in dollars: the tokens of each call are counted before it goes out
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from briefing.llm.ask import Request
from briefing.llm.budget import size
from briefing.llm.chat import Chat
from briefing.llm.schema import strict
from briefing.settings import Settings

EVENTS = Path(__file__).parent / "events"
MODEL = "gpt-4.1-mini"
WORDS, IN_FLIGHT = 600, 64
SYSTEM = "List what the document states. Give each fact with the words that show it, letter for letter. " * 12


class Fact(BaseModel):
    """One fact, as a model would give it."""

    model_config = ConfigDict(extra="forbid")
    statement: str
    quote: str
    kind: Literal["event", "statement", "figure", "plan", "background"]
    speaker: str | None
    when: str | None


class Facts(BaseModel):
    """The reply."""

    model_config = ConfigDict(extra="forbid")
    facts: list[Fact]


def sentences() -> list[str]:
    """Every sentence of the invented events, in a fixed order."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(EVENTS.rglob("*.txt")))
    return [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if len(s.split()) > 5]


def documents(number: int, seed: int) -> list[str]:
    """So many documents of at least 600 words, no two alike."""
    rng, all_sentences = random.Random(seed), sentences()
    made = []
    for n in range(number):
        parts, words = [f"Report {n}."], 2
        while words < WORDS:
            parts.append(rng.choice(all_sentences))
            words += len(parts[-1].split())
        made.append(" ".join(parts))
    return made


def reply() -> bytes:
    """The body of every answer."""
    quotes = sentences()[:12]
    facts = [{"statement": q, "quote": q, "kind": "event", "speaker": None, "when": "2031-05-06"} for q in quotes]
    message = {"role": "assistant", "content": json.dumps({"facts": facts}), "refusal": None}
    return json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {"prompt_tokens": 1100, "completion_tokens": 700, "total_tokens": 1800,
                  "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0}},
    }).encode()  # fmt: skip


class Answering(asyncio.Protocol):
    """HTTP/1.1 with kept connections, and no more of it than the calls here need."""

    def __init__(self, answer: bytes, latency: float) -> None:
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(answer)}\r\n\r\n"
        self.answer, self.latency = head.encode() + answer, latency
        self.waiting = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (head := self.waiting.find(b"\r\n\r\n")) >= 0:
            length = re.search(rb"content-length: *(\d+)", self.waiting[:head], re.IGNORECASE)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self.waiting) < end:
                return
            del self.waiting[:end]
            asyncio.get_running_loop().call_later(self.latency, self.respond)

    def respond(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(self.answer)


def serve(pipe: Connection, latency: float) -> None:
    """Answer until the process is ended; the port goes out through `pipe`."""

    async def run() -> None:
        answer = reply()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Answering(answer, latency), "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


Method = Callable[[Sequence[str], str, Path], int]
"""From documents, an address and a new file to the number of calls that were answered."""


def bare(texts: Sequence[str], url: str, path: Path) -> int:
    """The client alone."""
    import openai

    schema = {"name": "Facts", "strict": True, "schema": strict(Facts)}
    form: Any = {"type": "json_schema", "json_schema": schema}

    async def run() -> int:
        places = asyncio.Semaphore(IN_FLIGHT)
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:

            async def one(text: str) -> int:
                async with places:
                    response = await client.chat.completions.create(
                        model=MODEL, response_format=form,
                        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": text}],
                    )  # fmt: skip
                return len(response.choices[0].message.content or "")

            return len(await asyncio.gather(*map(one, texts)))

    return asyncio.run(run())


def door(texts: Sequence[str], url: str, path: Path) -> int:
    """Our own."""
    return through(texts, url, Settings(model=MODEL, concurrency=IN_FLIGHT, replies=str(path)))


def limited(texts: Sequence[str], url: str, path: Path) -> int:
    """Our own, with a limit in dollars that it does not reach."""
    return through(texts, url, Settings(model=MODEL, concurrency=IN_FLIGHT, replies=str(path), max_cost=1000.0))


# The whole `extract` stage, which also finds each quote in its document, is to stand here as one more method.


def through(texts: Sequence[str], url: str, settings: Settings) -> int:
    """How many of the calls were answered."""
    with Chat(settings, {"OPENAI_BASE_URL": url}) as ask:
        answers = ask([Request("extract", "", SYSTEM, text, Facts, 700) for text in texts])
    return sum(answer.value is not None for answer in answers)


METHODS: dict[str, Method] = {"bare": bare, "door": door, "limited": limited}


def measure(texts: Sequence[str], url: str, rounds: int, folder: Path) -> dict[str, list[tuple[float, float]]]:
    """(wall seconds, CPU seconds) of each method, round by round."""
    files = count()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in METHODS}
    for n in range(rounds):
        order = list(METHODS.items())
        for name, method in order if n % 2 else reversed(order):
            path = folder / f"{next(files)}.sqlite"
            wall, cpu = time.perf_counter(), time.process_time()
            answered = method(texts, url, path)
            found[name].append((time.perf_counter() - wall, time.process_time() - cpu))
            assert answered == len(texts), f"{name}: {answered} of {len(texts)} answered"
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds until the endpoint answers")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, arguments.latency), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ours.recv()}/v1"
    try:
        print(f"{'calls':>6}  {'method':<8}{'wall s':>8}{'ratio':>8}{'CPU ms a call':>15}{'more':>8}")
        for number in arguments.calls:
            texts = documents(number, arguments.seed)
            size(MODEL, Request("extract", "", SYSTEM, texts[0], Facts, 700))  # loads the vocabulary
            with tempfile.TemporaryDirectory() as folder:
                for method in METHODS.values():
                    method(texts[:8], url, Path(folder) / f"{method.__name__}.sqlite")
                found = measure(texts, url, arguments.rounds, Path(folder))
            medians = {name: [statistics.median(each) for each in zip(*rounds, strict=True)]
                       for name, rounds in found.items()}  # fmt: skip
            for name, (wall, cpu) in medians.items():
                print(f"{number:>6}  {name:<8}{wall:>8.3f}{wall / medians['bare'][0]:>8.3f}{1000 * cpu / number:>15.2f}"
                      f"{1000 * (cpu - medians['bare'][1]) / number:>8.2f}")
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
