"""What engines/rules/alone, worth and choosing look for in English."""

import re

from briefing.regex import lazy_regex

DANGLING = lazy_regex(
    r"^[\"“‘']*(?:he|she|they|it|one (?=(?:also|and|had|has|in|is|of|on|said|says|told|was|who)\b)|another|"
    r"others|elsewhere|in (?:other|unrelated) (?:\w+ )?news|in an? (?:separate|unrelated)|"
    r"the (?:agency|company|firm|group|office|organi[sz]ation|regulator|supervisor|watchdog)"
    r"(?! (?:of|in|for|that|which|who|behind|on|at|from|to)\b|(?-i: [A-Z\d]))|"
    r"this|that|these|those|but|and|meanwhile|however|his|her|their|its|asked|nor|"
    r"as a result|on that occasion|by contrast|in response|for example|likewise|at the time|instead|either way|"
    r"now|earlier|also|speaking|"
    r"neither|both (?=(?:of them|sides|are|were|have|had|say|said|deny|denied|agree|agreed|did|do|will)\b)|the same|"
    r"(?:after|at|before|behind|beside|from|in|inside|near|on|under|with) (?:it|them|him|this|that)(?=,)|"
    r"(?:an?|\w+) (?:hour|day|week|month|year)s? (?:later|earlier)|"
    r"the (?:man|woman|latter|former|move|statement|report|decision|two|three))\b"
    r"|\b(?:yesterday|today|tomorrow|tonight|(?:last|next|this) (?:week|month|year|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day))\b|\b(?:by then\b|of (?:their|its|his|her) own[.!])"
    r"|\b(?:chart|graph|graphic|table|map|video|picture|photo|image|infographic|list|box)s? (?:below|above)\b"
    r"|, (?:they|both) (?:say|said|insist|insisted|claim|claimed|believe|add|added)\b|\bno such [a-z]+\b(?! as\b)"
    r"|^(?:(?!\b(?:after|and|because|but|that|when|which|while|who)\b)[^,;:]){3,70}\b(?:applauded|attacked|backed|"
    r"condemned|criticised|criticized|denied|denounced|dismissed|disputed|praised|rejected|supported|welcomed) "
    r"(?:it|them|this)\b"
    r"|\b(?:called|dismissed|made|makes|repeated|rejected|turned down|welcomed) the "
    r"(?:offer|remark|comment|announcement|statement|request|call|appeal|claim|promise|pledge|demand|accusation|"
    r"allegation|proposal|threat)s?\b(?! (?:that|of|for|by|from|made)\b)"
    r"|\b(?:the statement|it|which) (?:said|added)\b|\b(?:is|are|was|were) asked (?:whether|if|about)\b",
    re.I,
)
LEANING = lazy_regex(
    r"^[\"“‘']*(?:to (?:do|achieve|avoid|prevent) (?:this|that|so)\b|"
    r"(?:in|for|because of|despite|with|once|while|since|until|given|like|on top of) (?:this|that|these|those)\b"
    r"(?! (?:is|was|who|of|time of)\b)|"
    r"in (?:any|such|both|either|another|a similar|a related|a separate) "
    r"(?:case|event|incident|instance|sense|twist|way)s?\b|in an? [a-z]+ twist\b|"
    r"(?:specifically|which|plus|yeah|yes|well|okay|sure|similarly|conversely|instead|ironically|"
    r"secondly|thirdly|lastly|more(?:over| importantly)|worse|better still)\b(?! (?:the|known)\b)|"
    r"(?:perhaps|maybe)\b|"
    r"(?:first|second|third|next|then|here),|"
    r"(?:what[’']s|what is) more\b|be that as it may\b|as (?:it|you) (?:already )?(?:turns? out|know)\b|"
    r"as (?:mentioned|noted|described|explained)(?: above| before| earlier)?,|"
    r"here(?:[’']s| (?:is|are))\b|no need (?:for|to)\b|not long (?:ago|after)\b|"
    r"the (?:highlight|catch|idea|point|trick|upshot|problem|reason|answer|question|good news|bad news) "
    r"(?:here )?(?:is|was)\b|"
    r"the (?:agency|announcement|changes?|comments?|footage|incident|news|proposal|remarks|reports|revelations?|"
    r"services|spokes(?:man|woman|person)|vote)\b(?! (?:of|in|for|about|by|that|which|who|where|when|on|at|from|to|"
    r"between|made|shows?)\b|,|(?-i: [A-Z\d]))|"
    r"(?:in|on|since|by|until|at) (?:\w+ )?(?:\d{4}|\w+day|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: \d{1,4})?), (?:it|they)\b"
    r"(?! (?:is|was|were|has been|emerged|became|turned|seemed|appeared|took|will be)\b)|"
    r"\w+ed by [^,]{2,40}, (?:it|they)\b|"
    r"[^,.;:]{3,60} in question\b)",
    re.I)
