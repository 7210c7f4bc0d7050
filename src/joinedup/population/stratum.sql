-- table: stratum
-- grain: one row per neighbourhood, segment and deprivation quintile that people can be in
-- rule: Every neighbourhood of the place and none, by every segment of the segmentation that the place chose and none, by
--   every quintile and none; so that tables of months and measures carry one small number instead of three words.
-- columns:
--   stratum_id            smallint  number of the stratum, from 1; it means nothing outside this build
--   neighbourhood         varchar   the neighbourhood; null for people in none
--   segment               varchar   the segment; null for people not yet scored (born or come since the day scored)
--   deprivation_quintile  tinyint   1 is the most deprived; null when the home is not known
with neighbourhood as (
    select neighbourhood from place_practice group by neighbourhood
    union all
    select null as neighbourhood
), segment as (
    select person_segment.segment
    from person_segment
    inner join population_rule on population_rule.segments = person_segment.scheme
    group by person_segment.segment
    union all
    select null as segment
), quintile as (
    select 1 as deprivation_quintile
    union all select 2 as deprivation_quintile
    union all select 3 as deprivation_quintile
    union all select 4 as deprivation_quintile
    union all select 5 as deprivation_quintile
    union all select null as deprivation_quintile
)
select
    row_number() over (
        order by
            coalesce(neighbourhood.neighbourhood, ''), coalesce(segment.segment, ''),
            coalesce(quintile.deprivation_quintile, 0)
    ) as stratum_id,
    neighbourhood.neighbourhood, segment.segment, quintile.deprivation_quintile
from neighbourhood
cross join segment
cross join quintile
