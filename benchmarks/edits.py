"""True and false sentences beside their evidence: what the gates catch and refuse, beside a peer.

    python benchmarks/edits.py [--sourced COMMAND]

The sentences are those of tests/language (edits, edits_more, edits_names, edits_further). --sourced names the command
of sourced-evidence (`sourced`, from an environment of its own: `uv venv peer && uv pip install --python peer/bin/python
sourced-evidence`), which decides by matching strings unless it is given a model. Of its three verdicts a sentence is
caught where it is "contradicted", and does not pass where it is that or "unverified".
"""

import argparse
import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.judging.gates import faults
from briefing.judging.ground import Ground
from briefing.language.read import Reading

CASES = Path(__file__).parents[1] / "tests" / "language"
FOLDERS = ("edits", "edits_more", "edits_names", "edits_further")


def main() -> None:
    """Print one row a language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sourced", help="the command of sourced-evidence")
    peer = parser.parse_args().sourced
    cases: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((CASES / folder).glob("*.jsonl")):
            cases[path.stem] += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    print("language  false  caught  |  true  refused" + ("  |  peer: caught  not passed  |  refused" if peer else ""))
    for code, listed in sorted(cases.items()):
        print(_row(code, listed, _verdicts(peer, listed) if peer else ()))


def _row(code: str, cases: Sequence[dict[str, Any]], verdicts: Sequence[str]) -> str:
    refused = [bool(faults(Reading(each["sentence"], code),
                           Ground((Reading(each["evidence"], code, each["published"]),)))) for each in cases]
    false = [at for at, each in enumerate(cases) if not each["holds"]]
    true = [at for at, each in enumerate(cases) if each["holds"]]
    row = (f"{code:8}  {len(false):5}  {sum(refused[at] for at in false):6}  |  "
           f"{len(true):4}  {sum(refused[at] for at in true):7}")
    if not verdicts:
        return row
    caught = sum(verdicts[at] == "contradicted" for at in false)
    stopped, lost = (sum(verdicts[at] != "grounded" for at in group) for group in (false, true))
    return f"{row}  |  {caught:12}  {stopped:10}  |  {lost:7}"


def _verdicts(command: str, cases: Sequence[dict[str, Any]]) -> list[str]:
    """The worst verdict of the peer on each sentence."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for each in cases:
            file.write(json.dumps({"output": each["sentence"], "sources": [each["evidence"]]}) + "\n")
        file.flush()
        done = subprocess.run([command, "batch", "--json", file.name], capture_output=True, text=True, check=False)
    found = [json.loads(line)["counts"] for line in done.stdout.splitlines() if line.startswith("{")]
    return ["contradicted" if each["contradicted"] else "unverified" if each["unverified"] else "grounded"
            for each in found]


if __name__ == "__main__":
    main()
