-- table: cost_month
-- grain: one row per calendar month, stratum, setting and kind with a cost line
-- rule: The cost lines of the month, on days lived here. A kind whose price is steady (see steady_price) is its contacts
--   of the month times that price; of any other the lines of `cost` are added up.
-- columns:
--   month         date      first day of the month
--   stratum_id    smallint  neighbourhood, segment and deprivation: see stratum
--   setting       varchar   setting of the care
--   kind          varchar   kind of contact, or prescription-item
--   cost_lines    integer   cost lines added up
--   unpriced      integer   those of them without a price
--   amount_pence  bigint    what they come to in pence
with steady_kind as (
    select kind from steady_price where span = 'month' group by kind
), line as (  -- told apart before they are matched with people: in most places few lines are left
    select person_id, day, setting, kind, amount_pence, reason
    from cost
    where kind not in (select kind from steady_kind)
)
select
    care_month.month, care_month.stratum_id, care_month.setting, care_month.kind,
    sum(care_month.lines) as cost_lines,
    0 as unpriced,
    sum(case when care_month.attended then care_month.lines * steady_price.amount_pence else 0 end) as amount_pence
from care_month
inner join steady_price
    on steady_price.span = 'month'
    and steady_price.starts_on = care_month.month
    and steady_price.kind = care_month.kind
group by care_month.month, care_month.stratum_id, care_month.setting, care_month.kind
union all
select
    cast(date_trunc('month', line.day) as date) as month, resident_stretch.stratum_id, line.setting, line.kind,
    count(*) as cost_lines,
    count(case when line.reason = 'no price' then 1 end) as unpriced,
    sum(line.amount_pence) as amount_pence
from line
inner join resident_stretch
    on resident_stretch.person_id = line.person_id
    and resident_stretch.starts_on <= line.day
    and resident_stretch.ends_before > line.day
group by cast(date_trunc('month', line.day) as date), resident_stretch.stratum_id, line.setting, line.kind
