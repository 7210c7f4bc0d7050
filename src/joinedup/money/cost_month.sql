-- table: cost_month
-- grain: one row per calendar month, stratum, setting and kind with a cost line
-- rule: The cost lines of the month, on days lived here.
-- columns:
--   month         date      first day of the month
--   stratum_id    smallint  neighbourhood, segment and deprivation: see stratum
--   setting       varchar   setting of the care
--   kind          varchar   kind of contact, or prescription-item
--   cost_lines    integer   cost lines added up
--   unpriced      integer   those of them without a price
--   amount_pence  bigint    what they come to in pence
select
    cast(date_trunc('month', cost.day) as date) as month, resident_stretch.stratum_id, cost.setting, cost.kind,
    count(*) as cost_lines,
    count(case when cost.reason = 'no price' then 1 end) as unpriced,
    sum(cost.amount_pence) as amount_pence
from cost
inner join resident_stretch
    on resident_stretch.person_id = cost.person_id
    and resident_stretch.starts_on <= cost.day
    and resident_stretch.ends_before > cost.day
group by cast(date_trunc('month', cost.day) as date), resident_stretch.stratum_id, cost.setting, cost.kind
