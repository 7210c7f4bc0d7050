-- table: population_month
-- grain: one row per calendar month and stratum with a day lived in it
-- rule: The people who lived here on the first day of the month that the data cover, and the days that anybody lived here
--   during it. The days are what rates are divided by: 365.25 of them are one person-year.
-- columns:
--   month        date      first day of the month
--   stratum_id   smallint  see stratum
--   people       integer   people living here on the first day of the month that the data cover
--   person_days  integer   days lived here by anybody
with alike as (  -- most people live here all year: stretches with the same days are counted together before they are spread
    select stratum_id, starts_on, ends_before, count(*) as people
    from resident_stretch
    group by stratum_id, starts_on, ends_before
)
select
    month.month,
    alike.stratum_id,
    sum(case when alike.starts_on <= greatest(month.month, place_period.data_from) then alike.people else 0 end) as people,
    sum(alike.people * date_diff('day', greatest(alike.starts_on, month.month),
        least(alike.ends_before, month.ends_before))) as person_days
from alike
inner join month on month.month < alike.ends_before and month.ends_before > alike.starts_on
cross join place_period
group by month.month, alike.stratum_id
