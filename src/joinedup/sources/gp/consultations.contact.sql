-- Every consultation is a contact of one day; it was attended when its status says so.
select
    row_id as contact_id,
    person_id,
    practice_code as organisation_code,
    'general-practice' as setting,
    'consultation' as kind,
    cast(null as varchar) as began,
    try_cast(consultation_date as date) as starts_on,
    try_cast(consultation_date as date) + 1 as ends_before,
    cast(null as smallint) as bed_days,
    try_cast(round(try_cast(duration_minutes as double)) as integer) as minutes,
    case status when 'attended' then true when 'did-not-attend' then false when 'cancelled' then false end as attended
from kept
