"""What engines/rules/detectors/rebuttals looks for in English."""

import re

from briefing.regex import lazy_regex
from briefing.text.words import terms

_NAMED = (
    r"(?:\w+\s+)?(?:accounts?|accusations?|allegations?|charges?|claims?|criticism|descriptions?|figures?|idea|notion|reports?|"
    r"reproach(?:es)?|rumou?rs?|statements?|stor(?:y|ies)|suggestions?|suspicions?|theor(?:y|ies)|versions?)"
)
_SAID = (
    rf"(?:this|that|these|those|the|such|any|all|both|his|her|their|its)\s+{_NAMED}(?!\s+(?:of|that|about|by|from)\b)"
)
POINTED = lazy_regex(
    r"\b(?:denie[sd]|deny|dispute[sd]?|reject(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?|contest(?:s|ed)?|"
    r"refute[sd]?|rebut(?:s|ted)?|challenge[sd]?)\s+"
    rf"(?:(?:it|this|that|them)(?=\s*(?:[.,;:”\"]|$|and\b|but\b|on\b|as\b|\w+ly\b))|{_SAID}\b)|"
    r"\b(?:call(?:s|ed)?|describe[sd]?)\s+(?:it|this|that|them|" + _SAID + r")\s+(?:as\s+)?"
    r"[\"“‘']?(?:\w+ly\s+)?[\"“‘']?(?:an?\s+|pure\s+|complete\s+|utter\s+)*(?:lies?|fabricat\w+|inventions?|nonsense|untrue|false\w*|absurd|baseless|rubbish|"
    r"fiction|slander|propaganda|wrong|misleading|fantas\w+|ridiculous|unfounded|groundless)\b|"
    rf"\b(?:it|this|that|{_SAID})\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?(?:untrue|false|baseless|wrong|nonsense|unfounded|"
    r"a\s+lie|lies|invented|fabricated|groundless|not\s+true|not\s+correct|incorrect)\b",
    re.I,
)
"""What turns down the words before it: "denied this", "called the account a lie"."""

OTHERWISE = lazy_regex(
    r"\bno\s+such\b|\bnothing\s+of\s+the\s+(?:kind|sort)\b|\bthe\s+(?:reverse|(?:exact\s+)?opposite)(?=\W*(?:$|is\b|was\b)|[.,;:])|"
    r"\b(?:say|says|said|think|thinks|believe|believes|suggest|suggests|show|shows)\s+(?:quite\s+)?otherwise\b|"
    r"\b(?:an?other|a\s+(?:very\s+|quite\s+|rather\s+)?different)\s+(?:account|version|story|picture)\b",
    re.I,
)
"""What says the contrary of the words before it."""

NOTHING = lazy_regex(
    r"\b(?:no|none|nothing|nobody|no\s+one|never|not|neither|nor|without|[a-z]+n[’']t)\b(?!\s+(?:\w+\s+){0,2}(?:deny|denies|denied|doubts?|doubted|"
    r"disputes?|disputed|question)\b)(?!\s+(?:to\b|comment|longer|only|"
    r"immediate(?:ly)?\s+(?:comment|respon\w+)|respond|answer|say|details?|doubt|date|yet\s+clear|clear|known|later|less|"
    r"more|fewer|matter|wonder|just|because|alone|even|until|name[sd]?|want|give|available))\b(?P<what>[^.;“\"]{0,70})",
    re.I,
)
"""What denies, with what it reaches."""

UNDECIDED = lazy_regex(
    r"\b(?:nothing|no\s+(?:final\s+|such\s+)?(?:decision|agreement|penalty|date|contract|order|proceedings?|investigation|"
    r"application|request|verdict|ruling|fine|charges?|plans?|permission|approval))\s+(?:of\s+the\s+kind\s+)?"
    r"(?:has|had|was|were|have|is|are)\s+(?:yet\s+)?(?:been\s+)?(?:yet\s+)?(?:\w+ly\s+)?"
    r"(?:agreed|approved|brought|decided|filed|fixed|granted|imposed|issued|lodged|made|opened|ordered|reached|received|"
    r"requested|set|settled|signed|submitted|taken|under\s+way)\b|"
    r"\b(?:still|as\s+yet)\s+(?:at\s+an\s+early\s+stage|awaited|awaiting|pending|open|undecided|under\s+(?:review|discussion|"
    r"consideration|examination)|being\s+(?:examined|considered|discussed|studied|negotiated))\b|\bput\s+off\b|"
    r"\b(?:has|have|had|was|were|is|are)\s+(?:merely|only|simply|just)\s+(?:been\s+)?(?:asked|proposed|suggested|considered|"
    r"discussed|invited|requested|told|examin\w+)\b|\byet\s+to\s+(?:be\s+)?(?:agreed?|approved?|decided?|sign(?:ed)?|settled?|made|"
    r"taken|begin|begun)\b",
    re.I,
)
"""What leaves open what another has as done."""

DECIDED = lazy_regex(
    r"\b(?:will|has|have|had|is\s+to|are\s+to|was|were|decided|approved|agreed|signed|fined|granted|ordered|rejected|threw\s+out|"
    r"dismissed|chose|suspected|accused|charged|sold|bought|banned|sacked|appointed|opened|closed|ended|submitted|filed|withdrew|set)\b"
)
"""What is told as done, or as sure to come."""

