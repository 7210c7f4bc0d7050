"""From a team's list and a place's own words to who was eligible and who joined: the tables that evaluation reads."""

from __future__ import annotations

import pyarrow.parquet as pq

from tests.builds.places import Built

LIVED = """
    with first_day as (
        select month from month cross join place_period where month >= data_from + interval 12 month
    ), emergency as (
        select first_day.month, contact.person_id, count(*) as admissions
        from contact join first_day on contact.starts_on < first_day.month
            and contact.starts_on >= first_day.month - interval 12 month
        where kind = 'admission' and began = 'emergency' and attended group by all
    ), long_term as (
        select first_day.month, register.person_id, count(*) as conditions
        from long_term_condition as register join first_day on register.starts_on <= first_day.month
            and coalesce(register.ends_before, date '9999-12-31') > first_day.month group by all
    )
    select first_day.month, resident.person_id
    from first_day
    join resident on resident.starts_on <= first_day.month and resident.ends_before > first_day.month
    join person using (person_id)
    join emergency using (month, person_id)
    join long_term using (month, person_id)
    where conditions >= 3 and admissions >= 1 and birth_month <= first_day.month - interval 18 year
"""


def test_who_is_eligible_is_who_the_rule_finds_month_by_month_among_residents(hamlet: Built) -> None:
    found = hamlet.rows("select month, person_id from eligible_month")
    assert len(found) > 1000
    assert sorted(found) == sorted(hamlet.rows(LIVED))
    assert hamlet.rows("select month, person_id from eligible_person_month order by all") == sorted(found)


def test_what_is_known_of_the_eligible_is_what_every_other_table_says_on_the_days_scored(
    hamlet: Built,
) -> None:
    compared = hamlet.rows(
        "select count(*), count(*) filter (e.charlson <> coalesce(s.charlson, 0)),"
        " count(*) filter (e.elixhauser <> coalesce(s.elixhauser, 0)),"
        " count(*) filter (e.cambridge <> coalesce(s.cambridge, 0)),"
        " count(*) filter (e.hospital_frailty <> coalesce(s.hospital_frailty, 0)),"
        " count(*) filter (e.long_term_conditions <> coalesce(s.long_term_conditions, 0)),"
        " count(*) filter (e.age <> y.age or e.sex <> y.sex or e.segment is distinct from y.segment),"
        " count(*) filter (e.deprivation_quintile is distinct from y.deprivation_quintile)"
        " from eligible_month e left join person_score s on s.person_id = e.person_id and s.as_of = e.month"
        " join person_year y on y.person_id = e.person_id and y.year_starts_on = e.month"
    )
    assert compared[0][0] > 100
    assert compared[0][1:] == (0,) * 7


def test_the_last_twelve_months_of_the_eligible_are_their_contacts_of_those_months(hamlet: Built) -> None:
    counted = hamlet.rows(
        "select e.care_model, e.month, e.person_id, any_value(e.emergency_department_attendances_12m),"
        " count(*) filter (c.kind = 'emergency-department'), any_value(e.admissions_12m),"
        " count(*) filter (c.kind = 'admission'), any_value(e.outpatient_attendances_12m),"
        " count(*) filter (c.kind = 'outpatient'), any_value(e.gp_consultations_12m),"
        " count(*) filter (c.kind = 'consultation'), any_value(e.emergency_admissions_3m),"
        " count(*) filter (c.kind = 'admission' and c.began = 'emergency' and c.starts_on >= e.month - interval 3 month)"
        " from eligible_month e join contact c on c.person_id = e.person_id and c.attended"
        " and c.starts_on < e.month and c.starts_on >= e.month - interval 12 month group by 1, 2, 3"
    )
    assert len(counted) > 1000
    assert [row for row in counted if any(row[n] != row[n + 1] for n in range(3, 13, 2))] == []


def test_nights_of_the_last_twelve_months_are_those_of_stays_up_to_the_day(hamlet: Built) -> None:
    apart = hamlet.rows(
        "with night as (select e.month, e.person_id, sum(greatest(0, date_diff('day',"
        " greatest(c.starts_on, e.month - interval 12 month), least(e.month, case when c.bed_days is null"
        " and c.ends_before is null then e.month else c.starts_on + c.bed_days * interval 1 day end)))) as nights"
        " from eligible_month e join contact c on c.person_id = e.person_id and c.kind = 'admission' and c.attended"
        " and c.starts_on < e.month group by 1, 2)"
        " select count(*), count(*) filter (nights <> bed_days_12m), sum(nights)"
        " from eligible_month join night using (month, person_id)"
    )[0]
    assert apart[0] > 1000
    assert apart[1] == 0
    assert apart[2] > 0


def test_everyone_on_the_list_is_on_the_caseload_with_the_care_model_as_the_place_names_it(
    hamlet: Built,
) -> None:
    kept = hamlet.rows("select sum(rows_kept) from source_file where format = 'caseload'")[0][0]
    assert hamlet.rows("select count(*) from enrolment")[0][0] == kept > 10
    assert hamlet.rows("select distinct care_model from caseload") == [("Complex care hubs",)]
    true = pq.read_table(hamlet.folder / "truth" / "enrolment.parquet")
    on_caseload = hamlet.rows("select joined_on from caseload")
    assert abs(len(on_caseload) - len(true)) <= 1
    assert {day for (day,) in on_caseload} <= set(true["enrolled_on"].to_pylist())
    eligible = hamlet.rows("select avg(cast(eligible_on_joining_month as integer)) from caseload")[0][0]
    assert eligible > 0.8


def test_practices_add_up_to_the_place_in_every_measure_and_month(hamlet: Built) -> None:
    by_practice = hamlet.rows(
        "select measure, month, round(sum(numerator), 6), round(sum(coalesce(denominator, person_years)), 6)"
        " from practice_month group by 1, 2 order by 1, 2"
    )
    by_place = hamlet.rows(
        "select measure, month, round(sum(numerator), 6), round(sum(denominator), 6)"
        " from measure_month group by 1, 2 order by 1, 2"
    )
    assert len(by_practice) > 400
    assert by_practice == by_place


def test_events_of_the_eligible_are_the_numerators_of_the_measures(hamlet: Built) -> None:
    events = hamlet.rows(
        "select measure, sum(amount) from candidate_event e where exists (select 1 from resident r"
        " where r.person_id = e.person_id and r.starts_on <= happened_on and r.ends_before > happened_on)"
        " and measure in ('emergency_admissions', 'emergency_bed_days', 'outpatient_attendances') group by 1 order by 1"
    )
    of_the_eligible = hamlet.rows(
        "select 'emergency_admissions', count(*) from contact c join resident r on r.person_id = c.person_id"
        " and r.starts_on <= c.starts_on and r.ends_before > c.starts_on cross join place_period"
        " where kind = 'admission' and began = 'emergency' and attended and c.starts_on >= data_from"
        " and c.person_id in (select person_id from eligible_month)"
    )
    assert events[0] == of_the_eligible[0]
    assert {measure for measure, _ in events} == {
        "emergency_admissions",
        "emergency_bed_days",
        "outpatient_attendances",
    }
