-- table: person_home
-- grain: one row per person and day scored, for people with a known small area
-- rule: The home the person lived in on the day as last known: of the homes with a deprivation quintile that began on or
--   before the day the latest, else the earliest that began after it. Of two that began on one day the more deprived counts.
-- columns:
--   person_id             integer  the person
--   as_of                 date     the day
--   deprivation_quintile  tinyint  national quintile of the small area's deprivation, 1 is the most deprived
with ranked as (  -- one whole number: known by then before not yet known, then how near, then the more deprived
    select
        residence.person_id,
        score_date.as_of,
        max(
            case
                when residence.starts_on <= score_date.as_of
                    then 10000000 - date_diff('day', residence.starts_on, score_date.as_of)
                else 5000000 - date_diff('day', score_date.as_of, residence.starts_on)
            end * 10 + 9 - residence.deprivation_quintile
        ) as best
    from residence
    cross join score_date
    where residence.deprivation_quintile is not null
    group by residence.person_id, score_date.as_of
)
select person_id, as_of, 9 - best % 10 as deprivation_quintile
from ranked
