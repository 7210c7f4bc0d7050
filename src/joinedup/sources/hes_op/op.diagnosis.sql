-- Every ICD-10 code of an appointment, without the dot and the trailing X, - or dagger. What does not begin as an ICD-10 code
-- does (-, &) is left out.
select
    person_id,
    contact_id,
    recorded_on,
    'icd10' as code_system,
    regexp_extract(replace(upper(listed), '.', ''), '[A-Z][0-9][0-9]+', 0) as code,
    cast(substr(listed, 1, 2) as smallint) as position
from (
    select
        person_id,
        row_id as contact_id,
        try_cast(APPTDATE as date) as recorded_on,
        -- the position goes before the code, so that one list tells both
        unnest([
            '01' || DIAG_4_01, '02' || DIAG_4_02, '03' || DIAG_4_03, '04' || DIAG_4_04,
            '05' || DIAG_4_05, '06' || DIAG_4_06, '07' || DIAG_4_07, '08' || DIAG_4_08,
            '09' || DIAG_4_09, '10' || DIAG_4_10, '11' || DIAG_4_11, '12' || DIAG_4_12
        ]) as listed
    from kept
) as diagnosis
where regexp_matches(replace(upper(listed), '.', ''), '^.. *[A-Z][0-9][0-9]')
