"""What engines/rules/detectors/counting and the modules it reads figures with look for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import term

CLAUSE = lazy_regex(
    r"[,;:()–—]|\s(?:and|but|while|whereas|when|after|before|which|who|that|because|although|as)\s|[.!?]\s"
)
PEOPLE = frozenset(
    term(w)
    for w in "people persons individuals passengers children workers soldiers victims women men dead patients pupils "
    "students civilians bodies survivors crew fans villagers residents migrants tourists pilgrims visitors revellers "
    "revelers partygoers party-goers spectators demonstrators protesters guests attendees supporters customers users "
    "others".split()
)
"""Whom one counts as people, whatever a report calls them."""

ANYBODY = frozenset(map(term, "people persons individuals victims dead patients passengers survivors others".split()))
"""All of them, where "children" or "bodies" are some."""

SOME = frozenset(map(term, "children women men girls boys babies infants toddlers bodies corpses".split()))
"""A part of those whom something befell, by age or sex, or what was seen of them."""

REMAINS = frozenset("bodies corpses".split())
"""What somebody saw or found of the dead."""

FATES = tuple(
    term(w)
    for w in "killed injured hospital rescued trapped missing arrested evacuated displaced infected sacked homeless "
    "stranded aboard gathered protested attended crowd expected".split()
)
"""What becomes of people, as the terms of one word each."""

AGENTS = frozenset(
    "rescuers attackers killers gunmen bombers police officers firefighters ambulances hospitals clinics".split()
)
GROUPS = frozenset("families couples households".split())
"""Counted by themselves, each of them several people."""

FORCES = frozenset(map(term, "soldiers troops".split()))
"""Agents too, but where they are said to have died, been hurt or gone missing."""

LIVES = frozenset({"life", "lives"})
LOST = lazy_regex(
    r"\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|t(?:ake|akes|aken|aking|ook)|los(?:e|es|t|ing))\s+(?:\w+\s+){0,3}$", re.I
)
"""Before a count of lives: those who died. Lives are saved and changed too."""

HARM = lazy_regex(r"^\s+\w+\s+(?:(?:was|were|are|is|have|has|had|been|being|feared|left|still|who)\s+)*$")
"""Between a count and what befell those counted."""

HARM_OF_TRADE = lazy_regex(
    r"^\s+(?:\w+\s+){1,3}(?:(?:was|were|are|is|have|has|had|been|being|feared|left|still|who)\s+)*$"
)
"""The same where a trade has two words: "six ski tourers were killed"."""

SUFFERED = lazy_regex(r"^\s+\w+\s+(?:(?:was|were|have|has|had|been|are|being)\s+)+\w+")
"""Behind a count of those who act: something was done to them."""

VERSION = lazy_regex(r"\b(?:UPDATE|CORRECTED|REFILE)\s+$")
CAPACITY = lazy_regex(
    r"\b(?:certified|licen[sc]ed|capacity|up\s+to|maximum|limit\w*|allowed|room\s+for|designed)\b", re.I
)
HOLDS = lazy_regex(
    r"\b(?:certified|licen[sc]ed|capacity|designed|room)\s+(?:\w+\s+){0,2}?(?:for|of|to)\b|\b(?:holds?|seats|accommodates?)\s+"
    r"(?:(?:up|to|about|some|around|more|than|only|just)\s+)*\d", re.I
)
SEATS = frozenset({"seats", "places", "spectators", "fans", "berths"})
"""How many people there is room for."""

LASTING = lazy_regex(
    r"\b(?:sentence[ds]?|sentencing|jail(?:ed)?|prison|banned|bans?|suspended|suspension|contracts?|deal|lease[ds]?|"
    r"freeze|frozen|pledge[ds]?|term|mandate|licen[sc]e|truce|ceasefire|guarantee[ds]?|moratorium|commit\w*|promis\w*)\b",
    re.I,
)
"""What is given for a time: how long anything else has lasted grows from report to report."""

SINCE = lazy_regex(r"^\s+(?:ago|later|earlier|old|before|after)\b", re.I)
TAKEN = lazy_regex(r"\b(?:took|taken|taking|takes?|picked|pulled|hauled|lifted|brought|got)\s+(?:on\s+board\s+|up\s+)?"
                   r"(?:(?:about|around|some|at\s+least|more\s+than|another)\s+)?$", re.I)
"""Before a count of people whom somebody took aboard: no count of those who were."""

LIMIT = lazy_regex(r"\b(?:caps?|capped|quotas?|limits?|limited|ceilings?|maximum)\b", re.I)
LEVELS = {
    "lowest": lazy_regex(
        r"(?:\b(?:fell|fall(?:s|en|ing)?|dropp?(?:ed|ing|s)|dipped|slid|plunged|tumbled|sank|slump\w*|down)\b[^.;]{0,25}?\bto|"
        r"\blows?\s+of|\bas\s+low\s+as|\bbottom\w*\s+(?:out\s+)?at)\s+(?:about\s+|around\s+|just\s+)?$", re.I),
    "highest": lazy_regex(
        r"(?:\b(?:peak(?:ed)?|highs?|record)\s+(?:of|at)|\bas\s+high\s+as)\s+(?:about\s+|around\s+|just\s+)?$", re.I),
}
"""Before a sum: how low or high something went."""

GRAVE = lazy_regex(
    r"\b(?:serious(?:ly)?|critical(?:ly)?|life-threatening|severe(?:ly)?|minor|slight(?:ly)?|grave(?:ly)?)\b", re.I
)
PARTIAL = lazy_regex(
    r"^\W*(?:more\s+[a-z]|of\s+\d|(?:more\s+)?(?:of\s+(?:them|whom|those|these|the|its|their|his)|others?\b|each\b|apiece|a\s+piece|per\b|of\s+which))"
    r"|^\s*(?:percentage\s+)?points?\b",
    re.I,
)
OF_THEM = lazy_regex(r"\s+of\s+(?:them|whom|those|these)\b")
"""Behind a percentage: it is of others that are counted."""

OTHERS = lazy_regex(r"^\W*others?\b", re.I)
OWN_PART = lazy_regex(
    r"['’]s\s+(?:own\s+)?(?:dead|injured|victims|wounded|share|part)\s+(?:are|were|is|was|number\w*)\s*$", re.I
)
BEFORE_PART = lazy_regex(
    r"(?:\banother|\bother|\bfurther|\badditional|\bextra|\bincluding|\bamong\s+them|\beach\s+of|\bevery|\bper|\bfirst|\blast|"
    r"\d\s+(?:in|of)|\bremaining|\bnext|\bonly\s+other)\s+(?:\w+\s+)?$",
    re.I,
)
OTHER_TIME = lazy_regex(r"\b(?:years?\s+ago|decades?\s+ago|last\s+year|previous(?:ly)?|earlier\s+this\s+year)\b", re.I)
ORIGIN = lazy_regex(
    r"\b(?:dat(?:es?|ing)\s+(?:from|back\s+to)|since|(?:built|opened|founded|established|born|completed|erected|created|"
    r"formed|constructed|introduced|adopted|passed)(?:\s+to\s+\w+)?\s+in)\s+(?:early\s+|late\s+|about\s+|around\s+)?",
    re.I,
)
"""Before a year: it is that in which something began, and no time of what is told."""

COINS = frozenset({"crown", "crowns"})
"""Money of several countries, where there are many."""

MANY_COINS = 1000
"""How many."""

HAPPENED = frozenset(
    term(w)
    for w in "crash accident derailed explosion fire shooting attack launch happened occurred incident quake collapse "
    "struck hit erupted capsized began started broke blast collision sank landed crashed took".split()
)
FALLEN = lazy_regex(
    r"\b(?:(?:went|came|gone|going)\s+down|(?:gave|giving|given)\s+way|br(?:oke|eaks?|eaking)\s+(?:loose|out|off)|"
    r"moment\s+of|first\s+(?:smoke|flames?|shots?|alarm)|rang\s+out|caught\s+fire|went\s+off)\b", re.I)
UNTIL = lazy_regex(r"(?:\b(?:by|until|till)|(?<!shortly\s)(?<!just\s)(?<!soon\s)\bbefore)\s+$", re.I)
CALLED = lazy_regex(
    r"\b(?:under\s+control|called|call|alerted|arriv\w+|notified|phoned|reached|rang|dispatched|as\s+of|deadline|open(?!ed\s+fire)\w*|clos\w+)\b",
    re.I,
)
VAGUE = {
    "several": (3, 12),
    "dozens": (20, 120),
    "scores": (30, 200),
    "hundreds": (150, 1500),
    "thousands": (1500, 20000),
    "few": (2, 9),
    "handful": (3, 8),
    "couple": (2, 3),
    "many": (3, 1e9),
    "some": (2, 1e9),
    "tens": (20, 99),
    "millions": (1.5e6, 1e9),
    "dozen": (11, 13),
}
MANY = {"tens": 15, "dozens": 20, "scores": 30, "hundreds": 150}
"""What "of thousands" behind a word makes of them, at least."""

ONE_SPAN = lazy_regex(
    r"\b(?:for|within|last(?:ed|ing)?|took|takes?|at\s+least|nearly|almost|more\s+than|less\s+than|under|over|about)\s+"
    r"(?P<span>an?\s+(?P<unit>second|minute|hour|day|week|month|year|fortnight|decade))\b"
    r"(?!\s+(?:ago|later|earlier|before|after|old|of\s+the)\b)", re.I
)
"""A length of time without a number: "for a month"."""

UNITS_OF_MANY = {"fortnight": ("day", 14.0), "decade": ("year", 10.0)}

NAMED_HOURS = lazy_regex(r"\b(?:(?P<noon>noon|midday)|midnight)\b", re.I)
AGED = lazy_regex(r"\bage[ds]?\s+(?:\w+,\s+)*\w+,?\s+(?:and|or|to)\s+$", re.I)
"""Before the last of several ages: "aged 19 and"."""

BELOW = lazy_regex(
    r"[^,;:.!?]{3,25}?\s+(?:(?:below|beneath|under)\s+(?:the\s+)?(?:ground|surface|earth|sea|water)\w*|underground)\b",
    re.I,
)
"""From a length on: how far below ground it is."""

DEPTH_OF = lazy_regex(r"\bdepths?\s+of\s+(?:(?:about|around|some|nearly|at\s+least|more\s+than)\s+)?$", re.I)

JOBS = frozenset("jobs posts positions".split())
CUT = lazy_regex(
    r"\b(?:cut(?:s|ting)?|ax(?:e|es|ed|ing)|shed(?:s|ding)?|slash(?:es|ed|ing)?|los(?:e|es|t|ing|s\s+of)|"
    r"eliminat(?:e|es|ed|ing)|"
    r"cost(?:s|ing)?|scrap(?:s|ped|ping)?)\s+(?:(?:up\s+to|about|around|some|nearly|another)\s+)*$",
    re.I,
)
GONE = lazy_regex(
    r"\s+\w+\s+(?:(?:will|would|are\s+to|were\s+to|to|are|were|is|may|could|have\s+been|be|being|set\s+to)\s+)*"
    r"(?:go|lost|cut|axed|shed|slashed|scrapped|disappear|eliminated|at\s+risk)\b",
    re.I,
)
"""Before and behind a count of jobs: that they are lost."""

CARRYING = lazy_regex(
    r"\bcarr(?:y|ies|ied|ying)\s+(?:(?:about|around|some|nearly|more\s+than|at\s+least|up\s+to)\s+)?$", re.I
)
"""Before a count of people: they are aboard."""

MAGNITUDE_OF = lazy_regex(r"\bmagnitude\s+(?:of\s+|was\s+|at\s+)?(?:(?:about|around|preliminary)\s+)?$", re.I)
MAGNITUDE = lazy_regex(r"^[\s-]magnitude\b", re.I)
AFTERSHOCK = lazy_regex(r"\b(?:aftershocks?|foreshocks?|earlier|previous|last\s+(?:year|month|week)|\d{4})\b", re.I)
"""In a sentence on the strength of another quake."""

RANKED = lazy_regex(r"^\s+(?P<what>floor|storey|story|minute)\b", re.I)
"""What is told by its rank: "the 14th floor"."""

TIMES = lazy_regex(r"\s+times?\b")
MULTIPLE = lazy_regex(r"\s+times?\s+(?:as|the|more|less|\w+er)\b")
"""Behind a number: how often as large something is, and not how often it was done."""

AS_OF = lazy_regex(r"\s*(?:as\s+of)")
"""Behind a time of day: when a report was written."""

SIDES = frozenset("under underneath".split())
"""Behind a measure: where it lies, and not what was measured."""

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(), 1
    )
}
"""The numbers that are written in words."""
