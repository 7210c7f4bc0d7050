-- A spell of registration lasts until its last day; an end in year 2999 or later is a filler for "still registered".
select
    person_id,
    practice_code,
    try_cast(registration_start as date) as starts_on,
    case when try_cast(registration_end as date) < date '2999-01-01' then try_cast(registration_end as date) + 1 end
        as ends_before
from kept
