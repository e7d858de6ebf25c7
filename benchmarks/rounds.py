"""A run over many stories: the rounds of its calls, and its time beside that of the bare calls."""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import invented
import reader

from briefing.llm.ask import Answer, Form, Request
from briefing.llm.chat import Chat
from briefing.llm.schema import strict
from briefing.pipeline import run
from briefing.settings import Settings

_SYLLABLES = "bra kel mor tan vis dol gar hen lum por sil tev wen zar fyn ruk".split()
_NOW = datetime(2031, 6, 8, 7, tzinfo=UTC)


def answered(call: bytes) -> bytes:
    """The body of the answer that the tests' reader gives to a call."""
    asked = json.loads(call)
    return reader.replying(reader.answer(asked), asked)


def pile(folder: Path, stories: int) -> None:
    """Four reports of each of so many events, no two of which share a name or a day and a place."""
    for number in range(stories):
        rng = random.Random(number)

        def name(rng: random.Random = rng) -> str:
            return "".join(rng.sample(_SYLLABLES, 3)).capitalize()

        event = invented.event(number)
        facts = {**event.facts, "site": f"{name().lower()} {rng.choice(('mill', 'bridge', 'dam', 'mast', 'pier'))}",
                 "town": name(), "firm": f"{name()} {name()}", "head": f"{name()} {name()}",
                 "witness": f"{name()} {name()}"}
        for n, each in enumerate(replace(event, facts=facts).reports()):
            text = each.text.replace("6 May 2031", f"{number % 28 + 1} May 2031")
            (folder / f"{number:03}-{n}.txt").write_text(text, encoding="utf-8")


class Counting(Chat):
    """Keeps what goes out: the requests of each step."""

    steps: list[list[Request[Any]]]

    def stream(self, requests: Sequence[Request[Form]]) -> Iterator[tuple[int, Answer[Form]]]:
        """As a chat."""
        self.steps.append([*requests])
        return super().stream(requests)


def whole_run(folder: Path, url: str, in_flight: int) -> tuple[float, list[list[Request[Any]]], int]:
    """The seconds of a run, the requests of its steps, and the stories it told."""
    settings = Settings(engine="openai", model="gpt-4.1-mini", replies="off", concurrency=in_flight)
    began = time.perf_counter()
    with Counting(settings, {"OPENAI_BASE_URL": url}) as chat:
        chat.steps = []
        outcome = run([str(folder)], settings, now=_NOW, ask=chat)
    told = {each.story for each in outcome.briefing.sections if each.sentences}
    return time.perf_counter() - began, [step for step in chat.steps if step], len(told)


def bare_loop(steps: Sequence[Sequence[Request[Any]]], url: str, in_flight: int) -> float:
    """The seconds of the same calls by the client alone, task after task, as many in flight."""
    import openai

    async def run_all() -> None:
        places = asyncio.Semaphore(in_flight)
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:

            async def one(each: Request[Any]) -> None:
                form: Any = {"type": "json_schema", "json_schema": {
                    "name": each.form.__name__, "strict": True, "schema": strict(each.form)}}
                async with places:
                    await client.chat.completions.create(model="gpt-4.1-mini", response_format=form, messages=[
                        {"role": "system", "content": each.system}, {"role": "user", "content": each.user}])

            for step in steps:
                await asyncio.gather(*map(one, step))

    began = time.perf_counter()
    asyncio.run(run_all())
    return time.perf_counter() - began


def measure_stories(stories: int, url: str, in_flight: int) -> None:
    """Print the rounds of a run over so many stories, against the fewest, and its time, against a bare loop's."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pile(folder, 3)
        whole_run(folder, url, in_flight)  # loads what a run needs
        pile(folder, stories)
        wall, steps, told = whole_run(folder, url, in_flight)
    calls = Counter(each.task for step in steps for each in step)
    rounds = sum(-(-len(step) // in_flight) for step in steps)
    ideal = sum(-(-number // in_flight) for number in calls.values())
    bare = bare_loop(steps, url, in_flight)
    print(f"{told} stories, {sum(calls.values())} calls ({', '.join(f'{n} {task}' for task, n in calls.items())}); "
          f"{rounds} rounds of {in_flight}, at the fewest {ideal} (ratio {rounds / ideal:.2f}); "
          f"{wall:.1f} s, the bare loop {bare:.1f} s (ratio {wall / bare:.2f})")
