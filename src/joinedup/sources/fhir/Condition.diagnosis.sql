-- Every condition is a diagnosis of its own, tied to no contact: its first coding, or its second where the first is
-- neither SNOMED CT nor ICD-10. ICD-10 codes lose their dot and trailing marks.
select
    person_id,
    cast(null as bigint) as contact_id,
    recorded_on,
    case when code_system = 'http://snomed.info/sct' then 'snomed' else 'icd10' end as code_system,
    case
        when code_system = 'http://snomed.info/sct' then code
        else regexp_extract(regexp_replace(upper(code), '[^A-Z0-9]', '', 'g'), '^[A-Z][0-9]+', 0)
    end as code,
    cast(1 as smallint) as position
from (
    select
        person_id,
        try_cast(
            substr(
                coalesce(
                    (line ->> '$.recordedDate'),
                    (line ->> '$.onsetDateTime'),
                    (line ->> '$.onsetPeriod.start')
                ) || '-01-01', 1, 10
            ) as date
        ) as recorded_on,
        case
            when regexp_matches(line ->> '$.code.coding[0].system', 'http://snomed.info/sct|http://hl7.org/fhir/sid/icd-10')
                then (line ->> '$.code.coding[0].system')
            else (line ->> '$.code.coding[1].system')
        end as code_system,
        case
            when regexp_matches(line ->> '$.code.coding[0].system', 'http://snomed.info/sct|http://hl7.org/fhir/sid/icd-10')
                then (line ->> '$.code.coding[0].code')
            else (line ->> '$.code.coding[1].code')
        end as code
    from kept
) as condition
