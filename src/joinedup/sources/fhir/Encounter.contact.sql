-- Every encounter is a contact with the organisation that sends the file, from its first day to its last, both included.
-- Inpatient classes (IMP, ACUTE, NONAC, OBSENC, SS) are admissions, EMER an emergency department, HH (at home) and FLD
-- (in the field) community contacts; AMB, VR (virtual) and any other are outpatient. A referral from an emergency
-- department (admitSource emd) or a priority of EM makes an admission an emergency; otherwise how it began is not known.
select
    row_id as contact_id,
    person_id,
    source_organisation as organisation_code,
    case when class in ('HH', 'FLD') then 'community' else 'hospital' end as setting,
    case
        when class in ('IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS') then 'admission'
        when class = 'EMER' then 'emergency-department'
        when class in ('HH', 'FLD') then 'community-contact'
        else 'outpatient'
    end as kind,
    case
        when class = 'EMER' then 'emergency'
        when class in ('IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS') and (came_from = 'emd' or priority = 'EM') then 'emergency'
        when class in ('IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS') then 'other'
    end as began,
    first_day as starts_on,
    last_day + 1 as ends_before,
    case
        when class in ('IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS')
            then try_cast(date_diff('day', first_day, last_day) as smallint)
    end as bed_days,
    case
        when class not in ('IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS')
            then try_cast(floor((epoch(ended_at) - epoch(started_at)) / 60) as integer)
    end as minutes,
    case
        when status in ('arrived', 'triaged', 'in-progress', 'onleave', 'finished') then true
        when status = 'cancelled' then false
    end as attended
from (
    select
        row_id,
        person_id,
        source_organisation,
        upper(line ->> '$.class.code') as class,
        line ->> '$.hospitalization.admitSource.coding[0].code' as came_from,
        line ->> '$.priority.coding[0].code' as priority,
        line ->> '$.status' as status,
        try_cast(substr((line ->> '$.period.start') || '-01-01', 1, 10) as date) as first_day,
        case
            when try_cast(substr(line ->> '$.period.end', 1, 10) as date) < date '2999-01-01'
                then try_cast(substr(line ->> '$.period.end', 1, 10) as date)
        end as last_day,
        try_cast((line ->> '$.period.start') as timestamptz) as started_at,
        try_cast((line ->> '$.period.end') as timestamptz) as ended_at
    from kept
) as encounter
