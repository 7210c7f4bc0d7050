-- Every care contact is a contact of one day.
select
    row_id as contact_id,
    person_id,
    coalesce(nullif(trim(OrgIDProv), ''), source_organisation) as organisation_code,
    'mental-health' as setting,
    'mental-health-contact' as kind,
    cast(null as varchar) as began,
    try_cast(CareContDate as date) as starts_on,
    try_cast(CareContDate as date) + 1 as ends_before,
    cast(null as smallint) as bed_days,
    try_cast(round(try_cast(ClinContDurOfCareCont as double)) as integer) as minutes,
    case
        when coalesce(AttendOrDNACode, AttendStatus) in ('5', '6') then true
        when coalesce(AttendOrDNACode, AttendStatus) in ('2', '3', '4', '7') then false
    end as attended
from kept
