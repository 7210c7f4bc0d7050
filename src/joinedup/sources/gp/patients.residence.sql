-- A practice knows one home for a spell of registration: the latest.
select
    person_id,
    try_cast(registration_start as date) as starts_on,
    case when try_cast(registration_end as date) < date '2999-01-01' then try_cast(registration_end as date) + 1 end
        as ends_before,
    nullif(trim(lsoa_code), '') as lsoa_code,
    case
        when deprivation_quintile in ('1', '2', '3', '4', '5') then try_cast(deprivation_quintile as tinyint)
    end as deprivation_quintile,
    coalesce(upper(care_home_flag) = 'Y', false) as care_home
from kept
