"""For whom a care model is, said as somebody would say it aloud."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("application")


@pytest.mark.parametrize(
    ("eligible", "said"),
    [
        (
            "age >= 18 and long_term_conditions >= 3 and emergency_admissions_12m >= 1",
            "People aged 18 or over with 3 or more long-term conditions and 1 or more emergency admissions in the last 12 months",
        ),
        ("age > 64 and age < 80", "People aged over 64 and under 80"),
        ("gp_consultations_12m = 0", "People with 0 GP consultations in the last 12 months"),
        ("age <= 17", "People aged up to 17"),
        (
            "sex = 'female' and age >= 50",
            "Sex as recorded: female; age in whole years on the day: 50 or more",
        ),
        ("age >= 65 or care_home", "age >= 65 or care_home"),
        ("shoe_size >= 9", "shoe_size >= 9"),
    ],
)
def test_ages_and_counts_are_one_phrase_and_any_other_rule_is_said_part_by_part(
    eligible: str, said: str
) -> None:
    from joinedup.web.people.whom import whom_in_words

    assert whom_in_words(eligible) == said
