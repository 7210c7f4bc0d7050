-- A spell of being observed stands for registration with the organisation that sends the files.
select
    person_id,
    source_organisation as practice_code,
    try_cast(observation_period_start_date as date) as starts_on,
    case
        when try_cast(observation_period_end_date as date) < date '2999-01-01'
            then try_cast(observation_period_end_date as date) + 1
    end as ends_before
from kept
