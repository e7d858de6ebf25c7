"""Two reports and a copy in each language: dead, sum and day told otherwise are set side by side, and nothing else."""

import json

import pytest

from briefing.cli import main
from briefing.language.speech import quoted_speaker
from briefing.language.stems import telling_stems
from briefing.language.wording import topic_of
from briefing.sources.masthead import masthead

REPORTS = {
    "de": (
        "WESTERHAFEN, 8. Mai 2026 (Küstenpresse) - Die Werft in Westerhafen steht nach dem Einsturz eines Krans still, "
        "bei dem vier Schweißer getötet wurden, teilte die Werft am Freitag mit.\n\n"
        "Der Kran stürzte am 6. Mai gegen 7.30 Uhr ein. Der Schaden beträgt nach Angaben der Werft 3,5 Millionen "
        "Euro.\n\n",
        "„Der Kran war geprüft“, sagte Werftchefin Rike Lohmann.",
        "Von Jan Brook, Hafenblatt, 9. Mai 2026\n\nSechs Schweißer kamen beim Einsturz des Krans auf der Werft in "
        "Westerhafen ums Leben, sagte ein Sprecher der Gewerkschaft am Samstag. Der Kran sei am 5. Mai eingestürzt.\n\n"
        "Der Schaden beträgt nach Angaben der Gewerkschaft 5,3 Millionen Euro.",
    ),
    "fr": (
        "PORT-VIEUX, 8 mai 2026 (Agence Littoral) - Le chantier de Port-Vieux est à l'arrêt après la chute d'une grue "
        "qui a tué quatre soudeurs, a annoncé la direction vendredi.\n\nLa grue est tombée le 6 mai vers 7 h 30. Les "
        "dégâts sont estimés à 3,5 millions d'euros, selon la direction.\n\n",
        "« La grue avait été contrôlée », a assuré la directrice, Rose Lemoine.",
        "Par Jean Brocq, Le Môle, 9 mai 2026\n\nSix soudeurs sont morts dans la chute de la grue du chantier de "
        "Port-Vieux, a déclaré samedi le syndicat. Selon lui, la grue est tombée le 5 mai.\n\n"
        "Les dégâts sont estimés à 5,3 millions d'euros, selon le syndicat.",
    ),
    "es": (
        "PUERTO VIEJO, 8 de mayo de 2026 (Agencia Litoral) - El astillero de Puerto Viejo sigue parado tras la caída "
        "de una grúa que mató a cuatro soldadores, informó la empresa el viernes.\n\nLa grúa cayó el 6 de mayo hacia "
        "las 7.30. Los daños ascienden a 3,5 millones de euros, según la empresa.\n\n",
        "«La grúa estaba revisada», aseguró la directora, Rosa Lemos.",
        "Por Juan Brea, La Dársena, 9 de mayo de 2026\n\nSeis soldadores murieron por la caída de la grúa en el "
        "astillero de Puerto Viejo, dijo el sábado el sindicato. El 5 de mayo cayó la grúa, según el sindicato.\n\n"
        "Los daños ascienden a 5,3 millones de euros, según el sindicato.",
    ),
    "pt": (
        "PORTO VELHO DO MAR, 8 de maio de 2026 (Agência Litoral) - O estaleiro de Porto Velho do Mar está parado após "
        "a queda de um guindaste que matou quatro soldadores, informou a empresa na sexta-feira.\n\nO guindaste caiu "
        "em 6 de maio por volta das 7h30. O prejuízo é de 3,5 milhões de reais, segundo a empresa.\n\n",
        "“O guindaste foi vistoriado”, disse a diretora, Rosa Lemos.",
        "Por João Brás, O Cais, 9 de maio de 2026\n\nSeis soldadores morreram na queda do guindaste no estaleiro de "
        "Porto Velho do Mar, disse no sábado o sindicato. O guindaste caiu em 5 de maio, segundo o sindicato.\n\n"
        "O prejuízo é de 5,3 milhões de reais, segundo o sindicato.",
    ),
    "it": (
        "PORTO ANTICO, 8 maggio 2026 (Agenzia Litorale) - Il cantiere di Porto Antico è fermo dopo la caduta di una "
        "gru che ha ucciso quattro saldatori, ha comunicato l'azienda venerdì.\n\nLa gru è caduta il 6 maggio verso le "
        "7.30. I danni ammontano a 3,5 milioni di euro, secondo l'azienda.\n\n",
        "«La gru era stata controllata», ha detto la direttrice, Rosa Lemmi.",
        "Di Gianni Brocchi, Il Molo, 9 maggio 2026\n\nSei saldatori sono morti nella caduta della gru al cantiere di "
        "Porto Antico, ha detto sabato il sindacato. La gru è caduta il 5 maggio, secondo il sindacato.\n\n"
        "I danni ammontano a 5,3 milioni di euro, secondo il sindacato.",
    ),
    "ru": (
        "СТАРОПОРТ, 8 мая 2026 (Морпресс) — Верфь в Старопорте остановлена после падения крана, при котором погибли "
        "четыре сварщика, сообщила в пятницу дирекция.\n\nКран упал 6 мая около 7:30. Ущерб составил 35 млн рублей, "
        "сообщила дирекция.\n\n",
        "«Кран был проверен», — сказала директор верфи Роза Лемина.",
        "Автор: Иван Броков, «Причал», 9 мая 2026\n\nШесть сварщиков погибли при падении крана на верфи в Старопорте, "
        "заявил в субботу профсоюз. По данным профсоюза, кран упал 5 мая.\n\nУщерб составил 53 млн рублей, заявил "
        "профсоюз.",
    ),
    "ar": (
        "الميناء القديم، 8 مايو 2026 (وكالة الساحل) - توقف العمل في حوض السفن بعد سقوط رافعة أدى إلى مقتل أربعة عمال، "
        "بحسب ما أعلنت الشركة يوم الجمعة.\n\n"
        "سقطت الرافعة يوم 6 مايو صباحا. وتبلغ الأضرار 35 مليون جنيه، بحسب الشركة.\n\n",
        "«الرافعة خضعت للفحص»، قالت مديرة الحوض سلمى حداد.",
        "بقلم كريم فارس، صحيفة المرفأ، 9 مايو 2026\n\nقتل ستة عمال في سقوط الرافعة في حوض السفن، بحسب ما قالت النقابة "
        "يوم السبت. وقالت النقابة إن الرافعة سقطت يوم 5 مايو.\n\nوتبلغ الأضرار 53 مليون جنيه، بحسب النقابة.",
    ),
    "zh": (
        "旧港，2026年5月8日（海滨社）——旧港船厂星期五表示，船厂在吊车倒塌后停工，事故造成4名焊工死亡。\n\n"
        "吊车于5月6日上午倒塌。厂长罗敏说，损失为3500万元。\n\n",
        "“吊车刚刚检查过，”厂长罗敏说。",
        "记者 周强 《码头晚报》 2026年5月9日\n\n工会星期六表示，旧港船厂吊车倒塌造成6名焊工死亡。工会称，"
        "吊车于5月5日倒塌。\n\n"
        "工会称，损失为5300万元。",
    ),
}
HEADS = {
    "de": ("Werft in Westerhafen steht nach Einsturz still", "Gewerkschaft widerspricht der Werft"),
    "fr": ("Le chantier de Port-Vieux à l'arrêt", "Le syndicat de Port-Vieux accuse"),
    "es": ("Parado el astillero de Puerto Viejo", "El sindicato acusa al astillero"),
    "pt": ("Estaleiro de Porto Velho do Mar parado", "Sindicato acusa o estaleiro"),
    "it": ("Fermo il cantiere di Porto Antico", "Il sindacato accusa il cantiere"),
    "ru": ("Верфь в Старопорте остановлена", "Профсоюз обвиняет верфь"),
    "ar": ("توقف العمل في حوض السفن", "النقابة تتهم حوض السفن"),
    "zh": ("旧港船厂停工", "工会指责船厂"),
}