"""How else a sentence begins that goes on from the one before it."""

GOES_ON = lazy_regex(
    r"^[^:“\"]{2,60}: [“\"](?:however|but|and|so|also|then|this|that|these|those|it|they|he|she|his|her|their|because|"
    r"which)\b", re.I)
"""A speaker's words that go on from those before them: "Holm: “However, it …”"."""

HOUSE = lazy_regex(
    r"\b(?:(?:daily|weekly|free|new|our|this) newsletter|subscribe|sign up (?:for|to|here)|follow us|check out|"
    r"(?:this|the) (?:article|story|post) (?:was|has been|is|originally|first)\b.{0,30}(?:updated|published|appeared|"
    r"written|corrected))\b|^(?:show hide|caption)\b", re.I)
"""What an outlet says of itself to its readers."""

CAPTION = lazy_regex(
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\b(?:attend|arrive at|arriving at|at) the scene\b|\bshows? (?:the|a|an)\b|"
    r"\b(?:file )?photo\b|\bpictured\b|^[A-Z][\w ]{2,30}: |^(?:image|photo|picture|video|watch|food alert)\b",
    re.I,
)
POINTING = lazy_regex(r"\b(?:such|this|that same)\s+[a-z]+", re.I)
POINTING_BACK = lazy_regex(r"\b(?:these|those)\s+(?!who\b|of\b|in\b)[a-z]+", re.I)
"""More than one thing that was told before; "this" may mean what the sentence itself has named."""

PRONOUN = lazy_regex(r"\b(?:he|she|him|his|her|hers)\b")
PERSON_NOUN = lazy_regex(
    r"\b(?:man|woman|boy|girl|driver|father|mother|president|minister|player|officer|worker|passenger|captain|coach|judge|"
    r"doctor|leader|official|spokesman|spokeswoman|chief|director|manager|child|son|daughter|husband|wife|uncle|teenager|"
    r"year-old|resident)\b",
    re.I,
)
STILL = lazy_regex(
    r"\b(?:as of writing|so far|(?:is|are) being \w+(?:ed|en|t)\b"
    r"|(?:is|are) (?:still )?(?:trying|searching|working|battling|racing)|under ?way|ongoing|"
    r"remains? (?:unknown|unclear|missing)|has been (?:contacted|approached) for|at this stage)\b",
    re.I,
)
"""What is so only for a while: in an earlier report it may be over."""

VAGUE = lazy_regex(
    r"\b(?:several|some|many|dozens|scores|a number of)\s+(?:of\s+)?(?:people\s+)?(?:were\s+|had\s+)?"
    r"(?:died|dead|killed|"
    r"injured|hurt|wounded|missing)\b",
    re.I,
)
NUMBERED = lazy_regex(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)"
    r"(?:-\w+)?\s+(?:\w+\s+){0,3}(?:died|dead|killed|injured|hurt|wounded|missing)\b",
    re.I,
)
APPOSED = lazy_regex(r"^[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+, (?:its|their)\b")
"""Somebody whose part in an organisation is told, and the organisation not named: "Erik Aamot, its chief"."""
