-- Every row is a provider known by its name and a month, all kinds of department together.
select
    cast(null as varchar) as organisation_code,
    trim(org_name) as organisation_name,
    'all' as department_type,
    cast(date_trunc('month', try_cast(period as date)) as date) as month,
    cast(round(try_cast(attendances as double)) as integer) as attendances,
    cast(round(try_cast(over_4h as double)) as integer) as over_four_hours,
    cast(null as integer) as emergency_admissions
from kept
