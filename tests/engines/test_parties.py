"""A report's two parties, sentence upon sentence, in the languages that list how one turns down what another says."""

import pytest

import briefing
from briefing.report import Report

BESIDE = {
    "de": ("Der Hafen von Oster hat am Montag 20 Boote aufgenommen.",
           "Am Sonntag schneite es in Velm, die Schule bleibt zu."),
    "es": ("El puerto de Oster recibió el lunes 20 barcos.", "El domingo nevó en Velm y la escuela sigue cerrada."),
    "fr": ("Le port d’Oster a accueilli lundi 20 bateaux.", "Dimanche, il a neigé à Velm et l’école reste fermée."),
    "it": ("Il porto di Oster ha accolto lunedì 20 barche.", "Domenica è nevicato a Velm e la scuola resta chiusa."),
    "pt": ("O porto de Oster recebeu na segunda-feira 20 barcos.",
           "No domingo nevou em Velm e a escola continua fechada."),
}


def page(language: str, text: str) -> Report:
    """The page of a report with these two sentences, beside another."""
    common = {"date": "2031-03-13", "title": "Lannick", "language": language}
    more, other = BESIDE[language]
    return briefing.write([{**common, "publisher": "Lannick Post", "text": f"{text} {more}"},
                           {**common, "publisher": "Velm Post", "text": other}])


@pytest.mark.parametrize(("language", "text"), [
    ("de", "Der Betriebsrat wirft der Firma vor, Fristen verschleppt zu haben. Die Firma weist den Vorwurf zurück."),
    ("de", "Der Zeuge sagt, der Wagen sei bei Rot gefahren. Der Fahrer bestreitet das."),
    ("de", "Nach Angaben der Bauern ist das Wasser seit Mai trüb. Die Behörde nennt das frei erfunden."),
    ("es", "El testigo dice que el coche pasó en rojo. El conductor lo niega."),
    ("es", "Según los vecinos, el agua baja turbia desde mayo. La empresa lo tacha de invento."),
    ("es", "El sindicato acusa a la firma de retrasar los plazos. La firma rechaza esas acusaciones."),
    ("fr", "Le témoin dit que la voiture est passée au rouge. Le conducteur le nie."),
    ("fr", "Selon les riverains, l'eau est trouble depuis mai. L'entreprise parle de pure invention."),
    ("fr", "Le syndicat accuse la société d'avoir retardé les délais. La société rejette ces accusations."),
    ("it", "Il testimone dice che l'auto è passata col rosso. Il conducente lo nega."),
    ("it", "Secondo gli abitanti l'acqua è torbida da maggio. L'azienda parla di pura invenzione."),
    ("it", "Il sindacato accusa la ditta di aver ritardato i tempi. La ditta respinge queste accuse."),
    ("pt", "A testemunha diz que o carro passou no vermelho. O condutor nega isso."),
    ("pt", "Segundo os moradores, a água está turva desde maio. A empresa fala em pura invenção."),
    ("pt", "O sindicato acusa a firma de atrasar os prazos. A firma rejeita essas acusações."),
])
def test_a_party_that_turns_down_the_sentence_before_stands_beside_it(language: str, text: str) -> None:
    """Each in its own sentence, of one report, so that neither is the one source's word."""
    (found,) = page(language, text).divergences
    one, other = (each.statement for each in found.positions)
    assert f"{one} {other}" == text
    assert found.importance == 2


