"""A line by the headline that names who published a text, and when; every name here is invented."""

import pytest

from briefing.model import Document
from briefing.sources.imprint import imprint, outlet, writer
from briefing.sources.plain import read
from briefing.stages.clean import clean

DAY = {"en": "4 June 2031", "de": "4. Juni 2031", "fr": "4 juin 2031", "es": "4 de junio de 2031",
       "pt": "4 de junho de 2031", "it": "4 giugno 2031", "ru": "4 июня 2031 года", "zh": "2031年6月4日",
       "ar": "4 يونيو 2031"}
OUTLETS = [
    ("en", "Tolby Echo"), ("en", "The Aldery Ledger"), ("en", "Evening Mail of Tolby"), ("en", "Grain Daily"),
    ("en", "Wire service Corvus"), ("de", "Tolbyer Echo"), ("de", "Der Seemann"), ("de", "Marschbote"),
    ("de", "Stimme der Heide"), ("de", "Blick ins Land"), ("fr", "Le Fanal"), ("fr", "L'Écho du Cap"),
    ("fr", "La Voix des Dunes"), ("fr", "Sud Matin"), ("fr", "Le Courrier de Brenne"), ("es", "El Mirador"),
    ("es", "La Voz del Puerto"), ("es", "Diario Oeste"), ("es", "Hoy Norte"), ("es", "El Eco de Sama"),
    ("pt", "O Mirante"), ("pt", "Voz da Serra"), ("pt", "Correio do Cabo"), ("pt", "Jornal da Ria"),
    ("pt", "A Tarde do Sul"), ("it", "Il Molo"), ("it", "La Voce del Golfo"), ("it", "L'Eco di Tarsi"),
    ("it", "Mattino Padano"), ("it", "Corriere del Lago"), ("ru", "Вестник Порта"), ("ru", "Новый Берег"),
    ("ru", "Голос Дельты"), ("ru", "Речные новости"), ("ru", "Наш берег"), ("zh", "海角日报"), ("zh", "北岸晚报"),
    ("ar", "صوت الشاطئ"), ("ar", "النهار الغربي"),
]
TEXT = {
    "en": "The ferry stays in port until Monday, the harbour office said, because two of its engines broke in the "
          "storm.\n\nBuses will carry the passengers over the bridge until then, the office added on the same day.\n",
    "zh": "港务局表示，渡轮将停泊至周一，因为它的两台发动机在风暴中损坏。\n\n在此之前，公共汽车将运送乘客过桥。\n",
}


def written(headline: str, line: str, code: str = "en") -> str:
    return f"{headline}\n{line}\n\n{TEXT.get(code, TEXT['en'])}"


def kept(text: str) -> str:
    """What cleaning leaves of a text."""
    page = read(text.encode())
    document = Document("d1", None, "", page.title, text, publisher=page.publisher, author=page.author)
    left, at = "", 0
    for each in clean(document):
        left, at = left + text[at:each.start], each.end
    return left + text[at:]


@pytest.mark.parametrize(("code", "name"), OUTLETS)
def test_a_name_and_a_day_in_a_line_name_the_outlet_and_are_no_sentence(code: str, name: str) -> None:
    """Parted by a comma or a bar, the day behind the name or before it; whatever words the name has."""
    comma = {"zh": "，", "ar": "، "}.get(code, ", ")
    headline = "渡轮停航至周一" if code == "zh" else "Ferry stays in port after the storm"
    for line in (f"{name}{comma}{DAY[code]}", f"{name} | {DAY[code]}", f"{DAY[code]} | {name}"):
        text = written(headline, line, code)
        page = read(text.encode())
        assert (page.title, page.publisher, page.published) == (headline, name, "2031-06-04")
        assert name not in kept(text)


@pytest.mark.parametrize(("line", "name"), [
    ("Source: Tolby Echo", "Tolby Echo"), ("Quelle: Der Seemann", "Der Seemann"), ("Source : Le Fanal", "Le Fanal"),
    ("Fuente: El Mirador", "El Mirador"), ("Fonte: Il Molo", "Il Molo"), ("Источник: Новый Берег", "Новый Берег"),
    ("来源：海角日报", "海角日报"), ("المصدر: صوت الشاطئ", "صوت الشاطئ")])
def test_a_label_names_the_outlet(line: str, name: str) -> None:
    """"Source:" below the headline, in each language."""
    assert read(written("Ferry stays in port after the storm", line).encode()).publisher == name


@pytest.mark.parametrize("line", [
    "Madrid - 12 nov 2026", "Wien, 4. Juni 2031", "Paris, le 4 juin 2031", "Lisboa, 4 de junho de 2031",
    "Roma, 4 giugno 2031", "Москва, 4 июня 2031", "Tolby, 4 June 2031"])
def test_a_city_beside_the_day_is_no_outlet_and_no_sentence(line: str) -> None:
    """Nor is a single word that may be one."""
    text = written("Ferry stays in port after the storm", line)
    assert read(text.encode()).publisher is None
    assert line not in kept(text)


@pytest.mark.parametrize("line", [
    "Marta Kolb, 4 June 2031", "4 June 2031 | Pedro Sousa", "Ольга Ремнёва, 4 июня 2031"])
def test_a_persons_name_beside_the_day_is_an_author(line: str) -> None:
    """Whose given name is one that many bear."""
    page = read(written("Ferry stays in port after the storm", line).encode())
    assert (page.publisher, page.author) == (None, writer(line))
    assert page.author is not None


@pytest.mark.parametrize("line", [
    "The ferry sailed on 4 June 2031.", "Talks resume, 4 June 2031", "Updated: 4 June 2031", "World News | 4 June 2031",
    "By Ida Holm, 4 June 2031", "Open from 4 June 2031 to 8 June 2031", "Reason: a storm", "4 June 2031",
    "What happened on the ferry, 4 June 2031", "Wednesday, June 4, 2031, 06:34 am PT (09:34 am ET)"])
def test_what_says_more_or_less_is_no_imprint(line: str) -> None:
    """A sentence, a section, a byline, a label of another kind, a day alone."""
    assert imprint(line) is None


def test_a_name_that_the_text_speaks_of_as_a_place_is_no_outlet() -> None:
    """"New Tolby" where something happens in New Tolby."""
    assert outlet("New Tolby, 4 June 2031", "The storm in New Tolby broke") is None
    assert outlet("New Tolby, 4 June 2031", "The storm broke") == "New Tolby"
