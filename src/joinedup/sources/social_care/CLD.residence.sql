-- A person lives in a care home from the first day of a nursing or residential service to its last, both included.
select
    person_id,
    try_cast(Event_Start_Date as date) as starts_on,
    case when try_cast(Event_End_Date as date) < date '2999-01-01' then try_cast(Event_End_Date as date) + 1 end
        as ends_before,
    nullif(trim(LSOA11), '') as lsoa_code,
    cast(null as tinyint) as deprivation_quintile,
    true as care_home
from kept
where
    lower(trim(Event_Type)) = 'service'
    and lower(trim(Service_Type)) in ('long term support: nursing care', 'long term support: residential care')
