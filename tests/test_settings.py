"""Where settings come from, and how a wrong one is told."""

from datetime import UTC, datetime

import pytest

from briefing.errors import UsageError
from briefing.settings import Settings, choose_engine, moment, read_settings

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
        "- mine.toml: tide is not a setting; the settings are engine, sentences, focus, language, chunk_tokens, "
        "containment, max_bytes, model, max_cost, price, concurrency, requests_per_minute, tokens_per_minute, "
        "call_seconds, run_seconds, reply_format, replies, workers, now",
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