@pytest.fixture(scope="module", params=REPORTS)
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The record of the briefing on the three reports of a language."""
    code, folder = request.param, tmp_path_factory.mktemp(request.param)
    wire, quote, other = REPORTS[code]
    first, second = HEADS[code]
    pile = folder / "pile"
    pile.mkdir()
    for name, text in (("a", f"{first}\n\n{wire}{quote}"), ("b", f"{first}\n\n{wire}"), ("c", f"{second}\n\n{other}")):
        (pile / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    assert main(["write", str(pile), "-o", str(folder / "out"), "--engine", "extractive"]) == 0
    return json.loads((folder / "out" / "briefing.json").read_text(encoding="utf-8")) | {"code": code}


def test_what_the_reports_differ_in_is_told_and_nothing_else(record: dict) -> None:
    """The dead and the sum as figures, the day as a date, all before a reader's eyes."""
    kinds = sorted(each["kind"] for each in record["divergences"])
    assert kinds == ["date", "figure", "figure"], [each["summary"] for each in record["divergences"]]
    topic = topic_of("number of dead", "figure", record["code"])
    assert sum(each["summary"].startswith(topic) for each in record["divergences"]) == 1
    assert all(each["told"] and each["importance"] == 1 for each in record["divergences"])


def test_a_wire_and_its_copy_are_one_source_under_its_name(record: dict) -> None:
    """The service of the dateline, and the paper of the byline; each report has its day."""
    assert sorted(len(each["documents"]) for each in record["origins"]) == [1, 2]
    assert all(each["published"] in ("2026-05-08", "2026-05-09") for each in record["documents"])
    titles = set(HEADS[record["code"]])
    assert not titles & {each["name"] for each in record["origins"]}


