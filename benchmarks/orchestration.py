"""What the door to a language model costs beside a bare client: wall time and CPU time of the same calls.

    python benchmarks/orchestration.py --calls 200 1000 --rounds 5

An endpoint in a process of its own answers each call after 200 ms with a dozen facts, whose quotes it takes from the
document in the call. The calls carry documents of 600 words, drawn sentence by sentence from benchmarks/events with a
seed, in the prompt that `extract` uses. Each method sends the same calls, 64 in flight, with a client and a file of
replies of its own each time. They take turns; the ratio of wall times is that within a round, and the medians over the
rounds count. Imports, the vocabulary and the schema are loaded before the clock starts.

    bare     `AsyncOpenAI` and a semaphore: what comes back is not looked at
    door     `briefing.llm.chat.Chat`: replies validated and kept, the endpoint's limits watched
    limited  the same with a limit in dollars: the tokens of each call are counted before it goes out
    extract  the stage: prompts rendered, the door, every quote found in its document

    python benchmarks/orchestration.py --stories 100

runs the whole program over so many stories of four reports each, whose calls the tests' reader answers, and prints the
rounds of its calls against the fewest that would do, and its time against that of a bare loop over the same calls.
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
from typing import Any

from rounds import answered, measure_stories

from briefing.engines.language import Language
from briefing.engines.prompted.forms import Facts
from briefing.llm.ask import Request
from briefing.llm.budget import size
from briefing.llm.chat import Chat
from briefing.llm.prompts import fence, load
from briefing.llm.schema import strict
from briefing.model import Chunk, Document
from briefing.settings import Settings
from briefing.stages.extract import extract as stage

EVENTS = Path(__file__).parent / "events"
MODEL = "gpt-4.1-mini"
WORDS, FACTS, IN_FLIGHT = 600, 12, 64

def sentences() -> list[str]:
    """Every sentence of the invented events, in a fixed order."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(EVENTS.rglob("*.txt")))
    found = (" ".join(s.split()) for text in texts for s in re.split(r"(?<=[.!?])\s+", text))
    return [s for s in found if len(s.split()) > 5 and len(s) < 400]


def documents(number: int, seed: int) -> list[Document]:
    """So many documents of at least 600 words, no two alike."""
    rng, all_sentences = random.Random(seed), sentences()
    made = []
    for n in range(number):
        parts, words = [f"Report {n}."], 2
        while words < WORDS:
            parts.append(rng.choice(all_sentences))
            words += len(parts[-1].split())
        made.append(Document(f"d{n + 1}", None, "", f"Report {n}", " ".join(parts)))
    return made


def prompt(document: Document) -> tuple[str, str]:
    """The messages that `extract` sends for a document."""
    return load("extract").render(text=fence(f"[Publisher unknown, day unknown]\n\n{document.text}"))


def reply(call: bytes) -> bytes:
    """The body of an answer, its quotes from the document in the call."""
    text = json.loads(call)["messages"][1]["content"].split("\n\n", 1)[1]
    quotes = re.split(r"(?<=[.!?])\s+", text)[:FACTS]
    facts = [{"statement": q, "quotes": [q], "kind": "event", "speaker": None, "when": None, "certainty": "stated"}
             for q in quotes]  # fmt: skip
    message = {"role": "assistant", "content": json.dumps({"facts": facts}), "refusal": None}
    return json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {"prompt_tokens": 1100, "completion_tokens": 700, "total_tokens": 1800,
                  "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0}},
    }).encode()  # fmt: skip


class Answering(asyncio.Protocol):
    """HTTP/1.1 with kept connections, and no more of it than the calls here need."""

    def __init__(self, latency: float, answer: Callable[[bytes], bytes]) -> None:
        self.latency, self.answer = latency, answer
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
            due = asyncio.get_running_loop().time() + self.latency
            body = self.answer(bytes(self.waiting[head + 4 : end]))
            del self.waiting[:end]
            answer = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
            asyncio.get_running_loop().call_at(due, self.respond, answer.encode() + body)

    def respond(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)


