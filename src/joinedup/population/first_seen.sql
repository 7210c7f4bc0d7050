-- table: first_seen
-- grain: one row per person with a record in any source, in places that count people seen; no row in other places
-- rule: The earliest day of any contact, diagnosis, prescription, measurement, registration or home in the records.
-- columns:
--   person_id  integer  the person
--   seen_on    date     the earliest day
with rule as (
    select counted from population_rule where counted = 'seen'
)
select person_id, min(seen_on) as seen_on
from (
    select person_id, min(starts_on) as seen_on from contact cross join rule group by person_id
    union all
    select person_id, min(recorded_on) as seen_on from diagnosis cross join rule group by person_id
    union all
    select person_id, min(issued_on) as seen_on from medication cross join rule group by person_id
    union all
    select person_id, min(recorded_on) as seen_on from observation cross join rule group by person_id
    union all
    select person_id, min(starts_on) as seen_on from registration cross join rule group by person_id
    union all
    select person_id, min(starts_on) as seen_on from residence cross join rule group by person_id
) as earliest
where seen_on is not null
group by person_id
