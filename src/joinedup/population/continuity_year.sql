-- table: continuity_year
-- grain: one row per year of the place, neighbourhood, segment and deprivation quintile
-- rule: The mean of the continuity indices of the people who have one: see person_year_continuity.
-- columns:
--   year_starts_on        date     first day of the year
--   neighbourhood         varchar  the neighbourhood; null for people in none
--   segment               varchar  the segment; null for people not scored on the first day of the year
--   deprivation_quintile  tinyint  1 is the most deprived; null when the home is not known
--   people                integer  people with an index
--   continuity            double   sum of their indices: divide by people for the mean
--   usual_share           double   sum of the shares of contacts with the organisation seen most
select
    person_year.year_starts_on, stratum.neighbourhood, stratum.segment, stratum.deprivation_quintile,
    count(*) as people,
    sum(person_year_continuity.continuity) as continuity,
    sum(person_year_continuity.usual_share) as usual_share
from person_year_continuity
inner join person_year
    on person_year.person_id = person_year_continuity.person_id
    and person_year.year_starts_on = person_year_continuity.year_starts_on
inner join stratum on stratum.stratum_id = person_year.stratum_id
group by person_year.year_starts_on, stratum.neighbourhood, stratum.segment, stratum.deprivation_quintile
