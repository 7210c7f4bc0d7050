"""What a form is given when it is made: choices for a field in which something is chosen, a first day for one that takes days."""

from __future__ import annotations

from datetime import date

import pytest

pytestmark = pytest.mark.usefixtures("application")


def test_only_what_is_offered_can_be_chosen() -> None:
    from django import forms

    from joinedup.web.choices import offer

    def sent(chosen: str) -> forms.Form:
        form = type("Which", (forms.Form,), {"which": forms.ChoiceField()})({"which": chosen})
        offer(form, "which", ((letter, letter.upper()) for letter in "ab"))
        return form

    assert sent("b").is_valid()
    assert not sent("c").is_valid()


def test_a_day_before_the_first_is_refused_in_the_words_given() -> None:
    from django import forms

    from joinedup.web.days import DayField, not_before

    def sent(day: int) -> forms.Form:
        words = {"on-day": str(day), "on-month": "4", "on-year": "2026"}
        form = type("When", (forms.Form,), {"on": DayField()})(words)
        not_before(form, "on", date(2026, 4, 6), "Not before the tax year")
        return form

    assert sent(6).is_valid()
    assert sent(5).errors == {"on": ["Not before the tax year"]}


def test_a_text_is_given_neither_choices_nor_a_first_day() -> None:
    from django import forms

    from joinedup.web.choices import offer
    from joinedup.web.days import not_before

    form = type("Said", (forms.Form,), {"said": forms.CharField()})()
    with pytest.raises(TypeError, match="nothing is chosen in said"):
        offer(form, "said", [])
    with pytest.raises(TypeError, match="no day is entered in said"):
        not_before(form, "said", date(2026, 4, 6), "")
