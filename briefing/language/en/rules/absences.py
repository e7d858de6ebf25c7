"""What engines/rules/detectors/absences looks for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import stem

NO = lazy_regex(
    r"(?:\b[Tt]here\s+(?:is|are|was|were|(?:has|have|had)\s+been)\s+(?:\w+ly\s+)?|[“\"]|^|\b(?:but|with|that)\s+|"
    r"\b(?:found|saw|seen|heard|felt|measured|recorded|registered|detected|received|noticed|includes?|included|"
    r"contain(?:s|ed)?|had|has|have|held|made|given|gave)\s+)"
    r"(?P<no>[Nn]o\s+(?P<what>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3}))(?!\s+(?:has|have|had|is|are|was|were|will|would)\b)"
)
"""What there was none of: "there were no talks", "but no bank details"; the words are cut where the noun ends."""

NOT_DONE = lazy_regex(
    r"\b(?:(?P<none>nobody|no[ -]one|none\s+of\s+(?:\w+\s+){1,2}|no\s+[\w-]+)\s+"
    r"(?:(?:has|have|had)(?:\s+been)?|was|were)|"
    r"(?P<who>\w+)\s+(?:(?:has|have|had|was|were)(?:\s+(?:not|never)|n[’']t)(?:\s+(?:ever|yet))?(?:\s+been)?|"
    r"(?P<base>did|do|does)(?:\s+(?:not|never)|n[’']t)(?:\s+ever)?))"
    r"\s+(?P<what>[a-z]{3,})\b",
    re.I,
)
"""What was not done, or to nobody: "nobody has been offered", "we have not paid"."""

SPEAKERS = frozenset("i we".split())
PRONOUNS = frozenset("they he she it".split())
"""Subjects that may be anybody."""

RELATIVE = frozenset("who that which what this these those there".split())
"""Subjects that stand for a word before them, which need not be the other report's."""

ALL = frozenset("every everybody everyone each all most many several".split())
"""Before what was done to some: the contrary of "nobody"."""

IRREGULAR = frozenset(
    "paid sent shot built bought brought caught taught sold told met kept held lost cut hit hurt put set shut spent "
    "struck found fought heard left led made won withdrawn drawn driven eaten fallen flown forbidden forgotten given "
    "grown hidden known ridden risen run seen shown spoken stolen taken thrown woken worn written broken chosen frozen "
    "begun done gone beaten bitten born torn sworn swum sunk sung rung lent dealt read fed fled bled".split()
)
"""Participles without "-ed"."""

NO_NOUN = frozenset("one longer more less fewer other others better good such two matter".split())
"""Words behind "no" with which it denies no thing: "no longer"."""

FURTHER = frozenset("further new other additional known serious real major clear single early".split())
"""Words between "no" and its noun that the other report need not have."""

NOTHING = frozenset(
    "way doubt need idea comment reason evidence proof sign trace indication question surprise time place word point "
    "use sense secret wonder stranger chance problem plan information detail response answer mention case choice "
    "decision date change difference difficulty trouble end help hurry limit exception incident".split()
)
"""Nouns of which nothing was said to be missing, or of which another's having some is no contrary."""

LIGHT = frozenset(
    map(
        stem,
        "say tell know want need think believe see hear make take have give get go come hold put bring call show keep "
        "let work help become seem appear happen respond comment answer reply name identify specify elaborate clear "
        "mean like feel look try use expect able allow include decide determine reach set find trust love hate hope "
        "plan try wish agree accept recognise remember forget understand realise notice".split(),
    )
)
"""Verbs that two reports may use of anything, or of which a "not yet" is no contrary."""

OPEN = lazy_regex(
    r"\b(?:whether|if|unless|until|may|might|could|would|should|can|possibl[ey]|potential|alleged(?:ly)?|"
    r"den(?:y|ies|ied)|reject\w*|rul(?:e[sd]?|ing)\s+out|without|risk\s+of|fear\w*|threat\w*|hope[sd]?|call(?:s|ed)?\s+for|"
    r"ask\w*|want\w*|plan(?:s|ned)?\s+to|due\s+to\s+be|expect\w*|rumou?rs?|speculat\w*|false(?:ly)?)\b",
    re.I,
)
"""What is not stated as done or there."""

ARTICLES = frozenset("a an the this that any each every his her its their our my your some first new".split())
"""What stands before a noun: "an offer" was not offered."""
