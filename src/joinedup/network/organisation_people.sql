-- kept: as a view
-- table: organisation_people
-- grain: one row per person and organisation that the person had contacts with in the latest year
-- rule: The latest whole year of the place (the latest year, where none is whole) of person_year_organisation.
-- columns:
--   person_id          integer  the person
--   organisation_code  varchar  ODS code of the organisation
--   year_starts_on     date     first day of the year
--   contacts           integer  the person's contacts with it
with latest as (
    select as_of
    from score_date
    where year_ends_before is not null
    order by case when year_ends_before >= as_of + interval 12 month then 0 else 1 end, as_of desc
    limit 1
)
select
    person_year_organisation.person_id, person_year_organisation.organisation_code,
    person_year_organisation.year_starts_on, person_year_organisation.contacts
from person_year_organisation
inner join latest on latest.as_of = person_year_organisation.year_starts_on
