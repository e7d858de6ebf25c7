"""What a mail's text holds beside its words: signatures, disclaimers, and the lines around a newsletter."""

import re
from collections.abc import Sequence

from briefing.regex import lazy_regex

_DASHES = lazy_regex(r"--\s?|[-_]{2,3}\s*|—{1,3}\s*")
_SIGNATURE = 12
"""Lines of the longest signature below two dashes that are no exact mark of one."""

_CLOSING = lazy_regex(
    r"(?:(?:best|kind|warm|many)(?: (?:regards|wishes|thanks))?|regards|all the best|sincerely(?: yours)?|"
    r"yours(?: (?:sincerely|faithfully|truly))?|(?:many )?thanks(?: (?:again|and regards))?|thank you|cheers|"
    r"mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|beste|liebe|schöne|herzliche) grüße|mfg|vg|lg|"
    r"(?:bien )?cordialement|bien à vous|meilleures salutations|salutations distinguées|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|"
    r"met vriendelijke groet(?:en)?|(?:med )?vänliga hälsningar|(?:med )?venlig hilsen|med vennlig hilsen|"
    r"atenciosamente|cumprimentos|z poważaniem|pozdrawiam)\s?[,.!]?", re.I)
_DEVICE = lazy_regex(
    r"(?:sent|gesendet|envoyé|enviado|inviato|verzonden|verstuurd|skickat|sendt|wysłane)\b.{0,12}\b(?:from|von|depuis|de|"
    r"mon|desde|mi|da|vanaf|mijn|från|fra|min|z)\b.{2,40}|get outlook for \w+.{0,60}|outlook für \w+.{0,80}", re.I)
_DISCLAIMER = lazy_regex(
    r"\b(?:this|diese|dieses|ce|cet|este|esta|questo|questa|dit|deze)\b.{0,60}?\b(?:e-?mails?|messages?|nachricht|"
    r"mensaje|correo|messaggio|bericht|communication|transmission|courriel)\b.{0,400}?\b(?:confidential|privileged|"
    r"intended|recipient|addressee|vertraulich|bestimmt|adressat|empfänger|confidentiel|destinataire|confidencial|"
    r"destinatario|riservat|vertrouwelijk|geadresseerde|virus)|"
    r"\bif you (?:are not the intended|have received this (?:e-?mail|message) in error)\b|"
    r"\bplease consider the environment before printing\b|\bthink before (?:you )?print|"
    r"\b(?:scanned|checked) (?:for viruses|by)\b.{0,60}(?:virus|security|avast|avg|symantec|mimecast)?$|"
    r"\b(?:registered in (?:england|scotland|ireland)|company (?:number|no\.?) ?\d|sitz der gesellschaft|"
    r"handelsregister|geschäftsführer)\b", re.I)
_WARNING = lazy_regex(
    r"\W*(?:caution|warning|external|achtung|attention|extern|vorsicht)\b.{0,20}?\b.{0,120}\b(?:e-?mail|message|sender|"
    r"nachricht|absender|courriel|organi[sz]ation)\b.*|\W*\[?external\]?\W*", re.I)
_VIEW = lazy_regex(
    r"\W*(?:(?:view|read|open|see)\b.{0,40}\b(?:browser|online|web)|(?:trouble|problems|difficulty)\b.{0,30}\b"
    r"(?:viewing|reading)\b.*|(?:im|online)\b.{0,12}\b(?:browser|ansehen|lesen)\b.*|.{0,40}\bim browser\b.{0,20}|"
    r"(?:voir|lire)\b.{0,40}\b(?:navigateur|en ligne)|ver\b.{0,40}\b(?:navegador|en línea)|"
    r"bekijk\b.{0,40}\bbrowser|.{0,40}\bview (?:it |this )?(?:email |message )?(?:in|on) (?:your|a|the) (?:browser|web)"
    r"\b.{0,20})\W*", re.I)
_BUTTON = lazy_regex(
    r"\W*(?:read (?:in app|more|on|now|the (?:full|whole) (?:story|article))|continue reading|listen(?: now)?|"
    r"watch(?: now)?|likes?|comments?|leave a comment|restack|share(?: this(?: post)?)?|save|upgrade(?: to paid| now)?|"
    r"get (?:the app|started)|start writing|subscribe(?: now| here)?|sign up|donate|give a gift.{0,30}|refer a friend|"
    r"invite (?:your )?friends|weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto|"
    r"(?:was this |forwarded this ).{0,20}(?:email|newsletter|forwarded).{0,80})?\W*", re.I)
_PAID = lazy_regex(r"\W*(?:advertisement|sponsored(?: by)?(?: .{0,40})?|anzeige|werbung|publicité|publicidad)\W*", re.I)
_OFFER = lazy_regex(
    r"\d ?%|\b(?:save|buy|shop|order|offer|deals?|discount|sale|free trial|try it|limited time|sign up|subscribe|"
    r"rabatt|angebot|jetzt|promo\w*|oferta|descuento|offre|réduction)\b", re.I)
