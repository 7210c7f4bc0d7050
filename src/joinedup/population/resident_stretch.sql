-- table: resident_stretch
-- grain: one row per person and stretch of days lived in the place, in one year and with one practice
-- rule: Each spell of `resident` within the period covered, cut where a year of the place begins. A person's segment and
--   deprivation are those of the first day of the year and hold all year, so that what happens in the year cannot change
--   the group it is counted in. Days and events are both counted by the stretch they fall in.
-- columns:
--   person_id       integer   the person
--   year_starts_on  date      first day of the year of the place
--   starts_on       date      first day of the stretch
--   ends_before     date      first day after it
--   practice_code   varchar   ODS code of the practice; null where the place counts people seen
--   stratum_id      smallint  neighbourhood, segment and deprivation: see stratum
with year as (
    select as_of, year_ends_before from score_date where year_ends_before is not null
), segmented as (
    select person_segment.person_id, person_segment.as_of, person_segment.segment
    from person_segment
    inner join population_rule on population_rule.segments = person_segment.scheme
)
select
    resident.person_id,
    year.as_of as year_starts_on,
    greatest(resident.starts_on, year.as_of) as starts_on,
    least(resident.ends_before, year.year_ends_before) as ends_before,
    resident.practice_code,
    stratum.stratum_id
from resident
inner join year on year.as_of < resident.ends_before and year.year_ends_before > resident.starts_on
left join segmented on segmented.person_id = resident.person_id and segmented.as_of = year.as_of
left join person_home on person_home.person_id = resident.person_id and person_home.as_of = year.as_of
inner join stratum
    on coalesce(stratum.neighbourhood, '') = coalesce(resident.neighbourhood, '')
    and coalesce(stratum.segment, '') = coalesce(segmented.segment, '')
    and coalesce(stratum.deprivation_quintile, 0) = coalesce(person_home.deprivation_quintile, 0)
