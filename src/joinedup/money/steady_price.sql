-- table: steady_price
-- grain: one row per kind of contact (or prescription-item) with a steady price, and calendar month or year of the place
-- rule: A kind is steady when all its contacts of a month cost the same, in each month of the period covered: one price,
--   from the first day to the last, however the contact began, whatever its bed days, and not by the week or the bed
--   day. So for years. What a steady kind cost is its price times its contacts; `cost` gives the same line by line.
-- columns:
--   span          varchar  month, or year for a year of the place
--   starts_on     date     first day of the month or year
--   setting       varchar  setting of what it prices
--   kind          varchar  kind of what it prices
--   amount_pence  bigint   price of one in pence
with span as (
    select 'month' as span, month as starts_on, ends_before from month
    union all
    select 'year' as span, as_of as starts_on, year_ends_before as ends_before
    from score_date
    where year_ends_before is not null
), priced as (
    select
        span.span, span.starts_on, unit_price.setting, unit_price.kind,
        max(unit_price.amount_pence) as amount_pence,
        count(*) as prices,
        count(case
            when unit_price.began is null
                and unit_price.minimum_bed_days is null
                and unit_price.maximum_bed_days is null
                and unit_price.unit not in ('week', 'bed day')
                and unit_price.starts_on <= span.starts_on
                and coalesce(unit_price.ends_before, span.ends_before) >= span.ends_before
            then 1
        end) as prices_for_all
    from unit_price
    inner join span
        on span.ends_before > unit_price.starts_on
        and span.starts_on < coalesce(unit_price.ends_before, span.ends_before)
    group by span.span, span.starts_on, unit_price.setting, unit_price.kind
), spans as (
    select span, count(*) as spans from span group by span
), steady as (
    select priced.span, priced.kind
    from priced
    inner join spans on spans.span = priced.span
    group by priced.span, priced.kind, spans.spans
    having count(*) = spans.spans and max(priced.prices) = 1 and min(priced.prices_for_all) = 1
)
select priced.span, priced.starts_on, priced.setting, priced.kind, priced.amount_pence
from priced
inner join steady on steady.span = priced.span and steady.kind = priced.kind
