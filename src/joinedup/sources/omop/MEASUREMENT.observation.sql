-- Every measurement; a LOINC code ends in a dash and its check digit, SNOMED CT has digits only.
select
    row_id as observation_id,
    person_id,
    try_cast(measurement_date as date) as recorded_on,
    case when measurement_source_value like '%-%' then 'loinc' else 'snomed' end as code_system,
    trim(measurement_source_value) as code,
    try_cast(value_as_number as double) as value,
    nullif(trim(unit_source_value), '') as unit
from kept
