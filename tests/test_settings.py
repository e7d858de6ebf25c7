"""Where settings come from, and how a wrong one is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.settings import Settings, choose_engine, moment, read_settings, replies_path

EARLY = datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_flags_win_over_environment_over_toml_over_defaults() -> None:
    """Each layer replaces what it names and leaves the rest."""
    toml = 'sentences = 1\nworkers = 2\nfocus = "who paid"'
    settings = read_settings({"sentences": "3"}, {"BRIEFING_SENTENCES": "2", "BRIEFING_WORKERS": "4"}, toml)
    assert settings == Settings(sentences=3, workers=4, focus="who paid")


def test_every_problem_is_reported_at_once() -> None:
    """One line for each, the place first, the value as it was given, the cure last."""
    toml = 'sentences = "many"\nsentence = 3\ntide = 1\ncontainment = 2\nfocus = 4'
    environ = {"BRIEFING_WORKERS": "0", "BRIEFING_UNKNOWN": "x"}
    with pytest.raises(UsageError) as caught:
        read_settings({"engine": "magic", "now": "soon", "workers": "none"}, environ, toml, "mine.toml")
    assert str(caught.value).splitlines() == [
        "the settings can't be used:",
        "- mine.toml: sentence is not a setting; did you mean sentences?",
        "- mine.toml: tide is not a setting; the settings are engine, sentences, focus, story, most_stories, language, "
        "chunk_tokens, containment, publishers, exclude, same_source, own_source, max_bytes, max_characters, "
        "follow_links, since, fields, ocr, allow_private, contact, pages, model, max_cost, price, concurrency, "
        "requests_per_minute, "
        "tokens_per_minute, call_seconds, run_seconds, reply_format, replies, workers, now",
        "- mine.toml: sentences: 'many' is not a whole number; give 1 or more",
        "- mine.toml: focus: 4 is not a text; put it in quotes",
        "- mine.toml: containment: 2 is not a share above 0 and up to 1, as in 0.5",
        "- BRIEFING_WORKERS: '0' is too small; give 1 or more",
        "- --engine: 'magic' is none of auto, openai or extractive",
        "- --workers: 'none' is not a whole number; give 1 or more",
        "- --now: 'soon' is not an ISO time, as in 2026-11-21T07:00:00Z",
    ]


def test_a_setting_nobody_knows_is_refused_from_python_too() -> None:
    """`briefing.write(paths, sentence=3)` is a slip that must not pass in silence."""
    with pytest.raises(UsageError, match=r"--sentence is not a setting; did you mean sentences\?"):
        read_settings({"sentence": 3}, {})


def test_a_file_that_is_no_toml_is_told() -> None:
    """The message has the place of the fault."""
    with pytest.raises(UsageError, match=r"mine.toml: not TOML: .*line 1.*; write settings as in sentences = 25"):
        read_settings({}, {}, "sentences: 25", "mine.toml")


@pytest.mark.parametrize("value", [True, 1.5, "1.5", "٣", ""])
def test_only_a_whole_number_is_one(value: object) -> None:
    """TOML's true is not 1, and a fraction is not cut."""
    with pytest.raises(UsageError, match="is not a whole number; give 1 or more"):
        read_settings({"sentences": value}, {})


def test_an_empty_text_is_none() -> None:
    """BRIEFING_FOCUS= unsets the focus of the file."""
    environ = {"BRIEFING_FOCUS": " "}
    assert read_settings({}, environ, 'focus = "x"') == Settings()


def test_times_are_kept_in_utc() -> None:
    """A zone is honoured; none means UTC; TOML's own times will do."""
    assert read_settings({"now": "2026-11-21T08:00:00+01:00"}, {}).now == EARLY
    assert read_settings({"now": "2026-11-21T07:00:00"}, {}).now == EARLY
    assert read_settings({}, {}, "now = 2026-11-21T07:00:00Z").now == EARLY


def test_now_comes_from_the_setting_then_the_epoch_then_the_clock() -> None:
    """Output that repeats needs a time that does."""
    clock = datetime(2027, 1, 1, 12, 0, 0, 999, tzinfo=UTC)
    epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert moment(Settings(now=EARLY), epoch, lambda: clock) == EARLY
    assert moment(Settings(), epoch, lambda: clock) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert moment(Settings(), {}, lambda: clock) == datetime(2027, 1, 1, 12, tzinfo=UTC)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH: 'x' is not a count of seconds"):
        moment(Settings(), {"SOURCE_DATE_EPOCH": "x"}, lambda: clock)


@pytest.mark.parametrize(("environ", "chosen"), [
    ({}, ("extractive", "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; the embedded engine writes")),
    ({"OPENAI_API_KEY": ""},
     ("extractive", "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; the embedded engine writes")),
    ({"OPENAI_API_KEY": "k"}, ("openai", "OPENAI_API_KEY is set; gpt-4.1-mini writes")),
    ({"OPENAI_BASE_URL": "http://localhost/v1"}, ("openai", "OPENAI_BASE_URL is set; gpt-4.1-mini writes")),
])
def test_auto_says_which_engine_it_takes_and_why(environ: dict[str, str], chosen: tuple[str, str]) -> None:
    """Nobody has to guess who wrote."""
    assert choose_engine(Settings(), environ) == chosen


