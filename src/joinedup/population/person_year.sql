-- table: person_year
-- grain: one row per person and year of the place with a day lived in it
-- rule: The days of the year that the person lived here. Somebody who moved within the place during the year has the
--   practice and stratum of the first of those days.
-- columns:
--   person_id             integer   the person
--   year_starts_on        date      first day of the year
--   person_days           smallint  days lived here in the year
--   age                   smallint  age in whole years on the first day of the year, 0 for those born since; null when not known
--   sex                   varchar   female, male, other or unknown
--   practice_code         varchar   ODS code of the practice; null where the place counts people seen
--   neighbourhood         varchar   the practice's neighbourhood; null for people in none
--   segment               varchar   the segment on the first day of the year; null for people not scored then
--   deprivation_quintile  tinyint   1 is the most deprived; null when the home is not known
--   stratum_id            smallint  the three together: see stratum
--   died                  boolean   whether the person died in the year, living here
with lived as (
    select
        person_id, year_starts_on, min(starts_on) as first_day, max(ends_before) as ends_before,
        sum(date_diff('day', starts_on, ends_before)) as person_days
    from resident_stretch
    group by person_id, year_starts_on
)
select
    lived.person_id,
    lived.year_starts_on,
    lived.person_days,
    greatest(0, (
        extract(year from lived.year_starts_on) * 12 + extract(month from lived.year_starts_on)
        - extract(year from person.birth_month) * 12 - extract(month from person.birth_month)
    ) // 12) + case when person.birth_month is null then null else 0 end as age,
    person.sex,
    resident_stretch.practice_code,
    stratum.neighbourhood,
    stratum.segment,
    stratum.deprivation_quintile,
    resident_stretch.stratum_id,
    coalesce(date_diff('day', person.died_on, lived.ends_before) = 1, false) as died
from lived
inner join resident_stretch
    on resident_stretch.person_id = lived.person_id and resident_stretch.starts_on = lived.first_day
inner join person on person.person_id = lived.person_id
inner join stratum on stratum.stratum_id = resident_stretch.stratum_id
