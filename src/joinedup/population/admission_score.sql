-- kept: as a view
-- table: admission_score
-- grain: one row per stay in hospital (admission or day case) with a diagnosis
-- rule: The same scores as person_score, from the diagnoses of the stay itself and nothing else: what a study of
--   admissions adjusts for. A condition counts once, a milder form is left out where a more severe one is recorded at the
--   same stay, and a three-character category gives its frailty points once.
-- columns:
--   contact_id            bigint   the stay
--   person_id             integer  the person
--   charlson              smallint Charlson score: Quan 2005 codes, weights of 1987
--   charlson_quan_2011    smallint Charlson score: Quan 2005 codes, weights updated in 2011
--   elixhauser            smallint Elixhauser score: Quan 2005 codes, van Walraven's weights; may be below 0
--   elixhauser_conditions tinyint  number of Elixhauser conditions
--   hospital_frailty      double   Hospital Frailty Risk Score
with stay_code as (
    select d.contact_id, d.person_id, d.code_system, d.code
    from contact c
    join diagnosis d on d.contact_id = c.contact_id and d.person_id = c.person_id
    where c.kind in ('admission', 'day-case')
),
present as (
    select distinct s.contact_id, s.person_id, cc.condition_number
    from stay_code s
    join code_condition cc on cc.code_system = s.code_system and cc.code = s.code
    join condition_weight w on w.condition_number = cc.condition_number
    where w.code_list in ('charlson', 'elixhauser')
),
replaced as (
    select distinct p.contact_id, p.person_id, w.milder_number as condition_number
    from present p
    join condition_weight w on w.condition_number = p.condition_number
    where w.milder_number is not null
),
-- A milder form is taken off again, which touches far fewer rows than keeping it out.
counted as (
    select contact_id, person_id, condition_number, 1 as times from present
    union all
    select r.contact_id, r.person_id, r.condition_number, -1 as times
    from replaced r
    join present p on p.contact_id = r.contact_id and p.condition_number = r.condition_number
),
frailty as (
    select distinct s.contact_id, s.person_id, f.code, f.points
    from stay_code s
    join frailty_code f on f.code = substr(s.code, 1, 3)
    where s.code_system = 'icd10'
),
part as (
    select
        n.contact_id,
        n.person_id,
        n.times * w.charlson as charlson,
        n.times * w.charlson_quan_2011 as charlson_quan_2011,
        n.times * w.elixhauser as elixhauser,
        case when w.code_list = 'elixhauser' then n.times end as elixhauser_conditions,
        cast(null as double) as hospital_frailty
    from counted n
    join condition_weight w on w.condition_number = n.condition_number
    union all
    select contact_id, person_id, null, null, null, null, points from frailty
    union all
    select contact_id, person_id, 0, 0, 0, 0, 0 from stay_code
)
select
    contact_id,
    person_id,
    sum(charlson) as charlson,
    sum(charlson_quan_2011) as charlson_quan_2011,
    sum(elixhauser) as elixhauser,
    sum(elixhauser_conditions) as elixhauser_conditions,
    round(sum(hospital_frailty), 1) as hospital_frailty
from part
group by contact_id, person_id
