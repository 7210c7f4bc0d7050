-- Every appointment is a contact of one day. It was attended when the code says seen; a code for not known is left null.
select
    kept.row_id as contact_id,
    kept.person_id,
    coalesce(site.organisation_code, trust.organisation_code, nullif(trim(kept.PROCODE3), ''), kept.source_organisation)
        as organisation_code,
    'hospital' as setting,
    'outpatient' as kind,
    cast(null as varchar) as began,
    try_cast(kept.APPTDATE as date) as starts_on,
    try_cast(kept.APPTDATE as date) + 1 as ends_before,
    cast(null as smallint) as bed_days,
    cast(null as integer) as minutes,
    case
        when trim(kept.ATTENDED) in ('5', '6') then true
        when trim(kept.ATTENDED) in ('2', '3', '4', '7') then false
    end as attended
from kept
left join organisation as site on site.organisation_code = trim(kept.PROCODE5)
left join organisation as trust on trust.organisation_code = trim(kept.PROCODE3)