def test_a_quotation_stands_whole_with_who_speaks(record: dict) -> None:
    """Told, or listed as read; its speaker is known."""
    quote = REPORTS[record["code"]][1]
    said = [each for each in record["facts"] if each["statement"] == quote]
    assert [each["speaker"] is not None for each in said] in ([True], [True, True]), quote


def test_no_sentence_opens_with_a_dateline_and_no_byline_is_told(record: dict) -> None:
    """Place, day and service stand before what a report says."""
    told = [each["text"] for section in record["sections"] for each in section["sentences"]]
    assert len(told) >= 2
    assert [each for each in told if "2026" in each] == []


@pytest.mark.parametrize(("code", "text", "who"), [
    ("de", "Die Leiterin Ada Brand sagte: „Es geht weiter.“", "Leiterin Ada Brand"),
    ("fr", "« Nous rouvrons lundi », a précisé le maire.", "maire"),
    ("ru", "«Мы открываемся», — заявил мэр Пётр Лунин.", "Пётр Лунин"),
    ("zh", "市长周明说：“我们星期一开门。”", "市长周明"),
    ("ar", "وقال العمدة سامي نور: «نفتح غدا».", "العمدة سامي نور"),
    ("it", "«Riapriamo lunedì», ha aggiunto.", None),
])
def test_who_speaks_is_read_beside_a_quotation(code: str, text: str, who: str | None) -> None:
    """Before it or behind it, as the language has it; a verb alone names nobody."""
    assert quoted_speaker(text, code) == who


def test_a_german_verb_is_known_in_two_pieces() -> None:
    """Its prefix stands apart, before the stem, or before "ge"."""
    parts = [telling_stems(text, "de") for text in ("Der Damm stürzte ein", "Der Damm ist eingestürzt")]
    assert parts[0] == parts[1] != telling_stems("Der Damm ist abgebrannt", "de")


@pytest.mark.parametrize(("text", "published", "agency"), [
    ("ОСТРОВ, 3 июня 2026 (Севпресс) — {}", "2026-06-03", "Севпресс"),
    ("MONTE, 3 giugno 2026 (Agenzia Valle) - {}", "2026-06-03", "Agenzia Valle"),
    ("الجزيرة، 3 يونيو 2026 (وكالة الجنوب) - {}", "2026-06-03", "وكالة الجنوب"),
    ("山城，2026年6月3日（南方社）——{}", "2026-06-03", "南方社"),
    ("南方社山城6月3日电（记者 王平）{}", None, "南方社"),
])
def test_datelines_are_read_in_other_scripts(text: str, published: str | None, agency: str) -> None:
    """Place, day and service; a day without its year is none."""
    body = {"О": "Паром сел на мель у острова, сообщила в среду береговая охрана, все пассажиры спасены без травм.",
            "M": "Il traghetto si è incagliato vicino all'isola, ha detto mercoledì la guardia costiera, tutti salvi.",
            "ا": "جنحت العبارة قرب الجزيرة صباح الأربعاء وقالت قوات خفر السواحل إن جميع الركاب بخير ولم يصب أحد."}
    told = body.get(text[0], "海岸警卫队星期三表示，渡轮在岛屿附近搁浅，所有乘客均已获救，无人受伤。")
    found = masthead(f"{told[:14]}\n\n{text.format(told)}\n\n{told}\n")
    assert (found.published, found.agency) == (published, agency)
