-- Every event is a contact with the council from its first day to its last, both included.
-- A service in a nursing or residential home is living in a care home; home support and reablement are care at home;
-- any other service is other support; requests, assessments and reviews are assessments.
select
    row_id as contact_id,
    person_id,
    source_organisation as organisation_code,
    'social-care' as setting,
    case
        when lower(trim(Event_Type)) <> 'service' then 'assessment'
        when lower(trim(Service_Type)) in ('long term support: nursing care', 'long term support: residential care')
            then 'care-home'
        when lower(trim(Service_Component)) in ('home support', 'reablement') then 'home-care'
        else 'other-support'
    end as kind,
    cast(null as varchar) as began,
    try_cast(Event_Start_Date as date) as starts_on,
    case when try_cast(Event_End_Date as date) < date '2999-01-01' then try_cast(Event_End_Date as date) + 1 end
        as ends_before,
    cast(null as smallint) as bed_days,
    cast(null as integer) as minutes,
    true as attended
from kept
