"""The numerals of a text by the rules of its language."""

from briefing.language.grammar import Grammar
from briefing.language.numerals import Numeral
from briefing.language.numerals import numerals as numerals_of_words


def numerals(text: str, grammar: Grammar) -> tuple[Numeral, ...]:
    """Every numeral of a text in order; `text` has the digits of `digits.ALIKE`."""
    if grammar.code == "zh":
        from briefing.language.zh.numerals import chinese

        return chinese(text)
    if grammar.code == "ar":
        from briefing.language.ar.numerals import arabic

        return arabic(text, grammar)
    return numerals_of_words(text, grammar)
