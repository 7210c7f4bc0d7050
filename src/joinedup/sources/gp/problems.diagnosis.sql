-- Every problem is a diagnosis of its own, tied to no contact.
select
    person_id,
    cast(null as bigint) as contact_id,
    try_cast(recorded_date as date) as recorded_on,
    'snomed' as code_system,
    snomed_code as code,
    cast(1 as smallint) as position
from kept
