-- table: person_year_organisation
-- grain: one row per person, year of the place and organisation with a contact
-- rule: Contacts that the person came to, on days lived here, by the organisation that gave the care. An organisation that
--   another took the place of counts as its successor.
-- columns:
--   person_id            integer   the person
--   year_starts_on       date      first day of the year
--   organisation_code    varchar   ODS code of the organisation
--   contacts             integer   contacts with it
--   continuity_contacts  integer   those of a kind that continuity counts: see continuity_kind
with body as (  -- codes in the records that the place file does not name count as themselves
    select seen.organisation_code, coalesce(standing_organisation.standing_code, seen.organisation_code) as standing_code
    from (select organisation_code from contact group by organisation_code) as seen
    left join standing_organisation on standing_organisation.organisation_code = seen.organisation_code
), numbered as (
    select organisation_code, standing_code, cast(dense_rank() over (order by standing_code) as integer) as body_number
    from body
), counted as (  -- grouped by a number: much less work than by a code
    select
        contact.person_id, resident_stretch.year_starts_on, numbered.body_number,
        count(*) as contacts,
        count(continuity_kind.kind) as continuity_contacts
    from contact
    inner join numbered on numbered.organisation_code = contact.organisation_code
    inner join resident_stretch
        on resident_stretch.person_id = contact.person_id
        and resident_stretch.starts_on <= contact.starts_on
        and resident_stretch.ends_before > contact.starts_on
    left join continuity_kind
        on continuity_kind.setting = contact.setting and continuity_kind.kind = contact.kind
    where contact.attended
    group by contact.person_id, resident_stretch.year_starts_on, numbered.body_number
), name as (
    select body_number, standing_code from numbered group by body_number, standing_code
)
select
    counted.person_id, counted.year_starts_on, name.standing_code as organisation_code,
    counted.contacts, counted.continuity_contacts
from counted
inner join name on name.body_number = counted.body_number
