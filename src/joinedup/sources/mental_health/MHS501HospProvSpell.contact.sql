-- A stay runs from admission to the day of discharge, that day included; nights are counted once it has ended.
select
    row_id as contact_id,
    person_id,
    coalesce(nullif(trim(OrgIDProv), ''), source_organisation) as organisation_code,
    'mental-health' as setting,
    'mental-health-admission' as kind,
    case
        when admission_method in ('11', '12', '13') then 'elective'
        when admission_method like '2%' then 'emergency'
        when admission_method in ('31', '32') then 'maternity'
        when admission_method = '81' then 'transfer'
        else 'other'
    end as began,
    admitted_on as starts_on,
    discharged_on + 1 as ends_before,
    try_cast(date_diff('day', admitted_on, discharged_on) as smallint) as bed_days,
    cast(null as integer) as minutes,
    true as attended
from (
    select
        row_id,
        person_id,
        OrgIDProv,
        source_organisation,
        upper(trim(MethAdmMHHospProvSpell)) as admission_method,
        try_cast(StartDateHospProvSpell as date) as admitted_on,
        case
            when try_cast(DischDateHospProvSpell as date) < date '2999-01-01' then try_cast(DischDateHospProvSpell as date)
        end as discharged_on
    from kept
) as spell
