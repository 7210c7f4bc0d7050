-- A primary diagnosis belongs to a referral, not to one contact. ICD-10 codes lose their dot and trailing marks;
-- a SNOMED CT code is its first concept id (an expression may follow it).
select
    person_id,
    cast(null as bigint) as contact_id,
    try_cast(CodedDiagTimestamp as date) as recorded_on,
    case lpad(trim(DiagSchemeInUse), 2, '0') when '02' then 'icd10' else 'snomed' end as code_system,
    case lpad(trim(DiagSchemeInUse), 2, '0')
        when '02' then regexp_extract(regexp_replace(upper(PrimDiag), '[^A-Z0-9]', '', 'g'), '^[A-Z][0-9]+', 0)
        else regexp_extract(trim(PrimDiag), '^[0-9]+', 0)
    end as code,
    cast(1 as smallint) as position
from kept
