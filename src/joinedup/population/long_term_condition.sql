-- table: long_term_condition
-- grain: one row per person and long-term condition: the register
-- rule: A person is on the register of a long-term condition from the day after one of its codes is first recorded. They
--   stay on it, save for conditions that count for some years only (cancer: five).
-- columns:
--   person_id    integer  the person
--   condition    varchar  the condition, of the code list long-term-condition
--   title        varchar  the condition as people say it
--   starts_on    date     first day on the register
--   ends_before  date     first day no longer on it; null while on it
select
    p.person_id as person_id,
    p.condition as condition,
    c.title as title,
    cast(p.first_recorded_on + interval 1 day as date) as starts_on,
    p.ends_before as ends_before
from person_condition p
join condition c on c.condition_number = p.condition_number
where p.code_list = 'long-term-condition'
