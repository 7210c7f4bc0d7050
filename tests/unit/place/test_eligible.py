"""Who is eligible: what may be said, and how anything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.place.eligible import Eligible, EligibleError, Refusal, read_eligible
from joinedup.place.person_columns import PERSON_COLUMNS


def passing(text: str) -> Eligible | None:
    try:
        return read_eligible(text)
    except EligibleError:
        return None


def refusals(text: str) -> tuple[Refusal, ...]:
    with pytest.raises(EligibleError) as error:
        read_eligible(text)
    return error.value.refusals


def test_an_expression_over_person_columns_passes_and_says_what_it_reads() -> None:
    eligible = read_eligible("AGE >= 18 and (long_term_conditions >= 3 or not care_home) -- agreed in March")
    assert eligible.sql == "age >= 18 AND (long_term_conditions >= 3 OR NOT care_home)"
    assert eligible.columns == ("age", "care_home", "long_term_conditions")


@pytest.mark.parametrize(
    "text",
    [
        "care_home",
        "age between 65 and 74",
        "segment in ('frailty', 'dementia')",
        "risk_of_emergency_admission >= 0.3",
        "coalesce(cambridge, 0) > 1.5",
        "deprivation_quintile is not null",
        "emergency_admissions_12m * 2 + admissions_12m > -1",
        "greatest(charlson, 0) <> 2",
    ],
)
def test_comparisons_arithmetic_and_the_listed_functions_pass(text: str) -> None:
    assert read_eligible(text).columns


def test_a_misspelt_column_is_refused_with_the_nearest() -> None:
    (refusal,) = refusals("long_term_condition >= 3")
    assert refusal.found == "long_term_condition"
    assert refusal.nearest == "long_term_conditions"
    assert all(column in refusal.expected for column in PERSON_COLUMNS)


def test_everything_wrong_is_told_at_once() -> None:
    assert [refusal.nearest for refusal in refusals("agee > 1 and segmnt = 'x' and sex = 'femal'")] == [
        "age",
        "segment",
        "female",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "age in (select person_id from person)",
        "exists (select 1)",
        "age > (select max(age) from person)",
        "read_csv('/etc/passwd') = 1",
        "age > 1; drop table person",
        "select 1",
        "copy person to 'x'",
        "person.age > 1",
        "age > ?",
        "age > $1",
        "cast(age as varchar) = '1'",
        "case when age > 1 then true end",
        "sex like 'f%'",
        "random() > 0.5",
        "current_date > 1",
        "*",
        "",
        "age > 1 and",
        "((((",
        "age is 3",
        "null",
        "(" * 400 + "age" + ")" * 400 + " > 1",
        "not " * 400 + "care_home",
    ],
)
def test_anything_but_columns_values_and_listed_functions_is_refused(text: str) -> None:
    assert refusals(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("age", "age >= 1"),
        ("age >= '18'", "a number beside a text"),
        ("age and care_home", "this is a number"),
        ("sex + 1 > 2", "this is a text"),
        ("greatest(age, 'a') > 1", "a number beside a text"),
    ],
)
def test_values_of_unlike_kinds_are_told_apart(text: str, words: str) -> None:
    assert words in " ".join(refusal.expected for refusal in refusals(text))


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["age", ">", "1", "and", "(", ")", "not", "'a'", ",", "in", "--"])).map(
        " ".join
    )
)
def test_whatever_is_written_it_passes_or_is_refused_in_words(text: str) -> None:
    passed = passing(text)
    if passed:
        assert read_eligible(passed.sql) == passed
    else:
        assert refusals(text)
