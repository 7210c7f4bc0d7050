"""A time of day, asked for in one box and said as the NHS content guide writes times: 9am, 2:30pm, midday.

Read as people write it: 9am, 9:30, 2.30pm, 14:00, 1400, midday. What could be morning or afternoon is asked about, not guessed.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms

REAL_TIME = "Enter a time, such as 9am, 2:30pm or 14:00"
# A day's work begins at seven: 2:30 may be meant for the afternoon, and nobody calls a meeting for 2:30 in the night.
_FIRST_HOUR = 7
_NAMED = {"midday": time(12), "noon": time(12), "12noon": time(12), "midnight": time(0)}
_HALF_DAY = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5][0-9]))?([ap])\.?m\.?")
_WHOLE_DAY = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])|([01][0-9]|2[0-3])([0-5][0-9])")


def in_words(value: time) -> str:
    """9am, 2:30pm, midday, midnight."""
    if value.minute == 0 and value.hour % 12 == 0:
        return "midday" if value.hour else "midnight"
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def time_of(written: str) -> time:
    """The time that somebody wrote. ValidationError for what is none, and for what may be in the morning or after midday."""
    said = "".join(written.lower().split())
    if said in _NAMED:
        return _NAMED[said]
    if half := _HALF_DAY.fullmatch(said):
        return time(int(half[1]) % 12 + 12 * (half[3] == "p"), int(half[2] or 0))
    whole = _WHOLE_DAY.fullmatch(said.removesuffix("hrs"))
    if whole is None:
        raise forms.ValidationError(REAL_TIME)
    return _of_the_day(whole[1] or whole[3], int(whole[2] or whole[4]))


def _of_the_day(hour: str, minute: int) -> time:
    found = time(int(hour), minute)
    if len(hour) == 1 and 0 < found.hour < _FIRST_HOUR:
        after = time(found.hour + 12, minute)
        raise forms.ValidationError(f"Say whether you mean {in_words(found)} or {in_words(after)}")
    return found


class TimeOfDayField(forms.CharField):
    """A time of day, or None where it may be left out."""

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        return time_of(written) if written else None
