-- table: person_year_continuity
-- grain: one row per person and year of the place with at least two contacts that continuity counts
-- rule: How far a person's contacts of the year were with one organisation. With n contacts, of which n1, n2 ... with each
--   organisation, continuity is (n1 x n1 + n2 x n2 + ... - n) / (n x (n - 1)): 1 when all were with one organisation, 0 when
--   no two were with the same (Bice and Boxerman, Medical Care 1977;15(4):347-349). Fragmentation is 1 less it. An
--   organisation that another took the place of counts as its successor. People with fewer contacts have no index.
-- columns:
--   person_id       integer   the person
--   year_starts_on  date      first day of the year
--   stratum_id      smallint  the person's stratum in the first stretch of the year: see stratum
--   contacts        integer   contacts counted
--   organisations   smallint  organisations they were with
--   continuity      double    the index, 0 to 1
--   usual_share     double    share of the contacts that were with the organisation seen most, 0 to 1
with by_organisation as (
    select
        contact.person_id, resident_stretch.year_starts_on,
        coalesce(standing_organisation.standing_code, contact.organisation_code) as organisation_code,
        min(resident_stretch.stratum_id) as stratum_id,
        count(*) as contacts
    from contact
    inner join continuity_kind
        on continuity_kind.setting = contact.setting and continuity_kind.kind = contact.kind
    inner join resident_stretch
        on resident_stretch.person_id = contact.person_id
        and resident_stretch.starts_on <= contact.starts_on
        and resident_stretch.ends_before > contact.starts_on
    left join standing_organisation on standing_organisation.organisation_code = contact.organisation_code
    where contact.attended
    group by
        contact.person_id, resident_stretch.year_starts_on,
        coalesce(standing_organisation.standing_code, contact.organisation_code)
), by_person as (
    select
        person_id, year_starts_on, min(stratum_id) as stratum_id, sum(contacts) as contacts,
        count(*) as organisations, sum(contacts * contacts) as squares, max(contacts) as most
    from by_organisation
    group by person_id, year_starts_on
)
select
    by_person.person_id, by_person.year_starts_on, by_person.stratum_id, by_person.contacts, by_person.organisations,
    (by_person.squares - by_person.contacts)
        / cast(by_person.contacts * (by_person.contacts - 1) as double) as continuity,
    by_person.most / cast(by_person.contacts as double) as usual_share
from by_person
inner join measure_threshold on measure_threshold.threshold = 'continuity'
where by_person.contacts >= measure_threshold.amount and by_person.contacts > 1