BACK = lazy_regex(r"\b(?:he|she|it|they|him|her|them|his|its|their|such)\b", re.I)
"""Words that point back to the sentence before."""

ASIDE = frozenset(
    "about after against as at because before between by during for from in into of on since to under until when where "
    "while with within".split()
)
"""What ends the thing that is denied: "no warning before the water came"."""

TURN = lazy_regex(r"\b(?:but|although|though|while|whereas|despite)\b", re.I)
"""Before what says the contrary: the sentence has its own claim."""

SHOWING = lazy_regex(
    r"^(?P<who>(?:[\w’'-]+\s+){0,4}(?:minutes|records?|documents?|files?|logs?|e-?mails?|letters?|papers?|photos?|photographs?|"
    r"footage|videos?|data|registers?|calendars?|books|figures|statistics|recordings?|transcripts?))\s+"
    r"(?:\w+ly\s+)?(?:show|shows|showed|indicate|indicates|give|gives|gave|has|have|says?|suggests?)\b",
    re.I,
)
"""Papers that speak for themselves."""

_SUBJECT = (
    r"^(?P<who>(?:[\w’'&.-]+,?\s+){1,9}?)"
    r"(?:(?:also|later|however|meanwhile|immediately|quickly|on\s+\w+day|has|have|had),?\s+)*"
)
FOR = lazy_regex(
    _SUBJECT
    + r"(?:praise[sd]?|applaud(?:s|ed)?|welcome[sd]?|hail(?:s|ed)?|congratulate[sd]?|support(?:s|ed)?|back(?:s|ed)?|"
    r"greet(?:s|ed)?|endorse[sd]?|cheer(?:s|ed)?|commend(?:s|ed)?|laud(?:s|ed)?|defend(?:s|ed)?|celebrate[sd]?|"
    r"approve[sd]?\s+of|(?:was|were|is|are)\s+(?:delighted|pleased|enthusiastic|relieved|satisfied|full\s+of\s+praise)|"
    r"paid\s+tribute)\b"
)
AGAINST = lazy_regex(
    _SUBJECT
    + r"(?:critici[sz]e[sd]?|attack(?:s|ed)?|denounce[sd]?|condemn(?:s|ed)?|slam(?:s|med)?|blast(?:s|ed)?|decrie[sd]|"
    r"deplore[sd]?|oppose[sd]?|lambast(?:s|ed|es)?|protest(?:s|ed)?|reject(?:s|ed)?|regret(?:s|ted)?|mock(?:s|ed)?|"
    r"ridicule[sd]?|"
    r"(?:was|were|is|are)\s+(?:unimpressed|dismayed|appalled|disappointed|angry|outraged|furious|sceptical|skeptical)|"
    r"(?:called?|described?|branded|dubbed|spoke\s+of)\s+[^.;]{0,60}?\b(?:shame\w*|disgrace\w*|scandal\w*|insult\w*|"
    r"outrage\w*|disaster|farce|betrayal|mistake|dangerous|irresponsible|unacceptable|stolen|cowardly|too\s+little|a\s+joke|"
    r"cynical|arrogant|hypocri\w+|inadequate|a\s+step\s+back\w*|reckless|unfair|illegal|provocation|appalling))\b"
)
"""How somebody takes something, well or ill: the subject, then the verb."""

GRANTED = lazy_regex(r"\b(?:granted|approved|accepted|allowed|cleared|authori[sz]ed|backed|upheld)\b", re.I)
REFUSED = lazy_regex(
    r"\b(?:dismissed|rejected|refused|turned\s+down|withdrawn|blocked|thrown\s+out|overturned|vetoed)\b(?!\s+(?:him|her|them)\b)",
    re.I,
)
SETTLED = lazy_regex(r"\b(?:decided|agreed|signed|voted\s+to|resolved)\b", re.I)
PUT_OFF = lazy_regex(r"\b(?:put\s+off|postponed|shelved|adjourned|deferred|cancell?ed|called\s+off)\b", re.I)
"""What is granted and what is refused, what is decided and what is put off: of one matter only one is so."""

HEARD = lazy_regex(
    r"^(?P<who>(?:the|an?|his|her|its|their|[A-Z])[^.;:]{0,60}?)\s(?:has\s+|had\s+)?(?:heard|told|tells|gives?|gave|has|remembers?|recalls?)\s+"
    r"(?=(?:the\s+(?:reverse|(?:exact\s+)?opposite)|(?:quite\s+)?(?:an?other|a\s+(?:very\s+)?different)\s+"
    r"(?:account|version|story|picture))\b)",
    re.I,
)
"""Somebody who has it otherwise, without a verb of saying."""

DEMANDED = lazy_regex(r"\b(?:demand|urge|ask|call)(?:s|ed|ing)?\b", re.I)
"""A claim that is a wish or a name for something: no "not" denies it."""

GENERIC = terms("people residents police officials")
"""Speakers of whom a report has many."""

UNDOUBTED = lazy_regex(
    r"\b(?:no|not|nobody|no\s+one|never|cannot|nor|[a-z]+n[’']t)\s+(?:\w+\s+){0,2}"
    r"(?:deny|denies|denied|doubts?|doubted|disputes?|disputed|questions?|questioned)\b",
    re.I,
)
"""A "no" by which a reply agrees."""
