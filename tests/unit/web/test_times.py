"""A time of day, as people write it and as the NHS content guide does."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "meant", "said"),
    [
        ("9am", time(9), "9am"),
        ("9:30", time(9, 30), "9:30am"),
        ("14:00", time(14), "2pm"),
        ("2.30pm", time(14, 30), "2:30pm"),
        (" 2:30 P.M. ", time(14, 30), "2:30pm"),
        ("02:30", time(2, 30), "2:30am"),
        ("0930", time(9, 30), "9:30am"),
        ("1730hrs", time(17, 30), "5:30pm"),
        ("12pm", time(12), "midday"),
        ("Midday", time(12), "midday"),
        ("12 noon", time(12), "midday"),
        ("12am", time(0), "midnight"),
        ("12:15am", time(0, 15), "12:15am"),
        ("0:15", time(0, 15), "12:15am"),
        ("12.05", time(12, 5), "12:05pm"),
    ],
)
def test_a_time_is_read_as_people_write_it_and_said_as_the_nhs_does(
    written: str, meant: time, said: str
) -> None:
    from joinedup.web.times import in_words, time_of

    assert time_of(written) == meant
    assert in_words(meant) == said


@given(st.times())
def test_every_minute_of_the_day_is_read_as_it_is_said(of_day: time) -> None:
    from joinedup.web.times import in_words, time_of

    minute = of_day.replace(second=0, microsecond=0)
    assert time_of(in_words(minute)) == minute
    assert time_of(f"{minute:%H:%M}") == minute


@pytest.mark.parametrize(
    "written",
    ["9", "24:00", "9:60", "13pm", "0am", "at nine", "9:3", "٩am", "9am or 10am", "9" * 40, "-1:30"],
)
def test_what_is_no_time_is_said_to_be_none(written: str) -> None:
    from django.core.exceptions import ValidationError

    from joinedup.web.times import time_of

    with pytest.raises(ValidationError, match="Enter a time, such as 9am, 2:30pm or 14:00"):
        time_of(written)


@pytest.mark.parametrize(("written", "either"), [("2:30", "2:30am or 2:30pm"), ("6.00", "6am or 6pm")])
def test_what_may_be_morning_or_afternoon_is_asked_about(written: str, either: str) -> None:
    from django.core.exceptions import ValidationError

    from joinedup.web.times import time_of

    with pytest.raises(ValidationError, match=f"Say whether you mean {either}"):
        time_of(written)
