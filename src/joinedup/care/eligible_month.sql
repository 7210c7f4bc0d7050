-- table: eligible_month
-- grain: one row per care model, month and person living here on its first day who is eligible then
-- rule: Everyone of eligible_person_month, with what is known of them on the first day of the month: the person columns
--   that `eligible` may use, whether it uses them or not, and what a study matches people by. Only what was recorded
--   strictly before the day counts (see person_fact_change). Segment and deprivation are those of the last day scored.
-- columns:
--   care_model                            varchar  name of the care model
--   month                                 date     first day of the month
--   person_id                             integer  the person
--   age                                   smallint age in whole years; null when not known
--   sex                                   varchar  female, male, other or unknown
--   ethnicity                             varchar  asian, black, mixed, white, other or unknown
--   deprivation_quintile                  tinyint  1 is the most deprived; null when the home is not known
--   care_home                             boolean  lived in a care home the day before
--   practice_code                         varchar  ODS code of the practice; null where the place counts people seen
--   neighbourhood                         varchar  the practice's neighbourhood; null for people in none
--   long_term_conditions                  smallint long-term conditions on the register
--   charlson                              smallint Charlson score
--   elixhauser                            smallint Elixhauser score
--   hospital_frailty                      double   Hospital Frailty Risk Score
--   cambridge                             double   Cambridge Multimorbidity Score
--   segment                               varchar  segment under the place's segmentation; null for people not yet scored
--   emergency_admissions_12m              smallint stays in hospital that began as an emergency, in twelve months
--   emergency_department_attendances_12m  smallint attendances at emergency departments in twelve months
--   admissions_12m                        smallint stays in hospital, however they began, in twelve months
--   bed_days_12m                          smallint nights in a hospital bed in twelve months
--   outpatient_attendances_12m            smallint outpatient appointments in twelve months
--   gp_consultations_12m                  smallint consultations in general practice in twelve months
--   emergency_admissions_3m               smallint stays in hospital that began as an emergency, in three months
--   emergency_admissions_13_24m           smallint the same, in the twelve months before the last; null where the data do not reach back
--   risk_of_emergency_admission           double   probability from 0 to 1 in the twelve months after; null when not known
--   joined_on                             date     day the person joined this care model, ever; null if never
with person_of as (
    select person_id from eligible_person_month group by person_id
), calendar as (
    select
        month.month, year(month.month) * 12 + month(month.month) as month_number, max(score_date.as_of) as as_of,
        bool_or(month.month >= place_period.data_from + interval 24 month) as two_years_back
    from month
    inner join score_date on score_date.as_of <= month.month
    cross join place_period
    where month.month >= place_period.data_from + interval 12 month
    group by month.month
), reach as (
    select min(month_number) as first_number, max(month_number) as last_number from calendar
), changed as (
    select
        change.person_id, greatest(change.month_number, reach.first_number) as month_number,
        sum(change.emergency_admissions_12m) as emergency_admissions_12m,
        sum(change.emergency_admissions_3m) as emergency_admissions_3m,
        sum(change.emergency_admissions_13_24m) as emergency_admissions_13_24m,
        sum(change.emergency_department_attendances_12m) as emergency_department_attendances_12m,
        sum(change.admissions_12m) as admissions_12m,
        sum(change.bed_days_12m) as bed_days_12m,
        sum(change.outpatient_attendances_12m) as outpatient_attendances_12m,
        sum(change.gp_consultations_12m) as gp_consultations_12m,
        sum(change.care_homes) as care_homes,
        sum(change.long_term_conditions) as long_term_conditions,
        sum(change.charlson) as charlson,
        sum(change.elixhauser) as elixhauser,
        sum(change.cambridge_hundredths) as cambridge_hundredths,
        sum(change.hospital_frailty_tenths) as hospital_frailty_tenths
    from person_fact_change as change
    inner join person_of on person_of.person_id = change.person_id
    inner join reach on change.month_number <= reach.last_number
    group by change.person_id, greatest(change.month_number, reach.first_number)
), known as (  -- from one change to the next nothing changes
    select
        person_id, month_number,
        lead(month_number) over (partition by person_id order by month_number) as until_number,
        sum(emergency_admissions_12m) over so_far as emergency_admissions_12m,
        sum(emergency_admissions_3m) over so_far as emergency_admissions_3m,
        sum(emergency_admissions_13_24m) over so_far as emergency_admissions_13_24m,
        sum(emergency_department_attendances_12m) over so_far as emergency_department_attendances_12m,
        sum(admissions_12m) over so_far as admissions_12m,
        sum(bed_days_12m) over so_far as bed_days_12m,
        sum(outpatient_attendances_12m) over so_far as outpatient_attendances_12m,
        sum(gp_consultations_12m) over so_far as gp_consultations_12m,
        sum(care_homes) over so_far as care_homes,
        sum(long_term_conditions) over so_far as long_term_conditions,
        sum(charlson) over so_far as charlson,
        sum(elixhauser) over so_far as elixhauser,
        sum(cambridge_hundredths) over so_far as cambridge_hundredths,
        sum(hospital_frailty_tenths) over so_far as hospital_frailty_tenths
    from changed
    window so_far as (
        partition by person_id order by month_number rows between unbounded preceding and current row
    )
), segmented as (
    select person_segment.person_id, person_segment.as_of, person_segment.segment
    from person_segment
    inner join population_rule on population_rule.segments = person_segment.scheme
), joined as (
    select care_model, person_id, min(joined_on) as joined_on from enrolment group by care_model, person_id
)
select
    eligible.care_model,
    eligible.month,
    eligible.person_id,
    (calendar.month_number - year(person.birth_month) * 12 - month(person.birth_month)) // 12 as age,
    person.sex,
    person.ethnicity,
    person_home.deprivation_quintile,
    coalesce(known.care_homes, 0) > 0 as care_home,
    resident.practice_code,
    resident.neighbourhood,
    coalesce(known.long_term_conditions, 0) as long_term_conditions,
    coalesce(known.charlson, 0) as charlson,
    coalesce(known.elixhauser, 0) as elixhauser,
    coalesce(known.hospital_frailty_tenths, 0) / 10.0 as hospital_frailty,
    coalesce(known.cambridge_hundredths, 0) / 100.0 as cambridge,
    segmented.segment,
    coalesce(known.emergency_admissions_12m, 0) as emergency_admissions_12m,
    coalesce(known.emergency_department_attendances_12m, 0) as emergency_department_attendances_12m,
    coalesce(known.admissions_12m, 0) as admissions_12m,
    coalesce(known.bed_days_12m, 0) as bed_days_12m,
    coalesce(known.outpatient_attendances_12m, 0) as outpatient_attendances_12m,
    coalesce(known.gp_consultations_12m, 0) as gp_consultations_12m,
    coalesce(known.emergency_admissions_3m, 0) as emergency_admissions_3m,
    case when calendar.two_years_back then coalesce(known.emergency_admissions_13_24m, 0) end
        as emergency_admissions_13_24m,
    eligible.risk_of_emergency_admission,
    joined.joined_on
from eligible_person_month as eligible
inner join calendar on calendar.month = eligible.month
inner join person on person.person_id = eligible.person_id
inner join resident
    on resident.person_id = eligible.person_id
    and resident.starts_on <= eligible.month
    and resident.ends_before > eligible.month
left join known
    on known.person_id = eligible.person_id
    and known.month_number <= calendar.month_number
    and coalesce(known.until_number, 999999) > calendar.month_number
left join person_home on person_home.person_id = eligible.person_id and person_home.as_of = calendar.as_of
left join segmented on segmented.person_id = eligible.person_id and segmented.as_of = calendar.as_of
left join joined on joined.person_id = eligible.person_id and joined.care_model = eligible.care_model
