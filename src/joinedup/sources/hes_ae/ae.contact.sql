-- Every attendance is a contact of one day, from arrival to departure. More than a week in the department is no duration.
select
    kept.row_id as contact_id,
    kept.person_id,
    coalesce(site.organisation_code, trust.organisation_code, nullif(trim(kept.PROCODE3), ''), kept.source_organisation)
        as organisation_code,
    'hospital' as setting,
    'emergency-department' as kind,
    cast(null as varchar) as began,
    try_cast(kept.ARRIVALDATE as date) as starts_on,
    try_cast(kept.ARRIVALDATE as date) + 1 as ends_before,
    cast(null as smallint) as bed_days,
    case when try_cast(kept.DEPDUR as double) between 0 and 10080 then cast(try_cast(kept.DEPDUR as double) as integer) end
        as minutes,
    true as attended
from kept
left join organisation as site on site.organisation_code = trim(kept.PROCODE5)
left join organisation as trust on trust.organisation_code = trim(kept.PROCODE3)
