-- table: practice_hospital
-- grain: one row per practice whose people had a contact with a hospital in the year that need is measured in
-- rule: The acute hospital trust that the practice's people had the most contacts with in the year; of two with equally many
--   the first by code. It says which hospital serves a practice, not who went there.
-- columns:
--   practice_code  varchar  ODS code of the practice
--   hospital_code  varchar  ODS code of the hospital trust
--   contacts       bigint   contacts of the practice's people with it
with met as (
    select
        person_year.practice_code,
        person_year_organisation.organisation_code,
        sum(person_year_organisation.contacts) as contacts
    from person_year_organisation
    inner join capitation_year on capitation_year.year_starts_on = person_year_organisation.year_starts_on
    inner join organisation
        on organisation.organisation_code = person_year_organisation.organisation_code
        and organisation.organisation_kind = 'acute'
    inner join person_year
        on person_year.person_id = person_year_organisation.person_id
        and person_year.year_starts_on = person_year_organisation.year_starts_on
    where person_year.practice_code is not null
    group by person_year.practice_code, person_year_organisation.organisation_code
), ranked as (
    select
        practice_code, organisation_code, contacts,
        row_number() over (partition by practice_code order by contacts desc, organisation_code) as place
    from met
)
select practice_code, organisation_code as hospital_code, contacts
from ranked
where place = 1
