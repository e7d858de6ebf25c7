"""The words of numbers, currencies and measures."""

ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
         "seventeen": 17, "eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SMALL = {"zero": 0, **ONES, **TEENS, **TENS}
SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6, "billion": 1e9,
    "bn": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12, "lakh": 1e5, "crore": 1e7}
ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
            "eleventh": 11, "twelfth": 12, "twentieth": 20, "hundredth": 100}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
MONEY = {"$": "$", "us$": "$", "usd": "$", "dollar": "$", "buck": "$", "£": "£", "gbp": "£", "pound": "£", "€": "€",
         "eur": "€", "euro": "€", "¥": "¥", "yen": "¥", "₹": "₹", "rs": "₹", "rupee": "₹", "₽": "₽", "rouble": "₽",
         "ruble": "₽", "yuan": "yuan", "renminbi": "yuan", "won": "won", "₩": "won", "franc": "franc",
         "afghani": "afghani", "lira": "lira", "peso": "peso", "riyal": "riyal", "rial": "rial", "dirham": "dirham",
         "shekel": "shekel", "krona": "krona", "kronor": "krona", "krone": "krone", "kroner": "krone", "rand": "rand",
         "naira": "naira", "dinar": "dinar", "ringgit": "ringgit", "baht": "baht", "hryvnia": "hryvnia",
         "cent": "cent", "pence": "penny"}
# Unit: the forms it is written in, as a pattern.
UNITS = {
    "m": r"m|met(?:re|er)s?", "km": r"km|kms|kilomet(?:re|er)s?", "cm": r"cm|centimet(?:re|er)s?",
    "mm": r"mm|millimet(?:re|er)s?", "ft": r"ft|foot|feet", "inch": r"inch(?:es)?", "yard": r"yards?|yds?",
    "mile": r"miles?", "km²": r"(?:square|sq\.?)[ -](?:km|kilomet(?:re|er)s?)|km2|km²",
    "m²": r"(?:square|sq\.?)[ -](?:m|met(?:re|er)s?)|m2|m²", "sq mile": r"(?:square|sq\.?)[ -]miles?",
    "sq ft": r"(?:square|sq\.?)[ -](?:ft|foot|feet)",
    "km/h": r"km/h|kmh|kph|k(?:m|ilomet(?:re|er)s?) (?:per|an) hour", "mph": r"mph|miles (?:per|an) hour",
    "m/s": r"m/s|met(?:re|er)s (?:per|a) second", "knot": r"knots?", "ton": r"tons?",
    "tonne": r"tonnes?|metric tons?", "kg": r"kg|kgs|kilos?|kilogram(?:me)?s?", "g": r"g|gram(?:me)?s?",
    "lb": r"lbs?", "ounce": r"ounces?|oz", "litre": r"lit(?:re|er)s?", "gallon": r"gallons?", "barrel": r"barrels?",
    "hectare": r"hectares?|ha", "acre": r"acres?", "second": r"seconds?|secs?", "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?", "day": r"days?", "week": r"weeks?", "month": r"months?", "year": r"years?|yrs?",
    "decade": r"decades?", "century": r"centur(?:y|ies)", "degree": r"degrees?|°",
    "°C": r"°\s?C|degrees (?:C|Celsius)|C", "°F": r"°\s?F|degrees (?:F|Fahrenheit)|F", "MW": r"MW|megawatts?",
    "GW": r"GW|gigawatts?", "kWh": r"kWh", "volt": r"volts?", "GB": r"GB|gigabytes?", "MB": r"MB|megabytes?",
    "TB": r"TB|terabytes?"}
