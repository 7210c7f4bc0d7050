-- table: person_score
-- grain: one row per person and day scored, for people with any condition or frailty point recorded before the day
-- rule: Each score is the sum of the weights of the conditions that count on the day (person_condition), a milder form
--   left out where a more severe one is recorded. Conditions count from everything recorded before the day, however long
--   ago (cancer in the Cambridge score: five years); frailty points from the two years before. A person without a row
--   scores 0 everywhere: read the table with a left join and coalesce to 0.
-- columns:
--   person_id             integer  the person
--   as_of                 date     the day; only records strictly before it count
--   charlson              smallint Charlson score: Quan 2005 codes, weights of 1987
--   charlson_quan_2011    smallint Charlson score: Quan 2005 codes, weights updated in 2011
--   elixhauser            smallint Elixhauser score: Quan 2005 codes, van Walraven's weights; may be below 0
--   elixhauser_conditions tinyint  number of Elixhauser conditions
--   hospital_frailty      double   Hospital Frailty Risk Score
--   cambridge             double   Cambridge Multimorbidity Score, general outcome weights
--   long_term_conditions  tinyint  number of long-term conditions
with part as (
    select
        p.person_id,
        s.as_of,
        w.charlson,
        w.charlson_quan_2011,
        w.elixhauser,
        case when w.code_list = 'elixhauser' then 1 end as elixhauser_conditions,
        w.cambridge,
        case when w.code_list = 'long-term-condition' then 1 end as long_term_conditions,
        cast(null as double) as hospital_frailty
    from person_condition p
    join condition_weight w on w.condition_number = p.condition_number
    join score_date s on p.first_recorded_on < s.as_of and (p.ends_before is null or s.as_of < p.ends_before)
    union all
    select person_id, as_of, null, null, null, null, null, null, hospital_frailty
    from hospital_frailty
)
select
    person_id,
    as_of,
    coalesce(sum(charlson), 0) as charlson,
    coalesce(sum(charlson_quan_2011), 0) as charlson_quan_2011,
    coalesce(sum(elixhauser), 0) as elixhauser,
    count(elixhauser_conditions) as elixhauser_conditions,
    coalesce(sum(hospital_frailty), 0) as hospital_frailty,
    coalesce(round(sum(cambridge), 2), 0) as cambridge,
    count(long_term_conditions) as long_term_conditions
from part
group by person_id, as_of
