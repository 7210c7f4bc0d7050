-- table: price
-- grain: one row per unit price, calendar year it applies in and way a contact can begin
-- rule: The unit prices laid out for the period covered, so that a contact finds its own by plain equality: a price for any
--   way of beginning has a row for each way and one, `not recorded`, for contacts that do not say.
-- columns:
--   price_code        varchar   name of the price and its year
--   setting           varchar   setting of what it prices
--   kind              varchar   kind of what it prices
--   began             varchar   how the contact began, or not recorded
--   calendar_year     integer   the calendar year
--   minimum_bed_days  smallint  fewest bed days it prices
--   maximum_bed_days  smallint  most bed days it prices
--   starts_on         date      first day it applies
--   ends_before       date      first day it no longer applies
--   unit              varchar   contact, bed day, week or item
--   days_in_unit      smallint  days of care in one unit, for units of time; null for contact and item
--   amount_pence      bigint    price of one unit in pence
with beginning as (
    select 'emergency' as began
    union all select 'elective' as began
    union all select 'maternity' as began
    union all select 'transfer' as began
    union all select 'other' as began
    union all select 'not recorded' as began
), year as (
    select extract(year from month) as calendar_year from month group by extract(year from month)
), dated as (
    select
        price_code, setting, kind, began, minimum_bed_days, maximum_bed_days, starts_on,
        coalesce(ends_before, cast('9999-12-31' as date)) as ends_before, unit, amount_pence
    from unit_price
)
select
    dated.price_code, dated.setting, dated.kind, beginning.began, year.calendar_year,
    coalesce(dated.minimum_bed_days, -1) as minimum_bed_days,
    coalesce(dated.maximum_bed_days, 32767) as maximum_bed_days,
    dated.starts_on, dated.ends_before, dated.unit,
    case dated.unit when 'bed day' then 1 when 'week' then 7 end as days_in_unit,
    dated.amount_pence
from dated
inner join beginning on beginning.began = dated.began or dated.began is null
inner join year
    on year.calendar_year >= extract(year from dated.starts_on) and year.calendar_year <= extract(year from dated.ends_before)
