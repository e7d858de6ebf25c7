"""What a document may put where an address, a name, a day or a text is expected, on purpose or by accident."""

LYING = {
    r"http://evil.example\@bbc.example/": "http://evil.example/@bbc.example/",
    r"http://evil.example\.bbc.example/": "http://evil.example/.bbc.example/",
    "http://evil.example/\n\nFake section\n------------\n": "http://evil.example/Fake%20section------------",
    "http://evil.example/\t\t?a\r\nBcc: x": "http://evil.example/?aBcc:%20x",
    "http://ev\nil.example/": "http://evil.example/",
    " \x00\x1f HTTP://Evil.Example ": "http://evil.example/",
    "HtTpS://EVIL.example:443/A?B#C": "https://evil.example/A?B#C",
    "http://evil.example:0080": "http://evil.example/",
    "http://evil.example:/x": "http://evil.example/x",
    "https://evil.example:8443/x": "https://evil.example:8443/x",
    "http://evil.example./": "http://evil.example/",
    "http://evil\u3002example\uff0f": None,
    "http://evil\u3002example/": "http://evil.example/",
    "http://\uff45\uff56\uff49\uff4c\uff0eexample/": "http://evil.example/",
    "http://evil.ex\u00adample/": "http://evil.example/",
    "http://b\u0431c.example/": "http://xn--bc-blc.example/",
    "http://m\u00fcnchen.example/stra\u00dfe": "http://xn--mnchen-3ya.example/stra%C3%9Fe",
    "http://fa\u00df.example": "http://xn--fa-hia.example/",
    "http://XN--MNCHEN-3YA.example/": "http://xn--mnchen-3ya.example/",
    "http://192.0.2.7/a": "http://192.0.2.7/a",
    "http://evil.example?@bbc.example/": "http://evil.example/?@bbc.example/",
    "http://evil.example#@bbc.example/": "http://evil.example/#@bbc.example/",
    "http://evil.example/\u202ecod.exe": "http://evil.example/%E2%80%AEcod.exe",
    "http://evil.example/\u2066a\u2028b\u00a0c": "http://evil.example/%E2%81%A6a%E2%80%A8b%C2%A0c",
    "http://evil.example/\"><script>x()</script>": "http://evil.example/%22%3E%3Cscript%3Ex()%3C/script%3E",
    "http://evil.example/'onclick='x()": "http://evil.example/%27onclick=%27x()",
    "http://evil.example/a)[b](http://bbc.example/": "http://evil.example/a)[b](http://bbc.example/",
    r"http://evil.example/a\b?c\d#e\f": "http://evil.example/a/b?c%5Cd#e%5Cf",
    "http://evil.example/%0A%0Ax%zz%": "http://evil.example/%0A%0Ax%zz%",
    "http://evil.example/\x00\x07\x1b[31m\x7f\x85": "http://evil.example/%00%07%1B[31m%7F%C2%85",
    "http://evil.example/\ud800": "http://evil.example/%EF%BF%BD",
    "http://evil.example/`{}|^": "http://evil.example/%60%7B%7D%7C%5E",
    "http://a_b.evil--x.example/": "http://a_b.evil--x.example/",
}
"""What a browser makes of it, in ASCII; None where nothing is."""

REFUSED = (
    "", " ", "http", "http:", "http://", "http:///", "http://[::1", "http://[::1]/", "https://a:b@[x]:99999/",
    "http://x\u2100y/", "http://x\u2488y/", "//bbc.example/x", "/news", "news.html", "www.bbc.example/x", "?a", "#a",
    "http:bbc.example", "http:/bbc.example", "http:///bbc.example", r"http:\\bbc.example", r"http:/\bbc.example",
    "http\u017f://bbc.example", "\u00a0http://bbc.example", "xhttp://bbc.example", "http ://bbc.example",
    "javascript:alert(1)", "JaVaScRiPt://bbc.example/%0Ax()", "data:text/html,<b>x</b>", "vbscript:x", "blob:http://a/b",
    "ftp://bbc.example/", "file:///etc/passwd", "mailto:a@bbc.example", "view-source:http://bbc.example/",
    "https://bbc.example@evil.example/", "https://bbc.example:x@evil.example/", "https://@evil.example/",
    "https://bbc.example%40@evil.example/", "http://bbc.example\uff20evil.example/",
    "http://%62bc.example/", "http://bbc%2eexample/", "http://evil.example%2f.bbc.example/", "http://%00/",
    "http://bbc .example/", "http://bbc.example /", "http://b\x00c.example/", "http://b\x7fc.example/",
    "http://b\u200dc.example/", "http://\u202ebbc.example/", "http://b\ud800c.example/", "http://b\ufffdc.example/",
    "http://bbc.example../", "http://.bbc.example/", "http://bbc..example/", "http://./", "http://../",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/",
    "http://1.2.3/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://a.0x/", "http://a.1/", "http://\uff11.1/",
    "http://bbc.example:99999/", "http://bbc.example:0/", "http://bbc.example:-1/", "http://bbc.example:8 0/",
    "http://bbc.example:\u0664\u0662/", "http://bbc.example:80:80/", "http://bbc.example:x/", "http://a:" + "9" * 5000,
    "http://xn--/", "http://xn--a.example/", "http://xn--mnchen-3y\u00e4.example/", "http://\u2603.example/",
    "http://<b>.example/", "http://\".example/", "http://'.example/", "http://a,b.example/", "http://$.example/",
    "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://bbc.example/" + "a" * 1_000_000,
    " " * 1_000_000, "http://" + "\u00fc" * 1900, "http://bbc.example/" + "\u00fc" * 700,
)

