-- table: risk_feature
-- grain: one row per person and day scored, for people living here the day before, from a year into the data on
-- rule: What the records said strictly before the day, that may tell who will be admitted as an emergency in the twelve
--   months from the day. `admitted` is what came to be; it is null while those twelve months are not over in the data.
--   Somebody who moved away or died without such an admission counts as not admitted. Counts are of contacts that the
--   person came to, on the day the contact began; `_3m` is the last three months, `_12m` the last twelve, `_13_24m` the
--   twelve before those.
-- columns:
--   person_id                    integer  the person
--   as_of                        date     the day; only records strictly before it count
--   age                          smallint age in whole years; null when not known
--   male                         boolean  true for men, false for women, null for others and when not known
--   deprivation                  tinyint  how deprived the small area of the home is, 1 least to 5 most; null when not known
--   care_home                    boolean  lived in a care home the day before
--   home_care                    boolean  had care at home arranged by the council the day before
--   emergency_admissions_3m      smallint stays in hospital that began as an emergency
--   emergency_admissions_12m     smallint the same, in twelve months
--   emergency_admissions_13_24m  smallint the same, in the twelve months before those
--   emergency_bed_days_12m       smallint nights of those stays
--   elective_admissions_12m      smallint planned stays in hospital
--   day_cases_12m                smallint planned admissions and discharges on one day
--   emergency_department_3m      smallint attendances at emergency departments
--   emergency_department_12m     smallint the same, in twelve months
--   emergency_department_13_24m  smallint the same, in the twelve months before those
--   outpatient_3m                smallint outpatient appointments attended
--   outpatient_12m               smallint the same, in twelve months
--   outpatient_missed_12m        smallint outpatient appointments not attended
--   gp_consultations_3m          smallint consultations in general practice
--   gp_consultations_12m         smallint the same, in twelve months
--   community_3m                 smallint contacts with community services
--   community_12m                smallint the same, in twelve months
--   mental_health_12m            smallint contacts with mental health services
--   mental_health_admissions_12m smallint stays in a mental health ward
--   assessments_12m              smallint assessments and reviews by the council
--   prescription_items_3m        smallint items prescribed
--   prescription_items_12m       smallint the same, in twelve months
--   long_term_conditions         smallint long-term conditions on the register
--   charlson                     smallint Charlson score
--   elixhauser                   smallint Elixhauser score
--   hospital_frailty             double   Hospital Frailty Risk Score
--   cambridge                    double   Cambridge Multimorbidity Score
--   admitted                     boolean  whether an emergency admission began in the twelve months from the day
with risk_date as (
    select
        score_date.as_of,
        cast(score_date.as_of - interval 3 month as date) as from_3m,
        cast(score_date.as_of - interval 12 month as date) as from_12m,
        cast(score_date.as_of - interval 24 month as date) as from_24m,
        cast(score_date.as_of + interval 12 month as date) as until_12m,
        score_date.as_of + interval 12 month <= place_period.data_ends_before as year_is_over
    from score_date
    cross join place_period
    where score_date.as_of >= place_period.data_from + interval 12 month
), living as (
    select resident.person_id, d.as_of, d.year_is_over
    from resident
    inner join risk_date as d on resident.starts_on < d.as_of and resident.ends_before >= d.as_of
    group by resident.person_id, d.as_of, d.year_is_over
), used as (
    select
        c.person_id,
        d.as_of,
        count(case when c.kind = 'admission' and c.began = 'emergency' and c.starts_on >= d.from_3m then 1 end)
            as emergency_admissions_3m,
        count(case when c.kind = 'admission' and c.began = 'emergency' then 1 end) as emergency_admissions_12m,
        sum(case when c.kind = 'admission' and c.began = 'emergency' then c.bed_days end) as emergency_bed_days_12m,
        count(case when c.kind = 'admission' and c.began = 'elective' then 1 end) as elective_admissions_12m,
        count(case when c.kind = 'day-case' then 1 end) as day_cases_12m,
        count(case when c.kind = 'emergency-department' and c.starts_on >= d.from_3m then 1 end) as emergency_department_3m,
        count(case when c.kind = 'emergency-department' then 1 end) as emergency_department_12m,
        count(case when c.kind = 'outpatient' and c.attended and c.starts_on >= d.from_3m then 1 end) as outpatient_3m,
        count(case when c.kind = 'outpatient' and c.attended then 1 end) as outpatient_12m,
        count(case when c.kind = 'outpatient' and not c.attended then 1 end) as outpatient_missed_12m,
        count(case when c.kind = 'consultation' and c.starts_on >= d.from_3m then 1 end) as gp_consultations_3m,
        count(case when c.kind = 'consultation' then 1 end) as gp_consultations_12m,
        count(case when c.kind = 'community-contact' and c.starts_on >= d.from_3m then 1 end) as community_3m,
        count(case when c.kind = 'community-contact' then 1 end) as community_12m,
        count(case when c.kind = 'mental-health-contact' then 1 end) as mental_health_12m,
        count(case when c.kind = 'mental-health-admission' then 1 end) as mental_health_admissions_12m,
        count(case when c.kind = 'assessment' then 1 end) as assessments_12m
    from contact as c
    inner join risk_date as d on c.starts_on >= d.from_12m and c.starts_on < d.as_of
    where c.attended or c.kind = 'outpatient'
    group by c.person_id, d.as_of
), used_before as (
    select
        c.person_id,
        d.as_of,
        count(case when c.kind = 'admission' then 1 end) as emergency_admissions_13_24m,
        count(case when c.kind = 'emergency-department' then 1 end) as emergency_department_13_24m
    from contact as c
    inner join risk_date as d on c.starts_on >= d.from_24m and c.starts_on < d.from_12m
    where c.attended and (c.kind = 'emergency-department' or (c.kind = 'admission' and c.began = 'emergency'))
    group by c.person_id, d.as_of
), prescribed as (
    select
        m.person_id,
        d.as_of,
        count(case when m.issued_on >= d.from_3m then 1 end) as prescription_items_3m,
        count(*) as prescription_items_12m
    from medication as m
    inner join risk_date as d on m.issued_on >= d.from_12m and m.issued_on < d.as_of
    group by m.person_id, d.as_of
), supported as (
    select
        c.person_id,
        d.as_of,
        bool_or(c.kind = 'care-home') as care_home,
        bool_or(c.kind = 'home-care') as home_care
    from contact as c
    inner join risk_date as d on c.starts_on < d.as_of and coalesce(c.ends_before, d.as_of) >= d.as_of
    where c.kind in ('care-home', 'home-care')
    group by c.person_id, d.as_of
), in_care_home as (
    select r.person_id, d.as_of
    from residence as r
    inner join risk_date as d on r.starts_on < d.as_of and coalesce(r.ends_before, d.as_of) >= d.as_of
    where r.care_home
    group by r.person_id, d.as_of
), admitted as (
    select c.person_id, d.as_of
    from contact as c
    inner join risk_date as d on c.starts_on >= d.as_of and c.starts_on < d.until_12m
    where c.kind = 'admission' and c.began = 'emergency' and c.attended
    group by c.person_id, d.as_of
)
select
    living.person_id,
    living.as_of,
    (
        extract(year from living.as_of) * 12 + extract(month from living.as_of)
        - extract(year from person.birth_month) * 12 - extract(month from person.birth_month)
    ) // 12 as age,
    case person.sex when 'male' then true when 'female' then false end as male,
    6 - person_home.deprivation_quintile as deprivation,
    in_care_home.person_id is not null or coalesce(supported.care_home, false) as care_home,
    coalesce(supported.home_care, false) as home_care,
    coalesce(used.emergency_admissions_3m, 0) as emergency_admissions_3m,
    coalesce(used.emergency_admissions_12m, 0) as emergency_admissions_12m,
    coalesce(used_before.emergency_admissions_13_24m, 0) as emergency_admissions_13_24m,
    least(coalesce(used.emergency_bed_days_12m, 0), 1000) as emergency_bed_days_12m,
    coalesce(used.elective_admissions_12m, 0) as elective_admissions_12m,
    coalesce(used.day_cases_12m, 0) as day_cases_12m,
    coalesce(used.emergency_department_3m, 0) as emergency_department_3m,
    coalesce(used.emergency_department_12m, 0) as emergency_department_12m,
    coalesce(used_before.emergency_department_13_24m, 0) as emergency_department_13_24m,
    coalesce(used.outpatient_3m, 0) as outpatient_3m,
    coalesce(used.outpatient_12m, 0) as outpatient_12m,
    coalesce(used.outpatient_missed_12m, 0) as outpatient_missed_12m,
    coalesce(used.gp_consultations_3m, 0) as gp_consultations_3m,
    coalesce(used.gp_consultations_12m, 0) as gp_consultations_12m,
    coalesce(used.community_3m, 0) as community_3m,
    coalesce(used.community_12m, 0) as community_12m,
    coalesce(used.mental_health_12m, 0) as mental_health_12m,
    coalesce(used.mental_health_admissions_12m, 0) as mental_health_admissions_12m,
    coalesce(used.assessments_12m, 0) as assessments_12m,
    coalesce(prescribed.prescription_items_3m, 0) as prescription_items_3m,
    coalesce(prescribed.prescription_items_12m, 0) as prescription_items_12m,
    coalesce(person_score.long_term_conditions, 0) as long_term_conditions,
    coalesce(person_score.charlson, 0) as charlson,
    coalesce(person_score.elixhauser, 0) as elixhauser,
    coalesce(person_score.hospital_frailty, 0) as hospital_frailty,
    coalesce(person_score.cambridge, 0) as cambridge,
    case when living.year_is_over then admitted.person_id is not null end as admitted
from living
inner join person on person.person_id = living.person_id and (person.died_on is null or person.died_on >= living.as_of)
left join used on used.person_id = living.person_id and used.as_of = living.as_of
left join used_before on used_before.person_id = living.person_id and used_before.as_of = living.as_of
left join prescribed on prescribed.person_id = living.person_id and prescribed.as_of = living.as_of
left join supported on supported.person_id = living.person_id and supported.as_of = living.as_of
left join in_care_home on in_care_home.person_id = living.person_id and in_care_home.as_of = living.as_of
left join admitted on admitted.person_id = living.person_id and admitted.as_of = living.as_of
left join person_home on person_home.person_id = living.person_id and person_home.as_of = living.as_of
left join person_score on person_score.person_id = living.person_id and person_score.as_of = living.as_of
