"""Every contact is priced, unpriced, not attended or outside the period: none is lost."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_the_four_counts_add_up_to_the_contacts_recorded(step: SpecRunner) -> None:
    step.answers(
        "cost_reconciliation",
        given={
            "contact": """
                contact_id | organisation_code | setting  | kind
                1          | RZZ1              | hospital | outpatient
                2          | RZZ1              | hospital | outpatient
                3          | RZZ1              | hospital | outpatient
                4          | RZZ1              | hospital | outpatient
            """,
            "cost": """
                source_id | organisation_code | setting  | kind       | part | amount_pence | reason
                1         | RZZ1              | hospital | outpatient | 1    | 17500        | priced
                2         | RZZ1              | hospital | outpatient | 1    | 0            | no price
                3         | RZZ1              | hospital | outpatient | 1    | 0            | did not attend
            """,
        },
        expect="""
            organisation_code | setting  | kind       | recorded | priced | unpriced | not_attended | outside_period | amount_pence
            RZZ1              | hospital | outpatient | 4        | 1      | 1        | 1            | 1              | 17500
        """,
    )


def test_a_spell_with_a_line_a_month_counts_once_with_all_its_pence(step: SpecRunner) -> None:
    step.answers(
        "cost_reconciliation",
        given={
            "contact": """
                contact_id | organisation_code | setting     | kind
                1          | E0600             | social-care | care-home
            """,
            "cost": """
                source_id | organisation_code | setting     | kind      | part | amount_pence | reason
                1         | E0600             | social-care | care-home | 1    | 136714       | priced
                1         | E0600             | social-care | care-home | 2    | 37286        | priced
            """,
        },
        expect="""
            organisation_code | recorded | priced | outside_period | amount_pence
            E0600             | 1        | 1      | 0              | 174000
        """,
    )


def test_prescribed_items_reconcile_too(step: SpecRunner) -> None:
    step.answers(
        "cost_reconciliation",
        given={
            "medication": """
                medication_id | organisation_code
                70            | L81001
                71            | L81001
            """,
            "cost": """
                source_id | organisation_code | setting          | kind              | part | amount_pence | reason
                70        | L81001            | general-practice | prescription-item | 1    | 889          | priced
            """,
        },
        expect="""
            organisation_code | setting          | kind              | recorded | priced | outside_period | amount_pence
            L81001            | general-practice | prescription-item | 2        | 1      | 1              | 889
        """,
    )


def test_contacts_of_a_steady_kind_are_counted_without_their_lines(step: SpecRunner) -> None:
    step.answers(
        "cost_reconciliation",
        given={
            "score_date": """
                as_of      | year_ends_before
                2022-04-01 | 2023-04-01
                2023-04-01 |
            """,
            "steady_price": """
                span | starts_on  | setting  | kind       | amount_pence
                year | 2022-04-01 | hospital | outpatient | 17500
            """,
            "contact": """
                contact_id | organisation_code | setting  | kind       | starts_on  | attended
                1          | RZZ1              | hospital | outpatient | 2022-04-01 | true
                2          | RZZ1              | hospital | outpatient | 2023-03-31 | true
                3          | RZZ1              | hospital | outpatient | 2022-05-01 | false
                4          | RZZ1              | hospital | outpatient | 2022-03-31 | true
            """,
        },
        expect="""
            organisation_code | recorded | priced | unpriced | not_attended | outside_period | amount_pence
            RZZ1              | 4        | 2      | 0        | 1            | 1              | 35000
        """,
    )
