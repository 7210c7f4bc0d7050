-- table: person_year_cost
-- grain: one row per person, year of the place and setting with a cost line
-- rule: The cost lines of the year, on days lived here.
-- columns:
--   person_id       integer  the person
--   year_starts_on  date     first day of the year
--   setting         varchar  setting of the care
--   cost_lines      integer  cost lines added up
--   amount_pence    bigint   what they come to in pence
select
    cost.person_id, resident_stretch.year_starts_on, cost.setting,
    count(*) as cost_lines, sum(cost.amount_pence) as amount_pence
from cost
inner join resident_stretch
    on resident_stretch.person_id = cost.person_id
    and resident_stretch.starts_on <= cost.day
    and resident_stretch.ends_before > cost.day
group by cost.person_id, resident_stretch.year_starts_on, cost.setting
