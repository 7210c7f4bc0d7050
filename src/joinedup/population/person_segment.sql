-- table: person_segment
-- grain: one row per person, day scored and segmentation
-- rule: Everyone born before the day and not dead before it is in exactly one segment of each segmentation: that of the
--   first rule that holds (reference table segment_rule, in its order), the last rule of each holding for everyone. A rule
--   looks at conditions and admissions recorded before the day, at the scores as of that day, or at age.
-- columns:
--   person_id  integer  the person
--   as_of      date     the day; only records strictly before it count
--   scheme     varchar  the segmentation: bridges-to-health, core-segments or condition-counts
--   segment    varchar  the segment
--   rule       smallint the rule that decided: see segment_rule
--   reason     varchar  that rule in words
with alive as (
    select
        p.person_id,
        s.as_of,
        (year(s.as_of) * 12 + month(s.as_of) - year(p.birth_month) * 12 - month(p.birth_month)) // 12 as age
    from person p
    cross join score_date s
    where (p.birth_month is null or p.birth_month < s.as_of) and (p.died_on is null or p.died_on >= s.as_of)
),
condition_rule as (
    select r.scheme_number, r.rule, r.within_months, r.minimum_age, r.below_age, c.condition_number
    from segment_rule r
    join condition c on c.code_list = r.code_list and c.condition = r.condition
    where r.fact = 'condition'
),
had as (
    select p.person_id, s.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age
    from person_condition p
    join condition_rule r on r.condition_number = p.condition_number and r.within_months is null
    join score_date s on p.first_recorded_on < s.as_of and (p.ends_before is null or s.as_of < p.ends_before)
),
had_lately as (
    select d.person_id, s.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age
    from diagnosis d
    join code_condition cc on cc.code_system = d.code_system and cc.code = d.code
    join condition_rule r on r.condition_number = cc.condition_number and r.within_months is not null
    join score_date s
        on d.recorded_on < s.as_of and d.recorded_on >= s.as_of - r.within_months * interval 1 month
),
scored as (
    select person_id, as_of, 'cambridge' as fact, cambridge as score from person_score
    union all
    select person_id, as_of, 'hospital-frailty' as fact, hospital_frailty as score from person_score
    union all
    select person_id, as_of, 'long-term-conditions' as fact, cast(long_term_conditions as double) as score
    from person_score
),
reached as (
    select x.person_id, x.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age
    from scored x
    join segment_rule r on r.fact = x.fact and x.score >= r.minimum
),
admitted as (
    select c.person_id, s.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age
    from contact c
    join segment_rule r
        on (r.fact = 'emergency-admissions' and c.began = 'emergency')
        or (r.fact = 'maternity-admissions' and c.began = 'maternity')
    join score_date s
        on c.starts_on < s.as_of and c.starts_on >= s.as_of - r.within_months * interval 1 month
    where c.kind = 'admission' and c.began in ('emergency', 'maternity')
    group by c.person_id, s.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age, r.minimum
    having count(*) >= r.minimum
),
aged as (
    select a.person_id, a.as_of, r.scheme_number, r.rule, r.minimum_age, r.below_age
    from alive a
    join segment_rule r on r.fact = 'age'
    where (r.minimum_age is null or a.age >= r.minimum_age) and (r.below_age is null or a.age < r.below_age)
),
holds as (
    select * from had
    union all
    select * from had_lately
    union all
    select * from reached
    union all
    select * from admitted
    union all
    select * from aged
),
holds_at as (
    select
        h.*,
        (year(h.as_of) * 12 + month(h.as_of) - year(p.birth_month) * 12 - month(p.birth_month)) // 12 as age
    from holds h
    join person p on p.person_id = h.person_id
),
first_rule as (
    select person_id, as_of, scheme_number, min(rule) as rule
    from holds_at
    where (minimum_age is null or age >= minimum_age) and (below_age is null or age < below_age)
    group by person_id, as_of, scheme_number
),
for_everyone as (
    select scheme_number, rule from segment_rule where fact = 'everyone'
),
decided as (
    select a.person_id, a.as_of, e.scheme_number, coalesce(f.rule, e.rule) as rule
    from alive a
    cross join for_everyone e
    left join first_rule f
        on f.person_id = a.person_id and f.as_of = a.as_of and f.scheme_number = e.scheme_number
),
words as (
    select distinct scheme, scheme_number, rule, segment, reason from segment_rule
)
select
    d.person_id as person_id,
    d.as_of as as_of,
    w.scheme as scheme,
    w.segment as segment,
    w.rule as rule,
    w.reason as reason
from decided d
join words w on w.scheme_number = d.scheme_number and w.rule = d.rule
