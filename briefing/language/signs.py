"""Signs of units and currencies, which every language writes alike."""

from briefing.language.reading import NumberKind

SIGNS: dict[str, tuple[NumberKind, str]] = {
    "%": ("percent", "%"),
    "‰": ("percent", "‰"),
    "°": ("measure", "degree"),
    "°C": ("measure", "°C"),
    "°F": ("measure", "°F"),
    "C": ("measure", "°C"),
    "F": ("measure", "°F"),
    **{
        unit: ("measure", unit)
        for unit in (
            "m km cm mm dm nm µm km² m² cm² m³ cm³ km/h m/s mph kg g mg µg t ha l ml cl dl W kW MW GW TW kWh MWh GWh "
            "TWh V Hz kHz MHz GHz kbps Mbps Gbps bit kB MB GB TB hPa bar rad"
        ).split()
    },
    **{letters: ("measure", unit) for letters, unit in (
        ("km2", "km²"), ("m2", "m²"), ("m3", "m³"), ("sq km", "km²"), ("ft", "ft"), ("lb", "lb"), ("L", "l"),
        ("h", "hour"), ("Km", "km"), ("KM", "km"), ("Kg", "kg"), ("μm", "µm"), ("cc", "cm³"), ("KB", "kB"),
    )},
    **{sign: ("sum", unit) for sign, unit in (
        each.split("=") for each in (
            "€=EUR $=USD £=GBP ¥=JPY ₽=RUB ₹=INR ₩=KRW ₺=TRY ₪=ILS ₴=UAH ₿=BTC ₾=GEL ₫=VND ₱=PHP ₦=NGN ฿=THB ₡=CRC "
            "₲=PYG ₵=GHS ₸=KZT ₼=AZN ৳=BDT zł=PLN 元=CNY 円=JPY Kč=CZK Ft=HUF ¢=CENT ரூ=LKR"
        ).split()
    )},
}  # fmt: skip
"""What stands behind a number in any language, in just these letters."""

_LONGEST = max(map(len, SIGNS))


def sign_at(text: str, start: int) -> tuple[NumberKind, str, int] | None:
    """Kind and unit of the longest sign that begins there, and where it ends; None within a word."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        end = start + length
        if (known := SIGNS.get(text[start:end])) and not _goes_on(text[end : end + 1]):
            return *known, end
    return None


def _goes_on(letter: str) -> bool:
    """Whether a letter makes a sign a part of a word; in a script that does not part words none does."""
    return (letter.isalnum() and not "\u3040" <= letter <= "\u9fff") or letter in _UP


_UP = frozenset("²³")
