-- Every row is a spell on the caseload of the care model it names; the last day on it is the day before `left_before`.
-- A care model of place.toml is told by its name, whatever its capitals and spaces; any other keeps the name it is given.
select
    kept.person_id,
    coalesce(named.care_model, trim(kept.CareModel)) as care_model,
    try_cast(kept.JoinedOn as date) as joined_on,
    case
        when try_cast(kept.LeftOn as date) < date '2999-01-01'
            then cast(try_cast(kept.LeftOn as date) + interval 1 day as date)
    end as left_before,
    kept.source_organisation as organisation_code
from kept
left join (
    select lower(regexp_replace(trim(care_model), '\s+', ' ', 'g')) as told_by, min(care_model) as care_model
    from care_model
    group by lower(regexp_replace(trim(care_model), '\s+', ' ', 'g'))
) as named on named.told_by = lower(regexp_replace(trim(kept.CareModel), '\s+', ' ', 'g'))
