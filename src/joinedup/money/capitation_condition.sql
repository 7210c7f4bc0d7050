-- table: capitation_condition
-- grain: one row per person who lived here in the year that need is measured in and long-term condition known before it
-- rule: Conditions on whose register the person was on the first day of the year: recorded before it, and still counting.
-- columns:
--   person_id  integer  the person
--   condition  varchar  the condition, of the code list long-term-condition
--   title      varchar  the condition as people say it
select long_term_condition.person_id, long_term_condition.condition, long_term_condition.title
from long_term_condition
inner join capitation_year
    on long_term_condition.starts_on <= capitation_year.year_starts_on
    and (
        long_term_condition.ends_before is null
        or long_term_condition.ends_before > capitation_year.year_starts_on
    )
inner join person_year
    on person_year.person_id = long_term_condition.person_id
    and person_year.year_starts_on = capitation_year.year_starts_on
