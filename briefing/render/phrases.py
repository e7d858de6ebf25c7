"""Counts in what the program says of itself."""


def count(number: int, noun: str) -> str:
    """"1 source", "3 sources", "1,200 sources"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
