-- kept: as a view
-- table: person_fact_change
-- grain: one row per thing recorded about a person and month from which it changes a fact about them
-- rule: What is known of a person on the first day of a month, as changes: a fact on that day is the sum of its changes up
--   to that month. Something that happened in a month is known from the first day of the next, since only what was
--   recorded strictly before the day counts: it adds to the last twelve months then, and is taken off again twelve months
--   later. Only contacts that the person came to. Nights in a hospital bed count in the month they were spent in, those
--   of a stay that goes on too. A condition counts as in person_condition; the points of a frailty code while an
--   emergency admission it was recorded at began in the last 24 months, once however often.
-- columns:
--   person_id                             integer  the person
--   kind                                  varchar  kind of contact, or bed-day, condition, frailty or home: what changes
--   month_number                          integer  the month, as year x 12 + month of the year
--   emergency_admissions_12m              integer  change in: emergency admissions in the last twelve months
--   emergency_admissions_3m               integer  the same, in the last three months
--   emergency_admissions_13_24m           integer  the same, in the twelve months before the last twelve
--   emergency_department_attendances_12m  integer  attendances at emergency departments in the last twelve months
--   admissions_12m                        integer  stays in hospital, however they began, in the last twelve months
--   bed_days_12m                          integer  nights of those stays spent in the last twelve months
--   outpatient_attendances_12m            integer  outpatient appointments in the last twelve months
--   gp_consultations_12m                  integer  consultations in general practice in the last twelve months
--   care_homes                            integer  care homes lived in
--   long_term_conditions                  integer  long-term conditions on the register
--   charlson                              integer  Charlson score
--   elixhauser                            integer  Elixhauser score
--   cambridge_hundredths                  integer  Cambridge Multimorbidity Score, in hundredths
--   hospital_frailty_tenths               integer  Hospital Frailty Risk Score, in tenths
with known_for as (  -- months after which something that happened enters and leaves each span of months
    select 1 as months_later, 1 as in_12m, 1 as in_3m, 0 as in_13_24m
    union all select 4 as months_later, 0 as in_12m, -1 as in_3m, 0 as in_13_24m
    union all select 13 as months_later, -1 as in_12m, 0 as in_3m, 1 as in_13_24m
    union all select 25 as months_later, 0 as in_12m, 0 as in_3m, -1 as in_13_24m
), edge as (  -- what lasts for some months counts from the first of them until the month it ends before
    select 1 as sign
    union all select -1 as sign
), calendar as (
    select month, ends_before, year(month) * 12 + month(month) as month_number from month
), stay as (
    select
        person_id, starts_on,
        case when bed_days is null and ends_before is null then cast('9999-12-31' as date)
            else cast(starts_on + bed_days * interval 1 day as date) end as nights_end_before
    from contact
    where kind = 'admission' and attended
), night as (
    select
        stay.person_id, calendar.month_number,
        date_diff('day', greatest(stay.starts_on, calendar.month),
            least(stay.nights_end_before, calendar.ends_before)) as bed_days
    from stay
    inner join calendar on calendar.ends_before > stay.starts_on and calendar.month < stay.nights_end_before
    where stay.nights_end_before > stay.starts_on
), frail_stay as (
    select
        diagnosis.person_id, frailty_code.code, frailty_code.points,
        greatest(
            year(contact.starts_on) * 12 + month(contact.starts_on),
            year(diagnosis.recorded_on) * 12 + month(diagnosis.recorded_on)
        ) + 1 as from_month,
        year(contact.starts_on) * 12 + month(contact.starts_on) + 25 as until_month
    from contact
    inner join diagnosis on diagnosis.contact_id = contact.contact_id
    inner join frailty_code on frailty_code.code = substr(diagnosis.code, 1, 3)
    where contact.kind = 'admission' and contact.began = 'emergency' and diagnosis.code_system = 'icd10'
), frail as (  -- of stays whose months overlap the later begins where the earlier ends, so that a code counts once
    select
        person_id, points, until_month,
        greatest(from_month, coalesce(max(until_month) over (
            partition by person_id, code order by from_month, until_month
            rows between unbounded preceding and 1 preceding
        ), from_month)) as from_month
    from frail_stay
), scored as (
    select
        person_condition.person_id,
        year(person_condition.first_recorded_on) * 12 + month(person_condition.first_recorded_on) + 1 as from_month,
        year(cast(person_condition.ends_before - interval 1 day as date)) * 12
            + month(cast(person_condition.ends_before - interval 1 day as date)) + 1 as until_month,
        case when condition_weight.code_list = 'long-term-condition' then 1 else 0 end as long_term_conditions,
        cast(coalesce(condition_weight.charlson, 0) as integer) as charlson,
        cast(coalesce(condition_weight.elixhauser, 0) as integer) as elixhauser,
        cast(round(coalesce(condition_weight.cambridge, 0) * 100) as integer) as cambridge_hundredths
    from person_condition
    inner join condition_weight on condition_weight.condition_number = person_condition.condition_number
), home as (
    select
        person_id,
        year(starts_on) * 12 + month(starts_on) + 1 as from_month,
        year(ends_before) * 12 + month(ends_before) + 1 as until_month
    from residence
    where care_home
    union all
    select
        person_id,
        year(starts_on) * 12 + month(starts_on) + 1 as from_month,
        year(ends_before) * 12 + month(ends_before) + 1 as until_month
    from contact
    where kind = 'care-home' and attended
)
select
    contact.person_id, contact.kind,
    year(contact.starts_on) * 12 + month(contact.starts_on) + known_for.months_later as month_number,
    case when contact.began = 'emergency' then known_for.in_12m else 0 end as emergency_admissions_12m,
    case when contact.began = 'emergency' then known_for.in_3m else 0 end as emergency_admissions_3m,
    case when contact.began = 'emergency' then known_for.in_13_24m else 0 end as emergency_admissions_13_24m,
    0 as emergency_department_attendances_12m,
    known_for.in_12m as admissions_12m,
    0 as bed_days_12m, 0 as outpatient_attendances_12m, 0 as gp_consultations_12m, 0 as care_homes,
    0 as long_term_conditions, 0 as charlson, 0 as elixhauser, 0 as cambridge_hundredths, 0 as hospital_frailty_tenths
