-- Every condition is a diagnosis, tied to no contact. ICD-10 codes lose their dot and trailing marks.
select
    person_id,
    cast(null as bigint) as contact_id,
    try_cast(condition_start_date as date) as recorded_on,
    case when regexp_matches(code, '^[0-9]') then 'snomed' else 'icd10' end as code_system,
    case when regexp_matches(code, '^[0-9]') then code else regexp_extract(code, '^[A-Z][0-9]+', 0) end as code,
    cast(1 as smallint) as position
from (
    select
        person_id,
        condition_start_date,
        regexp_replace(upper(condition_source_value), '[^A-Z0-9]', '', 'g') as code
    from kept
) as condition
