-- table: organisation_people
-- grain: one row per person and organisation that the person had contacts with in the latest year covered
-- rule: Contacts that the person came to and that began in the last twelve months covered, on days lived here. An
--   organisation that another took the place of counts as its successor.
-- columns:
--   person_id          integer  the person
--   organisation_code  varchar  ODS code of the organisation
--   contacts           integer  the person's contacts with it
select
    contact.person_id,
    coalesce(standing_organisation.standing_code, contact.organisation_code) as organisation_code,
    count(*) as contacts
from contact
cross join place_period
inner join resident
    on resident.person_id = contact.person_id
    and resident.starts_on <= contact.starts_on
    and resident.ends_before > contact.starts_on
left join standing_organisation on standing_organisation.organisation_code = contact.organisation_code
where contact.attended
    and contact.starts_on >= greatest(place_period.data_from,
        cast(place_period.data_ends_before - interval 12 month as date))
    and contact.starts_on < place_period.data_ends_before
group by contact.person_id, coalesce(standing_organisation.standing_code, contact.organisation_code)
