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
with merged as (  -- only the organisations that another took the place of
    select organisation_code, standing_code from standing_organisation where standing_code <> organisation_code
), counted as (  -- by the code in the record: few people meet an organisation under two codes in one year
    select
        contact.person_id, resident_stretch.year_starts_on, contact.organisation_code,
        count(*) as contacts,
        count(continuity_kind.kind) as continuity_contacts
    from contact
    inner join resident_stretch
        on resident_stretch.person_id = contact.person_id
        and resident_stretch.starts_on <= contact.starts_on
        and resident_stretch.ends_before > contact.starts_on
    left join continuity_kind
        on continuity_kind.setting = contact.setting and continuity_kind.kind = contact.kind
    where contact.attended and contact.organisation_code is not null
    group by contact.person_id, resident_stretch.year_starts_on, contact.organisation_code
), touched as (  -- people of a year who met an organisation that was merged: theirs are added up again
    select counted.person_id, counted.year_starts_on
    from counted
    inner join merged on merged.organisation_code = counted.organisation_code
    group by counted.person_id, counted.year_starts_on
)
select person_id, year_starts_on, organisation_code, contacts, continuity_contacts
from counted
where not exists (
    select 1 from touched
    where touched.person_id = counted.person_id and touched.year_starts_on = counted.year_starts_on
)
union all
select
    counted.person_id, counted.year_starts_on,
    coalesce(merged.standing_code, counted.organisation_code) as organisation_code,
    sum(counted.contacts) as contacts,
    sum(counted.continuity_contacts) as continuity_contacts
from counted
inner join touched on touched.person_id = counted.person_id and touched.year_starts_on = counted.year_starts_on
left join merged on merged.organisation_code = counted.organisation_code
group by counted.person_id, counted.year_starts_on, coalesce(merged.standing_code, counted.organisation_code)