@pytest.mark.parametrize(("language", "text"), [
    ("de", "Die Feuerwehr kam mit 40 Leuten. Das Gerücht von Verletzten ist falsch, sagte ein Sprecher."),
    ("de", "Der Landrat kündigte an, das Stadion in Lannick werde geschlossen. "
     "Die Bürgermeisterin sagte dagegen, das Schwimmbad öffne am Montag wieder."),
    ("de", "Die Polizei rechnet mit 3000 Besuchern. Die Bahn hingegen setzt am Samstag keine Züge ein."),
    ("de", "Der Verein hat 300 Mitglieder. Die Spieler wiesen auf die Pfütze am Tor hin. Das bestreitet niemand."),
    ("de", "Die Stadt will das Rathaus sanieren. Der Rat lehnte den Antrag der Grünen auf Tempo 30 ab."),
    ("de", "Im Prozess um den Brand in Velm sagte am Montag ein Gutachter aus. "
     "Der Angeklagte hat die Tat vor einem Jahr gestanden."),
    ("de", "Die Gewerkschaft nennt das Angebot einen Witz. Das Unternehmen hat 4 Prozent angeboten."),
    ("de", "Die Feuerwehr rückte mit 40 Leuten an. Ein Sprecher sagte, Gerüchte über Verletzte seien falsch."),
    ("es", "Acudieron 40 bomberos al puerto de Velm. El rumor sobre heridos es falso."),
    ("es", "El alcalde anunció el cierre del estadio de Lannick. "
     "La consejera, en cambio, dijo que la piscina abrirá el lunes."),
    ("es", "La policía espera 3.000 visitantes. El tren, en cambio, no circulará el sábado."),
    ("es", "El ayuntamiento quiere reformar la plaza. El pleno rechazó la moción sobre el tráfico."),
    ("es", "El acusado compareció el lunes. Su abogado pidió la absolución y dijo que no hay pruebas."),
    ("es", "El sindicato llama broma a la oferta. La empresa ofreció un 4 por ciento."),
    ("es", "Los bomberos acudieron con 40 efectivos. El portavoz dijo que es falso el rumor sobre heridos."),
    ("fr", "Quarante pompiers sont venus. La rumeur sur des blessés est fausse, a dit un porte-parole."),
    ("fr", "Le préfet a annoncé la fermeture du stade de Lannick. "
     "La maire a en revanche indiqué que la piscine rouvrira lundi."),
    ("fr", "La police attend 3 000 visiteurs. Les trains, en revanche, ne circuleront pas samedi."),
    ("fr", "La ville veut rénover la place. Le conseil a rejeté la motion sur la circulation."),
    ("fr", "Le prévenu a comparu lundi. Son avocate a demandé la relaxe et a dit qu'il n'y avait pas de preuves."),
    ("fr", "Le syndicat qualifie l'offre de plaisanterie. La société a proposé 4 %."),
    ("fr", "Quarante pompiers sont intervenus. Un porte-parole a dit que la rumeur sur des blessés était fausse."),
    ("it", "Il sindaco ha annunciato la chiusura dello stadio di Lannick. "
     "L'assessora invece ha detto che la piscina riapre lunedì."),
    ("it", "La polizia attende 3.000 visitatori. I treni invece non circoleranno sabato."),
    ("it", "Il comune vuole rifare la piazza. Il consiglio ha respinto la mozione sul traffico."),
    ("it", "L'imputato è comparso lunedì. Il suo avvocato ha chiesto l'assoluzione e ha detto che non ci sono prove."),
    ("it", "Il sindacato definisce l'offerta uno scherzo. L'azienda ha offerto il 4 per cento."),
    ("it", "Sono intervenuti 40 pompieri. La voce su feriti è falsa, ha detto un portavoce."),
    ("pt", "O presidente da câmara anunciou o fecho do estádio de Lannick. "
     "A vereadora, pelo contrário, disse que a piscina abre na segunda-feira."),
    ("pt", "A polícia espera 3.000 visitantes. Os comboios não circulam no sábado."),
    ("pt", "A câmara quer renovar a praça. A assembleia rejeitou a moção sobre o trânsito."),
    ("pt", "O arguido compareceu na segunda-feira. O seu advogado pediu a absolvição e disse que não há provas."),
    ("pt", "O sindicato chama piada à oferta. A empresa ofereceu 4 por cento."),
    ("pt", "Acudiram 40 bombeiros. O boato sobre feridos é falso, disse um porta-voz."),
])
def test_two_sentences_of_two_matters_are_no_divergence(language: str, text: str) -> None:
    """Though a word of contrast or of rejection stands there: it is of something else, or says itself of what."""
    assert page(language, text).divergences == ()
