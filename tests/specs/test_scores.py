"""Scores of illness and frailty"""

from tests.support.spec import SpecRunner

SCORE_DATES = """
    as_of      | year_ends_before
    2022-04-01 | 2023-04-01
    2023-04-01 |
"""
CONDITION = """
    condition_number | code_list           | condition
    1                | charlson            | metastatic-cancer
    2                | charlson            | cancer
    3                | elixhauser          | obesity
    4                | elixhauser          | heart-failure
    5                | long-term-condition | dementia
    6                | segment             | pregnancy
"""
WEIGHTS = """
    condition_number | code_list           | charlson | charlson_quan_2011 | elixhauser | cambridge | milder_number
    1                | charlson            | 6        | 6                  |            |           | 2
    2                | charlson            | 2        | 2                  |            |           |
    3                | elixhauser          |          |                    | -4         |           |
    4                | elixhauser          |          |                    | 7          |           |
    5                | long-term-condition |          |                    |            | 2.5       |
"""
CODES = """
    code_system | code | condition_number
    icd10       | C787 | 1
    icd10       | C509 | 2
    icd10       | E669 | 3
    icd10       | I500 | 4
    icd10       | F000 | 5
"""
FRAILTY = """
    code | points
    F00  | 7.1
    R29  | 3.6
    W19  | 3.2
"""


def test_a_condition_weighs_in_every_score_of_its_code_list(step: SpecRunner) -> None:
    """The severe form's row names the milder one that it takes the place of; a segment's conditions weigh nothing."""
    step.answers(
        "condition_weight",
        given={
            "condition": CONDITION,
            "score_weight": """
                score              | code_list           | condition         | weight | replaces
                charlson           | charlson            | metastatic-cancer | 6      | cancer
                charlson           | charlson            | cancer            | 2      |
                charlson-quan-2011 | charlson            | metastatic-cancer | 6      | cancer
                charlson-quan-2011 | charlson            | cancer            | 2      |
                elixhauser         | elixhauser          | obesity           | -4     |
                elixhauser         | elixhauser          | heart-failure     | 7      |
                cambridge          | long-term-condition | dementia          | 2.5    |
            """,
        },
        expect=WEIGHTS,
    )


def test_a_score_adds_the_weights_of_the_conditions_that_count_on_the_day(step: SpecRunner) -> None:
    """Recorded on the day itself is too late; a condition past its last day no longer counts."""
    step.answers(
        "person_score",
        given={
            "person_condition": """
                person_id | condition_number | code_list           | first_recorded_on | ends_before
                1         | 2                | charlson            | 2020-01-01        | 2022-06-01
                1         | 1                | charlson            | 2022-05-31        |
                1         | 3                | elixhauser          | 2020-01-01        |
                1         | 4                | elixhauser          | 2022-04-01        |
                1         | 5                | long-term-condition | 2022-03-31        |
            """,
            "condition_weight": WEIGHTS,
            "score_date": SCORE_DATES,
        },
        expect="""
            person_id | as_of      | charlson | charlson_quan_2011 | elixhauser | elixhauser_conditions | hospital_frailty | cambridge | long_term_conditions
            1         | 2022-04-01 | 2        | 2                  | -4         | 1                     | 0                | 2.5       | 1
            1         | 2023-04-01 | 6        | 6                  | 3          | 2                     | 0                | 2.5       | 1
        """,  # noqa: E501
    )


def test_a_person_with_frailty_points_alone_has_a_row_and_one_with_nothing_has_none(step: SpecRunner) -> None:
    step.answers(
        "person_score",
        given={
            "hospital_frailty": """
                person_id | as_of      | hospital_frailty
                2         | 2023-04-01 | 7.1
            """,
            "person_condition": """
                person_id | condition_number | code_list | first_recorded_on
                3         | 6                | segment   | 2020-01-01
            """,
            "condition_weight": WEIGHTS,
            "score_date": SCORE_DATES,
        },
        expect="""
            person_id | as_of      | charlson | elixhauser | hospital_frailty | cambridge | long_term_conditions
            2         | 2023-04-01 | 0        | 0          | 7.1              | 0         | 0
        """,
    )


def test_a_three_character_category_gives_its_frailty_points_once_however_often_recorded(
    step: SpecRunner,
) -> None:
    """F00.0 and F00.9 are both F00. Points come from emergency admissions only: not from planned ones, nor from GPs."""
    step.answers(
        "hospital_frailty",
        given={
            "contact": """
                contact_id | person_id | kind      | began     | starts_on
                1          | 1         | admission | emergency | 2022-06-01
                2          | 1         | admission | emergency | 2022-09-01
                3          | 1         | admission | elective  | 2022-10-01
                4          | 1         | emergency-department | | 2022-10-02
            """,
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 1          | 2022-06-01  | icd10       | F000
                1         | 1          | 2022-06-01  | icd10       | F009
                1         | 2          | 2022-09-01  | icd10       | F000
                1         | 2          | 2022-09-01  | icd10       | R296
                1         | 3          | 2022-10-01  | icd10       | W19
                1         | 4          | 2022-10-02  | icd10       | W19
                1         |            | 2022-10-02  | icd10       | W19
            """,
            "frailty_code": FRAILTY,
            "score_date": SCORE_DATES,
        },
        expect="""
            person_id | as_of      | hospital_frailty
            1         | 2023-04-01 | 10.7
        """,
    )


def test_frailty_looks_back_two_years(step: SpecRunner) -> None:
    """An admission on the first day of the two years counts, one the day before does not."""
    step.answers(
        "hospital_frailty",
        given={
            "contact": """
                contact_id | person_id | kind      | began     | starts_on
                1          | 1         | admission | emergency | 2020-04-01
                2          | 2         | admission | emergency | 2020-03-31
            """,
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 1          | 2020-04-01  | icd10       | F000
                2         | 2          | 2020-03-31  | icd10       | F000
            """,
            "frailty_code": FRAILTY,
            "score_date": SCORE_DATES,
        },
        expect="""
            person_id | as_of      | hospital_frailty
            1         | 2022-04-01 | 7.1
        """,
    )


def test_a_stay_in_hospital_is_scored_on_its_own_diagnoses(step: SpecRunner) -> None:
    """Cancer gives way to cancer that has spread at the same stay only; a stay with no listed code scores 0."""
    step.answers(
        "admission_score",
        given={
            "contact": """
                contact_id | person_id | kind       | starts_on
                1          | 1         | admission  | 2022-06-01
                2          | 1         | day-case   | 2022-09-01
                3          | 1         | admission  | 2022-10-01
                4          | 1         | admission  | 2022-11-01
                5          | 1         | outpatient | 2022-12-01
            """,
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 1          | 2022-06-01  | icd10       | C787
                1         | 1          | 2022-06-01  | icd10       | C509
                1         | 1          | 2022-06-01  | icd10       | F000
                1         | 1          | 2022-06-01  | icd10       | F009
                1         | 2          | 2022-09-01  | icd10       | C509
                1         | 2          | 2022-09-01  | icd10       | E669
                1         | 3          | 2022-10-01  | icd10       | Z380
                1         | 5          | 2022-12-01  | icd10       | I500
            """,
            "code_condition": CODES,
            "condition_weight": WEIGHTS,
            "frailty_code": FRAILTY,
        },
        expect="""
            contact_id | person_id | charlson | elixhauser | elixhauser_conditions | hospital_frailty
            1          | 1         | 6        | 0          | 0                     | 7.1
            2          | 1         | 2        | -4         | 1                     | 0
            3          | 1         | 0        | 0          | 0                     | 0
        """,
    )
