"""What sounds like an outlet's or an office's name, and what is the name of a place."""

import re

from briefing.regex import lazy_regex
from briefing.wordlists import word_lists

_PRESS = lazy_regex(
    r"\b(?:news|newsletter|newsroom|daily|weekly|sunday|times|post|herald|tribune|gazette|chronicle|journal|observer|"
    r"guardian|telegraph|review|magazine|mirror|courier|dispatch|examiner|inquirer|sentinel|standard|express|star|sun|"
    r"globe|record|register|bulletin|digest|press|paper|wire|beacon|ledger|echo|mercury|argus|advertiser|messenger|"
    r"zeitung|blatt|anzeiger|kurier|nachrichten|"
    r"rundschau|tageblatt|presse|nouvelles|diario|periódico|prensa|noticias|"
    r"correo|heraldo|la voz|giornale|corriere|gazzetta|stampa|jornal|"
    r"folha|dagblad|krant|le monde|radio|tv|television|broadcasting|газета|вестник|известия|ведомости|новости|"
    r"صحيفة|جريدة)\b|"
    r"(?:blatt|zeitung|anzeiger|kurier|nachrichten|bote|日报|晚报|晨报|时报|周刊|日報|晚報|晨報|時報|週刊)\b", re.I)
_OFFICE = lazy_regex(
    r"\b(?:briefing|report|agency|ministry|department|office|commission|council|government|authority|union|association|"
    r"institute|foundation|university|bank|team|desk|service|group|inc|ltd|gmbh|plc|ngo|redaktion|ministerium|agence|"
    r"agencia)\b", re.I)

# Capitals and other cities that stand beside a day ("Madrid - 12 nov 2026") where they are no outlet.
_PLACES = frozenset("""
abidjan|abu dhabi|abuja|accra|addis ababa|addis abeba|alger|algiers|amman|amsterdam|ankara|antwerp|antwerpen|ashgabat|
asmara|astana|asuncion|asunción|athen|athens|athènes|atlanta|auckland|bagdad|baghdad|baku|bamako|bangalore|bangkok|
barcelona|basel|beijing|beirut|belfast|belgrad|belgrade|bengaluru|berlin|berlino|bern|berne|beyrouth|bilbao|
birmingham|bishkek|bissau|bogota|bogotá|bologna|bombay|bonn|bordeaux|boston|brasilia|brasília|bratislava|brazzaville|
bremen|bristol|bruselas|brussels|bruxelles|brüssel|bucarest|bucharest|budapest|buenos aires|bujumbura|bukarest|cairo|
calcutta|canberra|cape town|caracas|cardiff|casablanca|chennai|chicago|chisinau|ciudad de méxico|cologne|colombo|
conakry|copenhagen|copenhague|dakar|dallas|damas|damascus|damaskus|dar es salaam|delhi|den haag|denver|detroit|dhaka|
doha|dortmund|dresden|dubai|dublin|dublín|düsseldorf|edinburgh|el cairo|essen|estocolmo|firenze|florence|frankfurt|
freetown|gaborone|gaza|geneva|genf|genoa|genova|genève|ginebra|ginevra|glasgow|guatemala|hague|hamburg|hannover|hanoi|
hanover|harare|havana|helsinki|ho chi minh|hong kong|honolulu|houston|islamabad|istanbul|jakarta|jeddah|jerusalem|
johannesburg|juba|kaboul|kabul|kairo|kampala|karachi|kathmandu|kharkiv|khartoum|kiel|kiev|kiew|kigali|kingston|
kinshasa|kolkata|kopenhagen|kuala lumpur|kuwait|kyiv|kyoto|köln|la habana|la haya|la haye|la paz|lagos|lahore|
las vegas|le caire|leeds|leipzig|libreville|lille|lilongwe|lima|lisboa|lisbon|lisbonne|lissabon|liverpool|ljubljana|
lomé|london|londra|londres|los angeles|luanda|lusaka|luxembourg|luxemburg|lviv|lyon|madrid|mailand|malabo|malmö|
managua|manama|manchester|manila|maputo|marseille|maseru|melbourne|mexico city|miami|milan|milano|milán|minneapolis|
minsk|mogadishu|monaco|monaco di baviera|monrovia|monterrey|montevideo|montreal|montréal|mosca|moscou|moscow|moscú|
moskau|mumbai|munich|muscat|méxico|múnich|münchen|n'djamena|nairobi|nantes|naples|napoli|nassau|neu-delhi|new delhi|
new york|niamey|nice|nicosia|nouakchott|nueva york|nuremberg|nürnberg|odesa|odessa|osaka|oslo|ottawa|ouagadougou|
palermo|panama|parigi|paris|parís|pechino|peking|pekín|perth|philadelphia|phnom penh|phoenix|podgorica|port-au-prince|
porto|prag|praga|prague|pretoria|pristina|pyongyang|pékin|quito|rabat|ramallah|rangoon|reykjavik|riad|riga|
rio de janeiro|riyadh|rom|roma|rome|rotterdam|saint petersburg|salzburg|san francisco|san jose|san josé|san juan|
san salvador|sana'a|sanaa|santiago|santo domingo|sao paulo|sarajevo|seattle|seoul|sevilla|seville|seúl|shanghai|
singapore|singapour|singapur|skopje|sofia|st. petersburg|stockholm|strasbourg|straßburg|stuttgart|sydney|são paulo|
taipei|tallinn|tashkent|tbilisi|tegucigalpa|teheran|tehran|tel aviv|the hague|tirana|tokio|tokyo|torino|toronto|
toulouse|tripoli|tunis|turin|téhéran|ulaanbaatar|utrecht|vaduz|valencia|valletta|vancouver|varsovia|varsovie|
vatican city|venedig|venezia|venice|viena|vienna|vienne|vientiane|vilnius|warsaw|warschau|washington|washington d.c.|
washington, d.c.|wellington|wien|windhoek|winnipeg|yakarta|yangon|yaoundé|yerevan|zagreb|zaragoza|zurich|zürich
""".replace("\n", "").split("|"))
_BEFORE = r"\b(?:in|at|near|from|to|outside|en|à|près de|desde|in|bei|nach|aus|um|a|em|te)\s+"


def is_outlet(name: str) -> bool:
    """Whether a word of a name is one that outlets and offices have in theirs."""
    return is_press(name) or bool(_OFFICE.search(name))


def is_press(name: str) -> bool:
    """Whether a word of a name is one that papers and stations have in theirs."""
    return bool(_PRESS.search(name))


def is_place(name: str, text: str = "") -> bool:
    """Whether a name is a city's, or the text beside it speaks of a place of that name ("in Norrvik")."""
    plain = name.strip(" .,").lower()
    if plain in _PLACES:
        return True
    return not is_outlet(name) and len(plain.split()) <= 2 and bool(
        re.search(_BEFORE + re.escape(name.strip(" .,")) + r"\b", text))


def menu(name: str) -> bool:
    """Whether a name is made of words of a menu or of a section alone: "Local News"."""
    listed = word_lists("imprints")["menu"]
    return all(word.strip(".,&").lower() in listed for word in name.split())
