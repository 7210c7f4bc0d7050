-- table: price
-- grain: one row per unit price and way a contact can begin
-- rule: The unit prices laid out so that a contact finds its own by plain equality: a price for any way of beginning has
--   a row for each way and one, `not recorded`, for contacts that do not say.
-- columns:
--   price_code        varchar   name of the price and its year
--   setting           varchar   setting of what it prices
--   kind              varchar   kind of what it prices
--   began             varchar   how the contact began, or not recorded
--   minimum_bed_days  smallint  fewest bed days it prices
--   maximum_bed_days  smallint  most bed days it prices
--   starts_on         date      first day it applies
--   ends_before       date      first day it no longer applies
--   unit              varchar   contact, bed day, week or item
--   days_in_unit      smallint  days of care in one unit, for units of time; null for contact and item
--   amount_pence      bigint    price of one unit in pence
select
    unit_price.price_code, unit_price.setting, unit_price.kind, beginning.began,
    coalesce(unit_price.minimum_bed_days, -1) as minimum_bed_days,
    coalesce(unit_price.maximum_bed_days, 32767) as maximum_bed_days,
    unit_price.starts_on,
    coalesce(unit_price.ends_before, cast('9999-12-31' as date)) as ends_before,
    unit_price.unit,
    case unit_price.unit when 'bed day' then 1 when 'week' then 7 end as days_in_unit,
    unit_price.amount_pence
from unit_price
inner join (
    select 'emergency' as began
    union all select 'elective' as began
    union all select 'maternity' as began
    union all select 'transfer' as began
    union all select 'other' as began
    union all select 'not recorded' as began
) as beginning on beginning.began = unit_price.began or unit_price.began is null
