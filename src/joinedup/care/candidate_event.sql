-- kept: as a view
-- table: candidate_event
-- grain: one row per contact and measure that counts it, of people who were eligible for a care model in any month
-- rule: The contacts that each measure of `measure_definition` counts (its numerator), of everyone in eligible_month, on
--   any day of the period covered, eligible on the day or not and living here or not: who reads it takes the days that
--   count. The measures counted in pence are not among them. A death counts for measures of deaths.
-- columns:
--   person_id    integer  the person
--   measure      varchar  name of the measure: see measure_definition
--   happened_on  date     first day of the contact
--   amount       bigint   what the measure counts: 1 for a contact, or its nights
with definition as (
    select measure, setting, kind, began, mark, counts
    from measure_definition
    where counts in ('contacts', 'bed_days')
), person_of as (
    select person_id from eligible_person_month group by person_id
)
select
    contact.person_id, definition.measure, contact.starts_on as happened_on,
    case when definition.counts = 'bed_days' then coalesce(contact.bed_days, 0) else 1 end as amount
from contact
inner join person_of on person_of.person_id = contact.person_id
inner join definition
    on definition.setting = contact.setting and definition.kind = contact.kind and definition.mark = 'any'
inner join place_period
    on place_period.data_from <= contact.starts_on and place_period.data_ends_before > contact.starts_on
where contact.attended and (definition.began is null or definition.began = contact.began)
union all
select
    contact_mark.person_id, definition.measure, contact_mark.starts_on as happened_on,
    case when definition.counts = 'bed_days' then coalesce(contact_mark.bed_days, 0) else 1 end as amount
from contact_mark
inner join person_of on person_of.person_id = contact_mark.person_id
inner join definition
    on definition.setting = contact_mark.setting
    and definition.kind = contact_mark.kind
    and definition.mark = contact_mark.mark
inner join place_period
    on place_period.data_from <= contact_mark.starts_on and place_period.data_ends_before > contact_mark.starts_on
where definition.began is null or definition.began = contact_mark.began
union all
select person.person_id, definition.measure, person.died_on as happened_on, 1 as amount
from person
inner join person_of on person_of.person_id = person.person_id
inner join definition on definition.setting = 'population' and definition.kind = 'death'
inner join place_period on place_period.data_from <= person.died_on and place_period.data_ends_before > person.died_on
