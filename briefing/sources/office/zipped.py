"""The files within an office document or a book, and the XML in them: read with limits, nothing fetched."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import join, normpath
from typing import Any

from briefing.sources.page import UnreadableError

LARGEST = 60_000_000
"""Bytes of the largest file within that is unpacked."""

Element = Any


class Zipped:
    """An office document or a book, opened; raises `UnreadableError` where it is broken or locked."""

    def __init__(self, data: bytes, what: str) -> None:
        self._what = what
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError(f"a broken {what}, or one cut short") from error
        self.names = frozenset(self._archive.namelist())

    def bytes(self, name: str) -> bytes | None:
        """The bytes of a file within; None where there is none of that name."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as file:
                data = file.read(LARGEST + 1)
        except RuntimeError as error:
            raise UnreadableError(f"a {self._what} with a password; save it without one") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
            raise UnreadableError(f"a broken {self._what}: {name} can't be unpacked") from error
        if len(data) > LARGEST:
            raise UnreadableError(f"a {self._what} that unpacks to over {LARGEST / 1e6:.0f} MB; such are not read")
        return data

    def xml(self, name: str) -> Element | None:
        """The root of an XML file within; None where there is none of that name."""
        data = self.bytes(name)
        if data is None:
            return None
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"a broken {self._what}: {name} is no XML") from error

    def needed(self, name: str) -> Element:
        """The root of an XML file that each of the kind has."""
        root = self.xml(name)
        if root is None:
            raise UnreadableError(f"a broken {self._what}: {name} is missing")
        return root

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part of an Open XML document refers to: its id → (the last word of the kind, its name within)."""
        folder, _, file = name.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {each.get("Id", ""): (each.get("Type", "").rsplit("/", 1)[-1], _target(folder, each.get("Target", "")))
                for each in root.iter() if local(each) == "Relationship" and each.get("TargetMode") != "External"}


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def local(element: Element) -> str:
    """An element's name without its namespace, of which each edition of a format has its own."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its name without its namespace; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: Element, *names: str) -> Element | None:
    """What lies below an element along these names; None where one is missing."""
    for name in names:
        element = next((each for each in element if local(each) == name), None)
        if element is None:
            return None
    return element


def every(element: Element, name: str) -> Iterator[Element]:
    """The elements of a name, at any depth."""
    return (each for each in element.iter() if local(each) == name)


def words(element: Element | None) -> str:
    """All the text of an element, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
