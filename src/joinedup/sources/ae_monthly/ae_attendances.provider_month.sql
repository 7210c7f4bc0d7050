-- Every row is a provider, kind of department and month; counts are published with a decimal point (21289.0).
select
    trim(org_code) as organisation_code,
    cast(null as varchar) as organisation_name,
    type as department_type,
    cast(date_trunc('month', try_cast(period as date)) as date) as month,
    cast(round(try_cast(attendances as double)) as integer) as attendances,
    cast(round(try_cast(breaches as double)) as integer) as over_four_hours,
    cast(round(try_cast(admissions as double)) as integer) as emergency_admissions
from kept
