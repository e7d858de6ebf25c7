"""The language of a text, told cheaply: by its script, by its commonest words, and only then by a model."""

import re
from collections import Counter
from itertools import chain

from briefing.regex import lazy_regex

_SAMPLE = 4_000
_SHORT = 40
"""Letters below which neither common words nor a model tell."""

_SHARE = 0.1
"""Of a text's characters, from which its script is the text's own: names in it are less."""

_WORD = lazy_regex(r"[^\W\d_]+")
_CODE = lazy_regex(r"[a-z]{2}(?![a-z0-9])")
_SCRIPTS = (("ja", lazy_regex("[\u3040-\u30ff]")), ("ko", lazy_regex("[\uac00-\ud7af]")),
            ("el", lazy_regex("[\u0370-\u03ff]")), ("he", lazy_regex("[\u0590-\u05ff]")),
            ("th", lazy_regex("[\u0e00-\u0e7f]")), ("zh", lazy_regex("[\u3400-\u9fff]")))
"""Scripts of one language, kana before the signs that Japanese shares with Chinese."""

_SHARED = (("ru", lazy_regex("[а-яё]", re.I), lazy_regex("[іїєґўјљњћђџқғңәө]", re.I)),
           ("ar", lazy_regex("[\u0621-\u064a]"), lazy_regex("[\u0679-\u06d5]")))
"""Scripts of several, with the language that most texts in them are of and letters that it does not have."""

_COMMON = {
    "en": "the of and to in that was for with as on by said has is from are were have been which their an at it he his",
    "de": "der die das und den von zu mit sich auf für ist im nicht ein eine als auch es dem des wird sind nach bei",
    "fr": "le la les des et du une dans est que pour qui sur pas au par plus avec ce sont il elle aux été cette",
    "es": "el la los las de que y en un una por con para del se es su al lo como más pero fue han sus",
    "it": "il di che e la per un del non sono della una con le gli dei si nel alla da più anche ha dal lo",
    "pt": "o de que e do da em um para com uma os no se na por mais as dos como foi ao ele das não",
    "nl": "de het een van en in op te dat is voor met zijn niet aan er ook als bij door naar om heeft wordt",
    "sv": "och att det som en på är av för med till den har inte om ett han de var men sig från vid",
    "da": "og at det som en på er af for med til den har ikke om et han de var men sig fra ved blev",
    "no": "og at det som en på er av for med til den har ikke om et han de var men seg fra ved ble",
    "pl": "w i na się z nie do że jest to o jak po co od dla przez są oraz za był już tym ma",
    "id": "yang dan di itu dengan untuk dari dalam tidak ini pada adalah akan ke oleh juga karena ada sebagai",
    "tr": "ve bir bu için da de ile olarak olan daha çok gibi sonra ne kadar en var ancak göre",
}
_LANGUAGES = {word: tuple(code for code, words in _COMMON.items() if word in words.split())
              for word in {word for words in _COMMON.values() for word in words.split()}}
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language(text: str, declared: str | None = None) -> str:
    """The ISO 639-1 code; what the page declares where the text is too short to tell, else "en"."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = text[middle:middle + _SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    for code, script in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) > _SHARE * len(sample):
            return code
    if sum(map(len, words)) < _SHORT:
        return declared or _by_letters(sample) or "en"
    return _vote(words) or _model(sample, declared)


def _by_letters(sample: str) -> str | None:
    """The language of a line too short for more, where most of it is in a script that tells."""
    return next((code for code, script, foreign in _SHARED
                 if len(script.findall(sample)) > len(sample) / 2 and not foreign.search(sample)), None)


def common_language(text: str) -> str | None:
    """The language whose commonest words a text has; None where they do not tell. Loads nothing."""
    return _vote([word.lower() for word in _WORD.findall(text)])


def _vote(words: list[str]) -> str | None:
    """The language whose commonest words are an eighth of the text and a third ahead, or fewer and further ahead."""
    votes = Counter(chain.from_iterable(_LANGUAGES.get(word, ()) for word in words))
    (code, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    lead = 1.3 if most >= 0.12 * len(words) else 1.6
    return code if most >= 0.08 * len(words) and most >= lead * second else None


def _model(sample: str, declared: str | None) -> str:
    """By py3langid, whose model takes half a second to load; the page's own word where there is one."""
    if declared:
        return declared
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(sample)
    return str(code) if len(code) == 2 else "en"


def code(declared: str | None) -> str | None:
    """The ISO 639-1 code of what a page declares: "de" for "de-AT" or "German"; None for what tells none."""
    plain = (declared or "").strip().lower()
    found = _CODE.match(plain)
    return found[0] if found else next((each for each, name in _NAMES.items() if name.lower() == plain), None)


def called(code: str) -> str:
    """"German" for "de"; the code itself for a language that has no name here."""
    return _NAMES.get(code, code)
