"""A day asked for in three boxes, as the NHS design system asks for dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

PARTS = ("day", "month", "year")
REAL_DAY = "Enter a real date, such as 27 3 2026"


class DayBoxes(forms.Widget):
    """Reads the three boxes of a field; the templates write them (templates/parts/fields.html.jinja)."""

    kind = "day"

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


class DayField(forms.Field):
    """A day, or None where it may be left out; not before `earliest`, said in its own words."""

    widget = DayBoxes

    def __init__(self, *, earliest: tuple[date, str] | None = None, **words: Any) -> None:
        super().__init__(**words)
        self.earliest = earliest

    def to_python(self, value: object) -> date | None:
        if isinstance(value, date):
            return value
        if not isinstance(value, tuple) or not any(value):
            return None
        day, month, year = value
        try:
            found = date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            raise forms.ValidationError(REAL_DAY) from None
        if not 1900 <= found.year <= 2200:
            raise forms.ValidationError(REAL_DAY)
        return found

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest[0]:
            raise forms.ValidationError(self.earliest[1])

    @staticmethod
    def boxes(value: object) -> tuple[str, ...]:
        """What stands in the three boxes for a value."""
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, tuple) else ("", "", "")


class DayThatHasCome(DayField):
    """A day that is not in the future, as of `today`."""

    def __init__(self, *, today: date, **words: Any) -> None:
        super().__init__(**words)
        self.today = today

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > self.today:
            raise forms.ValidationError("Enter a day that is not in the future")


def not_before(form: forms.Form, name: str, earliest: date, said: str) -> None:
    """Let no day before `earliest` be entered in a field of the form; `said` to whoever tries. TypeError where it takes no day."""
    field = form.fields[name]
    if not isinstance(field, DayField):
        raise TypeError(f"no day is entered in {name}")
    field.earliest = (earliest, said)
