"""What engines/rules/detectors/hours looks for in English: the times of day that are written in words."""

from briefing.language.en.rules.counting import NUMBERS
from briefing.regex import lazy_regex

CLOCK = {word: number for word, number in NUMBERS.items() if number <= 12} | {
    **{str(number): number for number in range(1, 13)},
    "noon": 12,
    "midday": 12,
    "midnight": 0,
}
"""The hours a clock strikes, by the words for them."""

STEPS = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
"""The minutes past or to an hour, by the words for them."""

_HOUR = r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]|noon|midday|midnight)"
_PART = (
    r"(?:\s+(?:in\s+the|that|this|yesterday|on\s+\w+day|\w+day)\s+(?:early\s+)?(?P<part>morning|afternoon|evening|night)|"
    r"\s+at\s+(?P<night>night))"
)
_END = r"(?=[,.;:)]|$|\s+(?:on|when|as|local|yesterday|that|this|and|by|but|in)\b)"

SPOKEN = (
    lazy_regex(
        rf"\b(?P<step>half|(?:a\s+)?quarter|(?:five|ten|twenty|twenty-five)(?:\s+minutes|(?=\s+past)))\s+(?P<way>past|to)\s+{_HOUR}\b{_PART}?"
    ),
    lazy_regex(rf"\b{_HOUR}\s+o[’']\s?clock\b{_PART}?"),
    lazy_regex(rf"\b{_HOUR}{_PART}"),
    lazy_regex(rf"\b(?:just|shortly|soon)\s+(?:after|before)\s+{_HOUR}\b{_PART}?{_END}"),
)
"""Forms of a spoken hour, the surer ones first."""
