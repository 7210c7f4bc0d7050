-- kept: as a view
-- table: cost
-- grain: one row per contact or prescription item; per contact and month where the price is for a time (a week, a bed day)
-- rule: What each contact in the period covered cost, at the unit price for its setting, kind, way of beginning and bed days
--   on the day of the line. A contact that the person did not come to, or that was cancelled, costs nothing. One without
--   a price costs nothing and says so; none is left out. Where a kind is priced by the week or the bed day, its days of
--   care are counted month by month within the period covered: for weeks every day from the first to the last, for bed
--   days the nights, and at least one. A line is rounded to the nearest penny, half a penny up.
-- columns:
--   source_id          bigint    the contact_id or medication_id it is for
--   person_id          integer   the person
--   organisation_code  varchar   ODS code of the organisation that gave the care
--   day                date      the contact's first day, the day of issue, or the first day of care within the month
--   setting            varchar   setting of the contact; general-practice for a prescription item
--   kind               varchar   kind of contact, or prescription-item
--   price_code         varchar   the unit price used, its name ending in its year; null when it costs nothing
--   part               smallint  1; for a spell priced month by month, which month of it this line is for
--   units              double    how many units: contacts and items 1, otherwise weeks or bed days
--   amount_pence       integer   what it cost in pence
--   reason             varchar   priced, did not attend, or no price
with timed_kind as (
    select kind, max(days_in_unit) as days_in_unit
    from price
    where days_in_unit is not null
    group by kind
), timed as (  -- first day of care, and the first day after the last one that the price counts
    select
        contact.contact_id, contact.person_id, contact.organisation_code, contact.setting, contact.kind,
        coalesce(contact.began, 'not recorded') as began,
        coalesce(contact.bed_days, 0) as bed_days,
        timed_kind.days_in_unit,
        greatest(contact.starts_on, place_period.data_from) as starts_on,
        least(
            case
                when timed_kind.days_in_unit = 1 and date_diff('day', contact.starts_on, contact.ends_before) > 1
                    then cast(contact.ends_before - interval 1 day as date)
                else coalesce(contact.ends_before, place_period.data_ends_before)
            end,
            place_period.data_ends_before
        ) as ends_before
    from contact
    inner join timed_kind on timed_kind.kind = contact.kind
    cross join place_period
    where contact.attended
), part as (
    select
        contact_id, person_id, organisation_code, setting, kind, began, bed_days, days_in_unit,
        greatest(timed.starts_on, month.month) as day,
        (extract(year from month.month) - extract(year from timed.starts_on)) * 12
        + extract(month from month.month) - extract(month from timed.starts_on) + 1 as part,
        date_diff('day', greatest(timed.starts_on, month.month), least(timed.ends_before, month.ends_before)) as days
    from timed
    inner join month on month.month < timed.ends_before and month.ends_before > timed.starts_on
    where timed.starts_on < timed.ends_before
)
select
    contact.contact_id as source_id, contact.person_id, contact.organisation_code, contact.starts_on as day,
    contact.setting, contact.kind,
    case when contact.attended then price.price_code end as price_code,
    cast(1 as smallint) as part,
    cast(1 as double) as units,
    cast(case when contact.attended then coalesce(price.amount_pence, 0) else 0 end as integer) as amount_pence,
    case when not contact.attended then 'did not attend' when price.price_code is null then 'no price' else 'priced' end
        as reason
from contact
cross join place_period
left join timed_kind on timed_kind.kind = contact.kind
left join price
    on price.setting = contact.setting
    and price.kind = contact.kind
    and price.began = coalesce(contact.began, 'not recorded')
    and price.calendar_year = extract(year from contact.starts_on)
    and price.minimum_bed_days <= coalesce(contact.bed_days, 0)
    and price.maximum_bed_days >= coalesce(contact.bed_days, 0)
    and price.starts_on <= contact.starts_on
    and price.ends_before > contact.starts_on
-- One CASE in place of two comparisons, here and below: the planner then knows that nearly every row passes, and what is
-- joined to 50 million lines is put the right way round (a third of the memory).
where case
    when contact.starts_on < place_period.data_from or contact.starts_on >= place_period.data_ends_before then false
    when timed_kind.days_in_unit is null then true
    else not contact.attended
end
union all
select
    part.contact_id as source_id, part.person_id, part.organisation_code, part.day, part.setting, part.kind,
    price.price_code,
    cast(part.part as smallint) as part,
    part.days / cast(part.days_in_unit as double) as units,
    cast(coalesce(floor(price.amount_pence * part.days / cast(part.days_in_unit as double) + 0.5), 0) as integer)
        as amount_pence,
    case when price.price_code is null then 'no price' else 'priced' end as reason
from part
left join price
    on price.setting = part.setting
    and price.kind = part.kind
    and price.began = part.began
    and price.calendar_year = extract(year from part.day)
    and price.minimum_bed_days <= part.bed_days
    and price.maximum_bed_days >= part.bed_days
    and price.starts_on <= part.day
    and price.ends_before > part.day
union all
select
    medication.medication_id as source_id, medication.person_id, medication.organisation_code,
    medication.issued_on as day, 'general-practice' as setting, 'prescription-item' as kind,
    price.price_code, cast(1 as smallint) as part, cast(1 as double) as units,
    cast(coalesce(price.amount_pence, 0) as integer) as amount_pence,
    case when price.price_code is null then 'no price' else 'priced' end as reason
from medication
cross join place_period
left join price
    on price.setting = 'general-practice' and price.kind = 'prescription-item' and price.began = 'not recorded'
    and price.calendar_year = extract(year from medication.issued_on)
    and price.starts_on <= medication.issued_on and price.ends_before > medication.issued_on
where case
    when medication.issued_on < place_period.data_from or medication.issued_on >= place_period.data_ends_before then false
    else true
end