PIECES = ("http://", "https://", "HTTP://", "http:", "//", "/", "\\", "@", ":", "80", "443", "?", "#", ".", "..", "%",
          "%2e", "%00", "[", "]", "::1", "evil.example", "bbc.example", "xn--", "xn--mnchen-3ya", "0x7f", "127.0.0.1",
          "1", "\u3002", "\uff0e", "\u00fc", "\u0431", "\u00df", "\u2100", "\u00ad", "\u200d", "\u202e", " ", "\t",
          "\n", "\r", "\x00", "\x1f", "\x7f", "\"", "'", "<", ">", "|", "^", "`", "{", "}", "_", "-", "--", "a", "B",
          "é", "İ")
"""Of what addresses are put together at random."""

ADDRESSES = (*LYING, *(each for each in REFUSED if len(each) < 6_000))
WORDS = (
    "a\x00b", "\x1b[31mred\x1b[0m", "\x07\x08", "\u202egnp.elbat", "\u2066x\u2069", "\u2028\u2029", "\ufeff", "\x85",
    "&#xD800;&#0;&#x1F;", "&#10;&#10;Sources", "\\ud800", "\ufffd", "\U000e0041" * 50, "\ue000", "\ufdd0",
    "9999-99-99", "0000-00-00", "0000", "1000000-01-01", "2031-02-31", "31 February 2031", "2031-04-07T25:61:61+99:99",
    "-2031-04-07", "2031-13-01", "٢٠٣١-٠٤-٠٧", "0001-01-01", "12345678901234567890", "zz", "xx-XX", "qqq-!!", "e",
    "en-" + "x" * 5_000, "../../etc/passwd", "C:\\con", "=?nonsense?q?abc?=", "=?utf-8?b?!!!?=", "=?utf-8?q?=FF=FE?=",
    "=?idna?q?=FF?=", "=?utf-8?q?=0ABcc:_a?=", "1e999", "9" * 5_000, "9" * 400 + " people",
    "$" + "9" * 310 + " million",
    "²³ people", "½", "(" * 500, "[" * 500, "[a](http://evil.example)", "![](x)", "{{ 7*7 }}{% raw %}", "%s%n%(x)s",
    "<script>x()</script>", "<!--", "-->", "]]>", "---", "...", "|", "`" * 9, "<|endoftext|>", "\u2603" * 3_000,
    "a\u0301" * 3_000, "word " * 5_000, "A" * 1_000_000,
)
"""For every field of a document in turn, as `ADDRESSES` are."""

VALUES = (*ADDRESSES, *WORDS)

SHAPES = (12, -1, 1e308, True, None, [], {}, [[]], [{}], [None], {"name": None}, {"name": ["x"]}, {"name": {"name": 1}},
          [["x"]], [1, "x", {"name": 2}], {"@value": "x"}, {"@type": {"@type": []}}, ["x"] * 1_000, "\ud800", "a\x00b")
"""For every key of a page's JSON-LD: not what the schema says."""


def header_lines(field: str, value: str) -> str:
    """A report's own words about itself, one of them hostile."""
    known = {"title": "Quay at Velm is shut", "publisher": "Bay Post", "date": "2031-04-08", "author": "Ann Lee",
             "language": "en", "url": "https://bay.example/quay", "agency": "Bay Wire"}
    return "".join(f"{key}: {value if key == field else plain}\n" for key, plain in known.items())


FIELDS = ("title", "publisher", "date", "author", "language", "url", "agency")
TAGS = ('<meta property="og:title" content="{}">', '<meta property="og:site_name" content="{}">',
        '<meta name="author" content="{}">', '<meta property="article:published_time" content="{}">',
        '<meta property="og:url" content="{}">', '<link rel="canonical" href="{}">',
        '<meta property="og:locale" content="{}">', "<title>{}</title>", '<meta charset="{}">')
KEYS = ("@type", "@graph", "headline", "datePublished", "author", "publisher", "mainEntityOfPage")
BODY = ("The quay at Velm closed on Tuesday for repairs, officials said. Thirty-eight boats moved to the northern "
        "basin on Tuesday morning, and the café paid for a tug.")
REST = ("A second tug came from Lannick in the afternoon, and the harbour office kept its desk open until nine so that "
        "owners could ask where their boats lay and when the quay would be theirs again.")
"""With it a page is long enough for its extractor to look at it once; a shorter one takes it four times as long."""

GOOD = """Title: Library of Ostmark opens at night
Publisher: Ostmark Courier
Date: 2031-04-07

The library of Ostmark will open at night from Thursday, librarian Ida Brandt said. Its reading room has 62 seats.
The town pays 40,000 crowns a year for two guards, and the cellar stays closed.
"""


def page(head: str = "", body: str = BODY) -> str:
    """A page with an article."""
    return (f"<!doctype html><html><head>{head}</head><body><article><h1>Quay at Velm is shut</h1><p>{body}</p>"
            f"<p>{REST}</p></article></body></html>")
