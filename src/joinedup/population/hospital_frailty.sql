-- table: hospital_frailty
-- grain: one row per person and day scored, for people with any points
-- rule: The Hospital Frailty Risk Score: the points of each three-character ICD-10 category recorded in an emergency
--   admission that began in the two years before the day, each category once however often and in however many longer
--   codes it was recorded. Below 5 is low risk, 5 to 15 intermediate, above 15 high. Published for people of 75 and over;
--   it is worked out for everyone, and who reads it says whom it is for.
-- columns:
--   person_id         integer  the person
--   as_of             date     the day; only records strictly before it count
--   hospital_frailty  double   the score
with emergency as (
    select contact_id, starts_on
    from contact
    where kind = 'admission' and began = 'emergency'
),
recorded as (
    select d.person_id, substr(d.code, 1, 3) as category, e.starts_on, d.recorded_on
    from diagnosis d
    join emergency e on e.contact_id = d.contact_id
    where d.code_system = 'icd10'
),
once as (
    select r.person_id, s.as_of, f.code, max(f.points) as points
    from recorded r
    join frailty_code f on f.code = r.category
    cross join score_date s
    where r.recorded_on < s.as_of and r.starts_on < s.as_of and r.starts_on >= s.as_of - interval 24 month
    group by r.person_id, s.as_of, f.code
)
select person_id, as_of, round(sum(points), 1) as hospital_frailty
from once
group by person_id, as_of
