"""Bytes → text, whatever they were written in."""

import pytest

from briefing.text.encoding import NotTextError, decode

ENGLISH = "The bridge will close on Wednesday, the mayor said. “It’s needed,” she added – and costs £3m.\n"
FRENCH = "Le pont sera fermé mercredi, a déclaré le maire. « C’est nécessaire », a-t-il ajouté à midi.\n"
GERMAN = "Die Brücke wird am Mittwoch für Fußgänger geschlossen, sagte der Bürgermeister.\n"
POLISH = "Burmistrz ogłosił, że most zostanie zamknięty w środę. Żadne źródło nie podało więcej szczegółów.\n" * 3
CZECH = "Starosta řekl, že most bude uzavřen ve středu. Příští týden začne oprava, uvedl mluvčí města.\n" * 3
TURKISH = "Başkan, köprünün çarşamba günü kapatılacağını söyledi. Onarım yakında başlayacak, dedi şehir sözcüsü.\n" * 3
RUSSIAN = "Мэр заявил, что мост закроют в среду. Ремонт начнётся на следующей неделе, сообщили в городе.\n" * 5
GREEK = "Ο δήμαρχος δήλωσε ότι η γέφυρα θα κλείσει την Τετάρτη και οι εργασίες αρχίζουν αμέσως.\n" * 5
JAPANESE = "市長は、橋が水曜日に閉鎖されると述べた。修理は来週から始まる予定です。\n" * 5


@pytest.mark.parametrize(("text", "encoding"), [
    (text, encoding) for text, encodings in (
        (ENGLISH, "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 cp1252"), (FRENCH, "cp1252 utf-16-le"),
        (GERMAN, "cp1252 latin-1"), (POLISH, "cp1250 iso8859-2 utf-16-be"), (CZECH, "cp1250 iso8859-2"),
        (TURKISH, "cp1254"), (RUSSIAN, "utf-8 cp1251 koi8-r utf-16-le utf-16-be"), (GREEK, "cp1253"),
        (JAPANESE, "utf-8 cp932 euc_jp utf-16 utf-16-le"),
    ) for encoding in encodings.split()])
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    """The text comes back letter for letter, without its mark."""
    assert decode(text.encode(encoding)) == text


def test_line_ends_stay() -> None:
    """No line end is folded, of whatever kind."""
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_a_declared_page_is_believed_where_it_fits() -> None:
    """Latin-1 means Windows-1252; a nonsense name is passed over; valid UTF-8 is UTF-8 whatever is declared."""
    assert decode("Äpfel – rot".encode("cp1252"), "ISO-8859-1") == "Äpfel – rot"
    assert decode("мост".encode("cp1251"), "windows-1251") == "мост"
    assert decode("Brücke".encode("cp1252"), "x-nonsense") == "Brücke"
    assert decode("Brücke".encode(), "latin-1") == "Brücke"
    assert decode(GERMAN.encode("cp1252"), "hex") == GERMAN


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"])
def test_what_no_browser_knows_is_no_encoding(name: str) -> None:
    """The library has codecs that fail in their own way, or make other letters of a page than its reader sees."""
    text = GERMAN + r"\u0041 +AEE- \ud800"
    assert decode(text.encode("cp1252"), name) == text


def test_a_stray_zero_byte_is_no_wide_letter() -> None:
    """One in a text of UTF-8 would make Chinese of all of it, where its bytes are even in number."""
    for text in (ENGLISH * 9 + "\0", ENGLISH * 9 + "\0\0", RUSSIAN + "a\0b"):
        assert decode(text.encode()) == text


def test_damaged_utf8_is_still_utf8() -> None:
    """A file cut in mid letter or with one broken byte keeps all its other letters."""
    assert decode((FRENCH + "é").encode()[:-1]) == FRENCH + "\ufffd"
    assert decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()) == RUSSIAN + "\ufffd" + RUSSIAN


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, b"text\0\0\0\0\1\2" * 50, b"\x7fELF\x02\x01\x01" + b"\0" * 99])
def test_binary_data_is_no_text(data: bytes) -> None:
    """Control characters tell a program or a picture from a text."""
    with pytest.raises(NotTextError, match=r"^binary data, not text$"):
        decode(data)


def test_a_large_file_costs_no_more_to_tell_than_a_small_one() -> None:
    """Ten megabytes in a legacy page are told by a sample."""
    text = RUSSIAN * 20_000
    assert decode(text.encode("cp1251")) == text
