-- Every observation row; a value in words leaves the number empty.
select
    row_id as observation_id,
    person_id,
    try_cast(recorded_date as date) as recorded_on,
    'snomed' as code_system,
    snomed_code as code,
    try_cast(value as double) as value,
    nullif(trim(unit), '') as unit
from kept
