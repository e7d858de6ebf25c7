"""Live pages: each entry with its time; what only looks like one."""

from briefing.sources import html

HEAD = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><main><h1>{title}</h1>"""


def page(title: str, posts: str) -> bytes:
    """A page of these posts."""
    return (HEAD.format(title=title) + posts + "</main></body></html>").encode()


def post(time: str, heading: str, text: str, tag: str = "div") -> str:
    """One entry."""
    return (f'<{tag} class="post"><time datetime="2031-05-06T{time}:00Z">{time}</time><h2>{heading}</h2>'
            f"<p>{text}</p></{tag}>")


NEWEST_FIRST = (
    post("17:30", "Most of the lamps burn", "All but 40 lamps on the quay burn again, the harbour master says.")
    + post("12:10", "Two hurt", "Two dockers were hurt when a crane fell on the quay, the guard says.")
    + post("09:00", "Quay dark", "Some 700 lamps on the quay went out, the harbour master says.")
)


def test_each_entry_keeps_its_time_and_loses_its_heading() -> None:
    """In the order of the page; a mark where each begins."""
    found = html.extract(page("Storm live: the quay", NEWEST_FIRST))
    assert found.text.split("\n\n") == [
        "All but 40 lamps on the quay burn again, the harbour master says.",
        "Two dockers were hurt when a crane fell on the quay, the guard says.",
        "Some 700 lamps on the quay went out, the harbour master says.",
    ]
    assert [mark for _, mark in found.marks] == ["2031-05-06 17:30", "2031-05-06 12:10", "2031-05-06 09:00"]
    assert [found.text[place:place + 4] for place, _ in found.marks] == ["All ", "Two ", "Some"]


def test_what_stands_before_the_entries_stays() -> None:
    """An introduction is text without a time."""
    lead = "<p>The storm reached the harbour in the night and the guard closed both of its moles at once.</p>"
    found = html.extract(page("Sturm im Liveticker", lead + NEWEST_FIRST.replace("div", "article")))
    assert found.text.startswith("The storm reached the harbour in the night")
    assert found.marks[0][0] > 0


def test_a_report_with_times_beside_its_links_is_no_live_page() -> None:
    """Neither are headlines with times."""
    text = "".join(f"<p>{line}</p>" for line in (
        "The council of Lannick voted on Monday to rebuild the outer mole, which broke in the storm of last week.",
        "The work begins in June and will cost 4.5 million euros, the harbour master told the members of the council.",
        "Two fishing boats that were lost in the storm have been found by divers, the guard said on Monday evening."))
    links = "".join(f'<li><time datetime="2031-05-06T0{n}:00Z">0{n}:00</time> <a href="/{n}">Pier shut</a></li>'
                    for n in range(5))
    assert html.extract(page("Council votes for mole", f"<article>{text}</article><ul>{links}</ul>")).marks == ()
    assert html.extract(page("Live: council votes", f"<article>{text}</article><ul>{links}</ul>")).marks == ()


def clocked(*times: str) -> bytes:
    """A page of entries whose times are printed without a day."""
    told = ("All but 40 lamps on the quay burn again, the harbour master says.",
            "Two dockers were hurt when a crane fell on the quay, the guard says.",
            "Some 700 lamps on the quay went out, the harbour master says.")
    day = '<meta property="article:published_time" content="2031-05-06T06:00:00Z">'
    posts = "".join(f'<div class="entry"><span class="at">{at}</span><p>{text}</p></div>'
                    for at, text in zip(times, told, strict=True))
    return page("Storm live: the quay", posts).replace(b"<head>", b"<head>" + day.encode())


def test_times_without_a_day_are_of_the_pages_own_day() -> None:
    """As clocks are printed in several languages; the time is no line of the text."""
    for times in (("17:30", "12:10", "09:00"), ("17.30 Uhr", "12.10 Uhr", "9.00 Uhr"),
                  ("5.30pm GMT", "12.10pm", "9:00am")):
        found = html.extract(clocked(*times))
        assert [mark for _, mark in found.marks] == ["2031-05-06 17:30", "2031-05-06 12:10", "2031-05-06 09:00"]
        assert found.text.startswith("All but 40 lamps")
        assert times[0] not in found.text


def test_times_that_run_over_midnight_tell_no_day() -> None:
    """Which of them is of the day before nobody can tell."""
    assert html.extract(clocked("09:00", "23:10", "01:30")).marks == ()
