-- kept: as a view
-- table: resident_month
-- grain: one row per person and calendar month with a day lived in the place
-- rule: The days of the month that the person lived here, within the period covered. Somebody who moved within the place
--   during the month is counted once, with the practice and stratum of the first of those days.
-- columns:
--   person_id      integer   the person
--   month          date      first day of the month
--   days           smallint  days lived here in the month
--   practice_code  varchar   ODS code of the practice on the first of those days; null where the place counts people seen
--   stratum_id     smallint  neighbourhood, segment and deprivation on the first of those days: see stratum
with part as (
    select
        resident_stretch.person_id, resident_stretch.practice_code, resident_stretch.stratum_id, month.month,
        greatest(resident_stretch.starts_on, month.month) as starts_on,
        date_diff('day', greatest(resident_stretch.starts_on, month.month),
            least(resident_stretch.ends_before, month.ends_before)) as days
    from resident_stretch
    inner join month
        on month.month < resident_stretch.ends_before and month.ends_before > resident_stretch.starts_on
), came_twice as (  -- few people have two stretches that can meet in a month: only theirs are looked at twice
    select person_id from resident_stretch group by person_id, year_starts_on having count(*) > 1
    union
    select person_id from resident_stretch inner join month on month.month < year_starts_on and month.ends_before > year_starts_on
), shared_month as (
    select part.person_id, part.month, min(part.starts_on) as first_day, sum(part.days) as days
    from part
    inner join came_twice on came_twice.person_id = part.person_id
    group by part.person_id, part.month
)
select
    part.person_id, part.month, coalesce(shared_month.days, part.days) as days, part.practice_code, part.stratum_id
from part
left join shared_month on shared_month.person_id = part.person_id and shared_month.month = part.month
where shared_month.person_id is null or shared_month.first_day = part.starts_on
