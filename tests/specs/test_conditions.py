"""Which conditions a person has"""

from tests.support.spec import SpecRunner

CONDITION = """
    condition_number | code_list           | condition                      | title                  | counts_for_years
    1                | charlson            | diabetes-with-complications    | Diabetes, complicated  |
    2                | charlson            | diabetes-without-complications | Diabetes               |
    3                | elixhauser          | alcohol-abuse                  | Alcohol abuse          |
    4                | long-term-condition | cancer                         | Cancer                 | 5
    5                | long-term-condition | heart-failure                  | Heart failure          |
"""
CONDITION_CODE = """
    code_list           | condition                      | code_system | code     | matches
    charlson            | diabetes-with-complications    | icd10       | E102     | prefix
    charlson            | diabetes-without-complications | icd10       | E109     | prefix
    elixhauser          | alcohol-abuse                  | icd10       | I426     | prefix
    long-term-condition | heart-failure                  | icd10       | I50      | prefix
    long-term-condition | heart-failure                  | snomed      | 84114007 | exact
    long-term-condition | cancer                         | icd10       | C50      | prefix
"""
CODES = """
    code_system | code     | condition_number
    icd10       | E102     | 1
    icd10       | E109     | 2
    icd10       | C509     | 4
    icd10       | I500     | 5
    snomed      | 84114007 | 5
"""
WEIGHTS = """
    condition_number | code_list           | milder_number
    1                | charlson            | 2
    2                | charlson            |
    4                | long-term-condition |
    5                | long-term-condition |
"""


def test_an_icd10_code_stands_for_every_condition_whose_prefix_it_starts_with(step: SpecRunner) -> None:
    """I42.6, alcoholic cardiomyopathy, is in two lists of the published tables; K70.3 is in none given here."""
    step.answers(
        "code_condition",
        given={
            "diagnosis": """
                person_id | code_system | code
                1         | icd10       | I426
                2         | icd10       | I5001
                3         | icd10       | I5
                4         | icd10       | K703
            """,
            "condition": CONDITION,
            "condition_code": CONDITION_CODE
            + """
                long-term-condition | heart-failure | icd10 | I426 | prefix
            """,
        },
        expect="""
            code_system | code  | condition_number
            icd10       | I426  | 3
            icd10       | I426  | 5
            icd10       | I5001 | 5
        """,
    )


def test_a_snomed_code_stands_for_a_condition_only_when_it_is_the_same_concept(step: SpecRunner) -> None:
    step.answers(
        "code_condition",
        given={
            "diagnosis": """
                person_id | code_system | code
                1         | snomed      | 84114007
                1         | snomed      | 841140071
                1         | icd10       | 84114007
            """,
            "condition": CONDITION,
            "condition_code": CONDITION_CODE,
        },
        expect="""
            code_system | code     | condition_number
            snomed      | 84114007 | 5
        """,
    )


def test_a_person_has_a_condition_from_the_day_it_is_first_recorded_anywhere(step: SpecRunner) -> None:
    """A problem in a GP record has no contact; a diagnosis in hospital has one."""
    step.answers(
        "person_condition",
        given={
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 77         | 2022-05-01  | icd10       | I500
                1         |            | 2020-02-03  | snomed      | 84114007
                1         | 78         | 2023-01-09  | icd10       | I500
                2         |            | 2021-01-01  | snomed      | 84114007
                2         |            |             | icd10       | C509
            """,
            "code_condition": CODES,
            "condition": CONDITION,
            "condition_weight": WEIGHTS,
        },
        expect="""
            person_id | condition     | first_recorded_on | last_recorded_on | recorded_rows | in_problem_list | at_contact
            1         | heart-failure | 2020-02-03        | 2023-01-09       | 3             | yes             | yes
            2         | heart-failure | 2021-01-01        | 2021-01-01       | 1             | yes             | no
        """,
    )


def test_a_milder_form_stops_counting_the_day_after_a_more_severe_one_is_recorded(step: SpecRunner) -> None:
    """A score as of a day uses what was recorded before it, so both change on the same day."""
    step.answers(
        "person_condition",
        given={
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 5          | 2020-01-01  | icd10       | E109
                1         | 6          | 2021-06-30  | icd10       | E102
                1         | 7          | 2022-06-30  | icd10       | E102
                2         | 8          | 2020-01-01  | icd10       | E109
            """,
            "code_condition": CODES,
            "condition": CONDITION,
            "condition_weight": WEIGHTS,
        },
        expect="""
            person_id | condition                      | first_recorded_on | ends_before
            1         | diabetes-without-complications | 2020-01-01        | 2021-07-01
            1         | diabetes-with-complications    | 2021-06-30        |
            2         | diabetes-without-complications | 2020-01-01        |
        """,
    )


def test_a_condition_that_counts_for_some_years_ends_that_long_after_it_was_first_recorded(
    step: SpecRunner,
) -> None:
    """Cancer counts when it was first recorded in the last five years; a later record does not start it anew."""
    step.answers(
        "person_condition",
        given={
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 5          | 2016-02-29  | icd10       | C509
                1         | 6          | 2020-06-30  | icd10       | C509
            """,
            "code_condition": CODES,
            "condition": CONDITION,
            "condition_weight": WEIGHTS,
        },
        expect="""
            person_id | condition | first_recorded_on | last_recorded_on | ends_before
            1         | cancer    | 2016-02-29        | 2020-06-30       | 2021-03-01
        """,
    )


def test_the_register_holds_long_term_conditions_from_the_day_after_they_were_recorded(
    step: SpecRunner,
) -> None:
    step.answers(
        "long_term_condition",
        given={
            "person_condition": """
                person_id | condition_number | code_list           | condition     | first_recorded_on | ends_before
                1         | 5                | long-term-condition | heart-failure | 2020-02-03        |
                1         | 4                | long-term-condition | cancer        | 2016-02-29        | 2021-03-01
                1         | 2                | charlson            | diabetes      | 2016-02-29        |
            """,
            "condition": CONDITION,
        },
        expect="""
            person_id | condition     | title         | starts_on  | ends_before
            1         | heart-failure | Heart failure | 2020-02-04 |
            1         | cancer        | Cancer        | 2016-03-01 | 2021-03-01
        """,
    )