def test_an_engine_that_is_not_there_is_not_replaced_in_silence() -> None:
    """Who asks for a model gets one or an error; who asks for none is sent to none, whatever key is set."""
    with pytest.raises(UsageError, match="--engine: 'openai' needs OPENAI_API_KEY, or OPENAI_BASE_URL"):
        choose_engine(Settings(engine="openai"), {})
    assert choose_engine(Settings(engine="openai", model="m"), {"OPENAI_API_KEY": "k"}) == ("openai", "m writes")
    assert choose_engine(Settings(engine="extractive"), {"OPENAI_API_KEY": "k"})[0] == "extractive"


@pytest.mark.parametrize(("name", "value", "read"), [
    ("max_cost", "2.50", 2.5), ("max_cost", 3, 3.0), ("max_cost", 0, 0.0),
    ("price", "0.40/1.60", (0.4, 1.6)), ("price", " 0 / 0 ", (0.0, 0.0)),
    ("model", " llama3.1:8b ", "llama3.1:8b"), ("requests_per_minute", "500", 500), ("replies", "", None),
])  # fmt: skip
def test_money_prices_and_names_are_read(name: str, value: object, read: object) -> None:
    """From TOML as from a flag."""
    assert getattr(read_settings({name: value}, {}), name) == read


@pytest.mark.parametrize(("name", "value", "cure"), [
    ("max_cost", "much", "is not a sum in US dollars, as in 2.50"),
    ("max_cost", "-1", "is not a sum in US dollars, as in 2.50"),
    ("max_cost", "nan", "is not a sum in US dollars, as in 2.50"),
    ("max_cost", "inf", "is not a sum in US dollars, as in 2.50"),
    ("max_cost", True, "is not a sum in US dollars, as in 2.50"),
    ("price", "0.40", 'is not a price, input before output in US dollars a million tokens, as in "0.40/1.60"'),
    ("price", "1/2/3", 'is not a price, input before output in US dollars a million tokens, as in "0.40/1.60"'),
    ("price", "a/b", 'is not a price, input before output in US dollars a million tokens, as in "0.40/1.60"'),
    ("model", " ", "is empty; give a name"),
    ("reply_format", "xml", "is none of auto, schema, object or text"),
    ("call_seconds", 0, "is too small; give 1 or more"),
])  # fmt: skip
def test_what_is_no_money_price_or_name_is_told(name: str, value: object, cure: str) -> None:
    """The value as it was given, and what one looks like."""
    with pytest.raises(UsageError) as caught:
        read_settings({}, {}, f"{name} = {str(value).lower() if value is True else repr(value)}", "x.toml")
    assert str(caught.value).splitlines()[1] == f"- x.toml: {name}: {value!r} {cure}"


@pytest.mark.parametrize(("replies", "environ", "path"), [
    (None, {"HOME": "/home/me"}, "/home/me/.cache/briefing/replies.sqlite"),
    (None, {"HOME": "/home/me", "XDG_CACHE_HOME": "/var/cache/me"}, "/var/cache/me/briefing/replies.sqlite"),
    (None, {"HOME": "/home/me", "XDG_CACHE_HOME": "not/absolute"}, "/home/me/.cache/briefing/replies.sqlite"),
    ("mine.sqlite", {"HOME": "/home/me"}, "mine.sqlite"),
    ("off", {"HOME": "/home/me"}, None),
])  # fmt: skip
def test_where_replies_are_kept(replies: str | None, environ: dict[str, str], path: str | None) -> None:
    """The user's cache folder, another file, or nowhere."""
    assert replies_path(Settings(replies=replies), environ) == (Path(path) if path else None)


@pytest.mark.parametrize("given", ["title=Headline, text = Body Text", {"title": "Headline", "text": "Body Text"}])
def test_columns_are_named_by_a_text_or_a_table(given: object) -> None:
    """On the command line and in a file."""
    assert read_settings({"fields": given}, {}).fields == (("title", "Headline"), ("text", "Body Text"))


@pytest.mark.parametrize(("name", "value", "problem"), [
    ("fields", "Headline", "is not what columns are called, as in title=Headline,text=Body"),
    ("fields", "", "is not what columns are called"), ("fields", {"title": 3}, "is not what columns are called"),
    ("fields", "headline=Title", "has 'headline'; what a column can hold is text, title, date, publisher, url, author, "
                                 "language"),
    ("since", "yesterday", "is not a day, as in 2026-11-01"), ("since", "2026-02-30", "is not a day")])
def test_a_day_or_column_that_is_none_is_told(name: str, value: object, problem: str) -> None:
    """With what it could be."""
    with pytest.raises(UsageError) as caught:
        read_settings({name: value}, {})
    assert problem in str(caught.value)