_LEAVING = lazy_regex(
    r"\byou(?:['’]re| are) (?:currently )?(?:an? |on )?(?:free|paid)?.{0,12}\bsubscriber\b|"
    r"\bupgrade (?:your subscription|to paid)\b|"
    r"\bunsubscribe\b|\bmanage (?:your )?(?:email )?(?:preferences|subscriptions?)\b|"
    r"\bupdate (?:your )?(?:email )?preferences\b|\bemail preferences\b|"
    r"\byou(?:['’]re| are| have)? (?:receiv(?:ing|ed)|getting|subscribed|signed up)\b.{0,80}\b"
    r"(?:because|this (?:e-?mail|message)|newsletter)|\bopt[ -]out\b.{0,40}\b(?:click|here|e-?mails|mailings?)\b|"
    r"\b(?:newsletter|sie)\b.{0,40}\babmelden\b|\babbestellen\b|\bse désinscrire\b|\bdésabonner\b|\bdarse de baja\b|"
    r"\bcancelar (?:la )?suscripción\b|\bannulla (?:l')?iscrizione\b|\bdisiscriver|\buitschrijven\b|\bafmelden\b|"
    r"\bavregistrera\b|\bafmeld\b|\bcancelar inscrição\b", re.I)
_FOOT = lazy_regex(
    r"\W*(?:privacy (?:policy|notice)|terms(?: (?:of (?:use|service)|and conditions))?|contact us|about us|"
    r"forward (?:this )?(?:email|to a friend).*|share (?:this|on)\b.*|follow us\b.*|add us to your address book.*|"
    r"update profile|was this (?:email|newsletter) forwarded.*|subscribe(?: here| now)?|facebook|twitter|instagram|"
    r"linkedin|youtube|impressum|datenschutz(?:erklärung)?|mentions légales|advertisement|anzeige|"
    r"(?:copyright|©|\(c\)).{0,160}|.{0,80}\ball rights reserved\b.{0,40})\W*", re.I)
_PLACE = lazy_regex(
    r".{0,100}\b\d{4,6}\b.{0,60}|.{0,100}@.{0,60}|\W*(?:https?://|www\.)\S+\W*|.{0,60}\+?\d[\d ()/-]{6,}\d")
_LINKS = lazy_regex(r"\s?[<(\[]\s?https?://[^\s<>()\[\]]{20,}\s?[>)\]]")
_SHORT = 100


def words_of(lines: Sequence[str], author: str | None = None) -> str:
    """The lines of a mail without signature, its author's name, disclaimers and a newsletter's frame; the addresses
    behind a plain text's links go too, which no reader sees."""
    bare = [_LINKS.sub("", line.rstrip("\r")).rstrip() for line in lines]
    kept = _unframed(_unsigned(_undisclaimed(bare)))
    names = set(re.findall(r"\w+", (author or "").lower()))
    while kept and (not kept[-1].strip() or set(re.findall(r"\w+", kept[-1].lower())) <= names):
        kept.pop()
    return "\n".join(kept).strip("\n")


def _undisclaimed(lines: Sequence[str]) -> list[str]:
    """The lines without the last paragraphs that only tell who may read the mail, and without a warning above it."""
    groups = _paragraphs(lines)
    while len(groups) > 1 and _DISCLAIMER.search(" ".join(groups[-1])[:1_500]):
        groups.pop()
    first = next((number for number, group in enumerate(groups) if group and group[0].strip()), 0)
    whole = " ".join(groups[first])
    if len(whole) < 400 and _WARNING.fullmatch(whole):
        del groups[first]
    return [line for group in groups for line in group]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """The lines in groups that end with the empty lines after them."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip() and groups[-1] and not groups[-1][-1].strip():
            groups.append([])
        groups[-1].append(line)
    return groups


def _unsigned(lines: list[str]) -> list[str]:
    """The lines above the signature: below two dashes, below a closing, or a line that names the device."""
    for number, line in enumerate(lines):
        if _DASHES.fullmatch(line) and (line in ("--", "-- ") or _slight(lines[number + 1:])):
            return _unsigned(lines[:number])
    last = [number for number, line in enumerate(lines) if _CLOSING.fullmatch(line.strip())]
    if last and _slight(lines[last[-1] + 1:]):
        return lines[:last[-1]]
    return [line for line in lines if not _DEVICE.fullmatch(line.strip())]


def _slight(lines: Sequence[str]) -> bool:
    """Whether lines may be a signature: few, and none of them a sentence."""
    full = [line for line in lines if line.strip()]
    return len(full) <= _SIGNATURE and not any(len(line) > _SHORT or _is_prose(line) for line in full)


def _is_prose(line: str) -> bool:
    return len(line.split()) > 8 and line.rstrip().endswith((".", "!", "?", "”", '"'))


def _unframed(lines: Sequence[str]) -> list[str]:
    """The lines without those that a newsletter's frame is made of: above its articles, and below the last of them
    where a line there tells how to leave."""
    kept = [line for line in lines if not (len(line) <= 200 and _VIEW.fullmatch(line.strip()))]
    if any(_LEAVING.search(line) for line in kept):
        kept = _unsold(kept)
    last = max((number for number, line in enumerate(kept) if _is_prose(line) and not _is_frame(line)), default=-1)
    if any(_LEAVING.search(line) for line in kept[last + 1:]):
        first = next(number for number, line in enumerate(kept) if number > last and _is_frame(line))
        kept = kept[:first]
    return kept


def _unsold(lines: Sequence[str]) -> list[str]:
    """The lines of a newsletter without its buttons, and without what a label says is paid for."""
    kept: list[str] = []
    paid = False
    for line in lines:
        if not line.strip():
            kept += [line] if kept and kept[-1].strip() else []
        elif _PAID.fullmatch(line):
            paid = True
        else:
            sold = _BUTTON.fullmatch(line) or (paid and _OFFER.search(line))
            kept += [] if sold else [line]
            paid = False
    return kept


def _is_frame(line: str) -> bool:
    plain = line.strip()
    return len(plain) <= 400 and bool(
        _LEAVING.search(plain) or _FOOT.fullmatch(plain) or (_PLACE.fullmatch(plain) and not _is_prose(plain)))
