-- kept: as a view
-- table: timeline
-- grain: one row per thing that happened to a person
-- rule: Contacts, prescribed items, the first and last day of living here, the first day on the register of a long-term
--   condition, and death, in lanes: the organisation that gave the care, or none. Read it for one person at a time, ordered
--   by day and then order_on_day.
-- columns:
--   person_id     integer   the person
--   day           date      the day, or the first day
--   ends_before   date      first day after the last; null while it goes on, and for things of one day
--   order_on_day  smallint  place among the things of one day
--   lane          varchar   ODS code of the organisation; null for what no organisation did
--   event         varchar   contact, prescription, arrival, departure, condition or death
--   words         varchar   what happened
--   source_id     bigint    the contact_id or medication_id; null for other things
select
    person_id, starts_on as day, ends_before, cast(3 as smallint) as order_on_day, organisation_code as lane,
    'contact' as event,
    setting || ': ' || kind || coalesce(' (' || began || ')', '')
    || case when attended then '' else ', did not attend or cancelled' end
    || coalesce(', ' || cast(bed_days as varchar) || ' bed days', '') as words,
    contact_id as source_id
from contact
union all
select
    person_id, issued_on as day, cast(null as date) as ends_before, cast(4 as smallint) as order_on_day,
    organisation_code as lane, 'prescription' as event,
    'prescribed ' || code_system || ' ' || code || coalesce(', quantity ' || cast(quantity as varchar), '') as words,
    medication_id as source_id
from medication
union all
select
    person_id, starts_on as day, ends_before, cast(1 as smallint) as order_on_day, practice_code as lane,
    'arrival' as event, reason as words, cast(null as bigint) as source_id
from resident
union all
select
    resident.person_id, resident.ends_before as day, cast(null as date) as ends_before, cast(6 as smallint) as order_on_day,
    resident.practice_code as lane, 'departure' as event, 'no longer registered here' as words,
    cast(null as bigint) as source_id
from resident
cross join place_period
inner join person on person.person_id = resident.person_id
where resident.ends_before < place_period.data_ends_before
    and (person.died_on is null or person.died_on >= resident.ends_before)
union all
select
    person_id, starts_on as day, ends_before, cast(2 as smallint) as order_on_day, cast(null as varchar) as lane,
    'condition' as event, 'on the register of ' || lower(title) as words, cast(null as bigint) as source_id
from long_term_condition
union all
select
    person_id, died_on as day, cast(null as date) as ends_before, cast(5 as smallint) as order_on_day,
    cast(null as varchar) as lane, 'death' as event, 'died' as words, cast(null as bigint) as source_id
from person
where died_on is not null