from contact
cross join known_for
where contact.kind = 'admission' and contact.attended
union all
select
    contact.person_id, contact.kind,
    year(contact.starts_on) * 12 + month(contact.starts_on) + known_for.months_later as month_number,
    0, 0, 0, case when contact.kind = 'emergency-department' then known_for.in_12m else 0 end, 0, 0,
    case when contact.kind = 'outpatient' then known_for.in_12m else 0 end,
    case when contact.kind = 'consultation' then known_for.in_12m else 0 end, 0, 0, 0, 0, 0, 0
from contact
inner join known_for on known_for.in_12m <> 0
where contact.kind in ('emergency-department', 'outpatient', 'consultation') and contact.attended
union all
select
    night.person_id, 'bed-day' as kind, night.month_number + known_for.months_later as month_number,
    0, 0, 0, 0, 0, night.bed_days * known_for.in_12m, 0, 0, 0, 0, 0, 0, 0, 0
from night
inner join known_for on known_for.in_12m <> 0
union all
select
    scored.person_id, 'condition' as kind,
    case when edge.sign = 1 then scored.from_month else scored.until_month end as month_number,
    0, 0, 0, 0, 0, 0, 0, 0, 0, edge.sign * scored.long_term_conditions, edge.sign * scored.charlson,
    edge.sign * scored.elixhauser, edge.sign * scored.cambridge_hundredths, 0
from scored
inner join edge on edge.sign = 1 or scored.until_month is not null
where scored.until_month is null or scored.from_month < scored.until_month
union all
select
    frail.person_id, 'frailty' as kind,
    case when edge.sign = 1 then frail.from_month else frail.until_month end as month_number,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, edge.sign * cast(round(frail.points * 10) as integer)
from frail
cross join edge
where frail.from_month < frail.until_month
union all
select
    home.person_id, 'home' as kind,
    case when edge.sign = 1 then home.from_month else home.until_month end as month_number,
    0, 0, 0, 0, 0, 0, 0, 0, edge.sign, 0, 0, 0, 0, 0
from home
inner join edge on edge.sign = 1 or home.until_month is not null
where home.until_month is null or home.from_month < home.until_month