def serve(pipe: Connection, latency: float, answer: Callable[[bytes], bytes] = reply) -> None:
    """Answer until the process is ended; the port goes out through `pipe`."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Answering(latency, answer), "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


Method = Callable[[Sequence[Document], str, Path], int]
"""From documents, an address and a new file to the number of calls that were answered."""


def bare(pile: Sequence[Document], url: str, path: Path) -> int:
    """The client alone."""
    import openai

    schema = {"name": "Facts", "strict": True, "schema": strict(Facts)}
    form: Any = {"type": "json_schema", "json_schema": schema}

    async def run() -> int:
        places = asyncio.Semaphore(IN_FLIGHT)
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:

            async def one(system: str, user: str) -> int:
                async with places:
                    response = await client.chat.completions.create(
                        model=MODEL, response_format=form,
                        messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                    )  # fmt: skip
                return len(response.choices[0].message.content or "")

            return len(await asyncio.gather(*(one(*prompt(each)) for each in pile)))

    return asyncio.run(run())


def door(pile: Sequence[Document], url: str, path: Path) -> int:
    """Our own."""
    return through(pile, url, Settings(model=MODEL, concurrency=IN_FLIGHT, replies=str(path)))


def limited(pile: Sequence[Document], url: str, path: Path) -> int:
    """Our own, with a limit in dollars that it does not reach."""
    return through(pile, url, Settings(model=MODEL, concurrency=IN_FLIGHT, replies=str(path), max_cost=1000.0))


def through(pile: Sequence[Document], url: str, settings: Settings) -> int:
    with Chat(settings, {"OPENAI_BASE_URL": url}) as ask:
        answers = ask([Request("extract", each.id, *prompt(each), Facts, 700) for each in pile])
    return sum(answer.value is not None for answer in answers)


def extract(pile: Sequence[Document], url: str, path: Path) -> int:
    """The whole stage."""
    settings = Settings(model=MODEL, concurrency=IN_FLIGHT, replies=str(path))
    work = [(each, (Chunk(each.id, 0, len(each.text), 0),)) for each in pile]
    with Chat(settings, {"OPENAI_BASE_URL": url}) as ask:
        facts, skipped = stage(work, Language(ask, MODEL, language="English", count=len))
    assert not skipped, skipped[0]
    return len({fact.document for fact in facts})


METHODS: dict[str, Method] = {"bare": bare, "door": door, "limited": limited, "extract": extract}


def measure(pile: Sequence[Document], url: str, rounds: int, folder: Path) -> dict[str, list[tuple[float, float]]]:
    """(wall seconds, CPU seconds) of each method, round by round."""
    files = count()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in METHODS}
    for n in range(rounds):
        order = list(METHODS.items())
        for name, method in order if n % 2 else reversed(order):
            path = folder / f"{next(files)}.sqlite"
            wall, cpu = time.perf_counter(), time.process_time()
            answered = method(pile, url, path)
            found[name].append((time.perf_counter() - wall, time.process_time() - cpu))
            assert answered == len(pile), f"{name}: {answered} of {len(pile)} answered"
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds until the endpoint answers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, help="measure a whole run over so many stories instead")
    arguments = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    answer = answered if arguments.stories else reply
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(theirs, arguments.latency, answer), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ours.recv()}/v1"
    try:
        if arguments.stories:
            measure_stories(arguments.stories, url, IN_FLIGHT)
            return
        print(f"{'calls':>6}  {'method':<9}{'wall s':>8}{'ratio':>8}{'CPU ms a call':>15}{'more':>8}")
        for number in arguments.calls:
            pile = documents(number, arguments.seed)
            size(MODEL, Request("extract", "", *prompt(pile[0]), Facts, 700))  # loads the vocabulary
            with tempfile.TemporaryDirectory() as folder:
                for method in METHODS.values():
                    method(pile[:8], url, Path(folder) / f"{method.__name__}.sqlite")
                found = measure(pile, url, arguments.rounds, Path(folder))
            for name, rounds in found.items():
                wall, cpu = (statistics.median(each) for each in zip(*rounds, strict=True))
                pairs = list(zip(rounds, found["bare"], strict=True))
                ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
                more = statistics.median(ours[1] - theirs[1] for ours, theirs in pairs)
                print(f"{number:>6}  {name:<9}{wall:>8.3f}{ratio:>8.3f}{1000 * cpu / number:>15.2f}"
                      f"{1000 * more / number:>8.2f}")
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
