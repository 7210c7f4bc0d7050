-- Every visit is a contact with the organisation that sends the files, from its first day to its last, both included.
-- 9201 inpatient and 262 emergency room and inpatient are admissions, 9203 an emergency department, 581476 (home visit)
-- a community contact, anything else outpatient. A plain inpatient visit began as an emergency when the person came from
-- an emergency room (8870, 9203); otherwise how it began is not known.
select
    row_id as contact_id,
    person_id,
    source_organisation as organisation_code,
    case visit_concept when 581476 then 'community' else 'hospital' end as setting,
    case
        when visit_concept in (9201, 262) then 'admission'
        when visit_concept = 9203 then 'emergency-department'
        when visit_concept = 581476 then 'community-contact'
        else 'outpatient'
    end as kind,
    case
        when visit_concept in (9203, 262) then 'emergency'
        when visit_concept = 9201 and admitted_from_concept in (8870, 9203) then 'emergency'
        when visit_concept = 9201 then 'other'
    end as began,
    first_day as starts_on,
    last_day + 1 as ends_before,
    case when visit_concept in (9201, 262) then try_cast(date_diff('day', first_day, last_day) as smallint) end as bed_days,
    cast(null as integer) as minutes,
    true as attended
from (
    select
        row_id,
        person_id,
        source_organisation,
        try_cast(visit_concept_id as integer) as visit_concept,
        try_cast(admitted_from_concept_id as integer) as admitted_from_concept,
        try_cast(visit_start_date as date) as first_day,
        case when try_cast(visit_end_date as date) < date '2999-01-01' then try_cast(visit_end_date as date) end as last_day
    from kept
) as visit
