"""What is read of numbers, sums, percentages, ranges and days, by language and kind, beside two libraries.

    python benchmarks/numbers_read.py --data DIR [--out DIR] [--beside CHECKOUT]

DIR/LANG.jsonl holds the cases, a line each: {"kind": "range", "text": "...", "reference": "2024-11-25" or null,
"results": [{"value": "[5000,20000)", "unit": null}, ...]}. What each reader read is written to OUT/READER/LANG.jsonl in
the same form. --beside names another checkout of this project whose reading stands in the table, too.

Recall is the share of a case's values that were found; precision, the share of the found values that are the case's,
counts for numbers, percentages, ranges and days only (a case of another kind holds numbers it does not list). A case
asks for numbers of its kind, one of days for days: the one that is told, or the likeliest; one of kind number for all
but ordinals, times of day and measures written as one word ("180ml"); one of kind range for what has two ends or a
bound. Of what is seen and can't be valued (an address, a model's name), which compares by its letters, the runs of
figures count as numbers.

text2num puts figures for number words, and every run of figures of what comes out is a number; dateparser looks for
days with the languages and the day of reference given. "-" stands where a library has no such kind.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

KINDS = {"currency": "sum", "age": "age", "dimension": "measure", "percent": "percent"}
BESIDE = {"age": "measure", "percent": "points"}
"""What the cases hold for the same: ages without "old", points of a percentage."""

LISTED = {"number", "percent", "range", "date"}
"""Kinds whose cases list every number they hold."""

FEW_DIGITS = 6
"""Decimals to which values are compared."""

Case = dict[str, Any]
Reader = Callable[[Case, str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT")
    parser.add_argument("--only", choices=READERS, help="write what one reader reads, and print nothing")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        out = args.out or Path(temporary)
        for name in [args.only] if args.only else READERS:
            write(READERS[name], args.data, out / name)
        if args.only:
            return
        names = list(READERS)
        if args.beside:
            names.insert(1, "beside")
            read_beside(args.beside.resolve(), args.data.resolve(), out.resolve())
        print_table({name: scores(args.data, out / name) for name in names})


def write(reader: Reader, data: Path, folder: Path) -> None:
    """One line a case, in a file a language."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(data.glob("*.jsonl")):
        lines = [
            json.dumps({"results": [{"value": each, "unit": None} for each in reader(case, path.stem)]})
            for case in cases(path)
        ]
        (folder / path.name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def cases(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_beside(checkout: Path, data: Path, out: Path) -> None:
    """The same with the package of another checkout."""
    with tempfile.TemporaryDirectory() as temporary:
        command = [sys.executable, __file__, "--data", str(data), "--out", temporary, "--only", "ours"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(checkout)})
        (out / "beside").mkdir(exist_ok=True)
        for path in Path(temporary, "ours").iterdir():
            (out / "beside" / path.name).write_bytes(path.read_bytes())


def ours(case: Case, code: str) -> list[str]:
    """What this project's reading finds of the kind that is asked for."""
    from briefing.language.read import Reading

    reading = Reading(case["text"], code, case.get("reference"))
    if case["kind"] == "date":
        told = [each.iso if each.iso and each.precision == "day" else _likely(each) for each in reading.days]
        return [each for each in told if each]
    return [value for each in reading.numbers for value in _values(each, case["kind"])]


def _likely(day: Any) -> str | None:
    """The likely day of one told in part; an older checkout knows none."""
    likely: str | None = getattr(day, "likely", None)
    return likely


def _values(number: Any, kind: str) -> Iterator[str]:
    """What a number gives a case of a kind: a value, two ends, an interval, or nothing."""
    if kind == "range":
        if number.least is not None or number.most is not None:
            yield f"[{_written(number.least)},{_written(number.most)}]"
    elif kind in KINDS:
        if number.kind in {KINDS[kind], BESIDE.get(kind)}:
            yield from _ends(number)
    elif kind == "number" and number.value is number.least is number.most is None:
        yield from re.findall(r"\d+", number.text)
    elif number.kind not in {"ordinal", "clock"} and not (
        number.kind == "measure" and re.search(r"\d[^\W\d_]", number.text)
    ):
        yield from _ends(number)


def _ends(number: Any) -> Iterator[str]:
    yield from (_written(each) for each in (number.value, *(
        (number.least, number.most) if number.value is None else ())) if each is not None)  # fmt: skip


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def text2num(case: Case, code: str) -> list[str]:
    """The figures of a text whose number words text2num has put into figures."""
    from text_to_num import alpha2digit

    if case["kind"] in {"date", "range"} or code not in {"en", "fr", "es", "pt", "de", "it"}:
        return []
    found = re.findall(r"-?\d+(?:[.,]\d+)*", alpha2digit(case["text"], code))
    return [each.replace(",", "" if code == "en" else ".") for each in found]


def dateparser(case: Case, code: str) -> list[str]:
    """The days that dateparser's search finds."""
    from dateparser.search import search_dates

    if case["kind"] != "date":
        return []
    base = datetime.fromisoformat(case["reference"]) if case.get("reference") else datetime(2016, 11, 7)
    found = search_dates(case["text"], languages=[code], settings={"RELATIVE_BASE": base.replace(tzinfo=None)})
    return [day.date().isoformat() for _, day in found or ()]


READERS: dict[str, Reader] = {"ours": ours, "text2num": text2num, "dateparser": dateparser}


def scores(data: Path, folder: Path) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(wanted and found, wanted, found) by language and kind, and pooled as "numbers" and "days"."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for path in sorted(data.glob("*.jsonl")):
        for case, found in zip(cases(path), cases(folder / path.name), strict=True):
            kind = case["kind"]
            wanted, have = (
                Counter(comparable(each["value"], kind) for each in one["results"]) for one in (case, found)
            )
            both = (wanted & have).total()
            counted = (both, wanted.total(), have.total() if kind in LISTED else both)
            for key in (kind, "days" if kind == "date" else "numbers"):
                rows[path.stem, key] = [a + b for a, b in zip(rows[path.stem, key], counted, strict=True)]
    return {key: (row[0], row[1], row[2]) for key, row in rows.items()}


def comparable(value: object, kind: str) -> object:
    """A value as it is compared: a rounded number, the two ends of an interval, a day; other letters as they are."""
    text = str(value).replace("%", "").strip()
    if kind == "date":
        return text[:10]
    if text[:1] in {"[", "("}:
        low, high = re.split(r",(?=[^,]*$)", text.strip("()[]"))
        return tuple(comparable(each, "number") if each.strip() else None for each in (low, high))
    plain = re.sub(r"[ \u00a0]", "", text)
    plain = plain.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", plain) else plain
    try:
        return round(float(plain), FEW_DIGITS)
    except ValueError:
        return plain


def print_table(found: dict[str, dict[tuple[str, str], tuple[int, int, int]]]) -> None:
    """Recall and precision of each reader, a line a language and kind."""
    print(f"{'recall / precision':18}" + "".join(f"{name:>16}" for name in found) + f"{'of':>8}")
    first = next(iter(found.values()))
    for key in sorted(first, key=lambda each: (each[0], each[1] in {"numbers", "days"}, each[1])):
        cells = [_cell(name, key[1], rows[key]) for name, rows in found.items()]
        print(f"{' '.join(key):18}" + "".join(f"{cell:>16}" for cell in cells) + f"{first[key][1]:>8}")


def _cell(name: str, kind: str, row: Sequence[int]) -> str:
    of_days = kind in {"date", "days"}
    if (name == "text2num" and (of_days or kind == "range")) or (name == "dateparser" and not of_days):
        return "-"
    both, wanted, have = row
    return f"{both / max(1, wanted):.3f} / {both / max(1, have):.3f}"


if __name__ == "__main__":
    main()
