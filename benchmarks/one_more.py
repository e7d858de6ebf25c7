"""What one more document among a hundred costs a model's reader: the tokens of the prompts that were not sent before.

    python benchmarks/one_more.py

Twice: the hundred documents on 25 events, and all on one. The events are made of words drawn with a seed, so that no
two share any. A model in miniature answers, the same to the same prompt; nothing is sent. Counted by the project's own
tokenizer, without schemas.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import reader
from invented import long_report

from briefing.llm.ask import Answer, Ask, Form, Request
from briefing.llm.budget import counter
from briefing.model import Usage
from briefing.pipeline import run
from briefing.settings import Settings

MODEL = "gpt-4.1-mini"
SYLLABLES = "ba ke ti ro mu sa ve lo ni da pe gu fi zo hal ter mon vik".split()
DONE = "moved broke raised closed opened sold bought hit".split()


class Counting(Ask):
    """Answers, and counts the tokens of what it had not been asked before, by task."""

    def __init__(self) -> None:
        self.count = counter(MODEL)
        self.asked: set[tuple[str, str]] = set()
        self.tokens: Counter[str] = Counter()

    def __call__(self, requests: Sequence[Request[Form]]) -> tuple[Answer[Form], ...]:
        return tuple(self._answer(request) for request in requests)

    def stream(self, requests: Sequence[Request[Form]]) -> Iterator[tuple[int, Answer[Form]]]:
        yield from enumerate(self(requests))

    def usage(self) -> Usage:
        return Usage()

    def _answer(self, request: Request[Form]) -> Answer[Form]:
        turns = (request.system, request.user)
        if turns not in self.asked:
            self.asked.add(turns)
            self.tokens[request.task] += sum(map(self.count, turns))
        messages = [{"role": role, "content": text} for role, text in zip(("system", "user"), turns, strict=True)]
        return Answer(request.form.model_validate(reader.answer({"messages": messages})))


def event(rng: random.Random) -> list[str]:
    """Five reports of one event: eight of ten points each, on days and in mouths that differ."""
    def word() -> str:
        return "".join(rng.choices(SYLLABLES, k=3))
    names, things = [word().title() for _ in range(4)], [word() for _ in range(30)]
    points = [f"{rng.choice(names)} {rng.choice(DONE)} the {rng.choice(things)} {rng.choice(things)} near the "
              f"{rng.choice(things)}" for _ in range(10)]
    return ["".join(f"{point} on day {rng.randint(1, 28)}, {rng.choice(names)} said.\n"
                    for point in rng.sample(points, 8)) for _ in range(5)]


def measure(name: str, hundred: Sequence[str], one: str) -> None:
    """Print what the hundred and the one more come to."""
    model = Counting()
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for number, text in enumerate((*hundred, one)):
            (Path(folder) / f"{number:03}.txt").write_text(text, encoding="utf-8")
            if number >= len(hundred) - 1:
                model.tokens.clear()
                outcome = run([folder], Settings(engine="openai", model=MODEL), now=datetime(2031, 5, 8, tzinfo=UTC),
                              ask=model)
                rows.append(Counter(model.tokens))
    first, more = rows
    print(f"{name}: {len(outcome.briefing.documents)} documents, {len(outcome.briefing.stories)} stories; one more "
          f"{more.total()} tokens, {more.total() / first.total():.3f} of {first.total()} before; read "
          f"{more['extract'] / first['extract']:.3f}")


def main() -> None:
    rng = random.Random(1)
    events = [event(rng) for _ in range(25)]
    measure("25 events", [report for reports in events for report in reports[:4]], events[12][4])
    measure("one event", [long_report(seed) for seed in range(100)], long_report(777))


if __name__ == "__main__":
    main()
