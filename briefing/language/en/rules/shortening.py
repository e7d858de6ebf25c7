"""What engines/rules/shortening looks for in English."""

import re

from briefing.language.en.rules.attribution import SAY
from briefing.regex import lazy_regex

INTRODUCED = lazy_regex(rf"^(?P<intro>[^\"“”]*?)\b(?:{SAY})[^\"“”]{{0,40}}[:,]\s+(?P<quote>[\"“].*[\"”])$")
ESSENTIAL = lazy_regex(
    rf"\b(?:{SAY}|according|not|never|no|none|without|but|although|though|unless|if|may|might|could|however|allegedly|"
    r"reportedly|believed|suspected|expected|except|only|denied|quoted|whether|because|so|would)\b|n[’']t\b",
    re.I,
)
TRAILING = lazy_regex(
    r"(?:,|\s[–—-]+)\s+(?=(?:which|who|whose|where|including|following|amid|with|such as|a move|\w{3,}ing)\b)"
)
SUBORDINATE = lazy_regex(
    r"^(?:while|as|when|after|before|if|although|though|since|because|despite|amid|with|in|on|at|both)\b", re.I
)
VERB = lazy_regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|took|made|"
    r"went|came|gave|got|saw|left|found|held|put|set|led|met|won|lost|fell|rose|began|became|brought|sent|kept|paid|sold|"
    r"bought|hit|cut|ran|broke|sank|shot|struck|\w{2,}ed)\b"
)
