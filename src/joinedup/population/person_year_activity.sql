-- table: person_year_activity
-- grain: one row per person, year of the place, setting, kind and way of beginning with at least one contact
-- rule: Contacts that the person came to, on days lived here; a stay or a spell of support counts on its first day, with all
--   its bed days. Prescribed items are counted with them, as kind prescription-item.
-- columns:
--   person_id       integer   the person
--   year_starts_on  date      first day of the year
--   setting         varchar   setting of the contacts
--   kind            varchar   kind of contact, or prescription-item
--   began           varchar   how they began; null where it has no meaning
--   contacts        integer   contacts or items
--   bed_days        integer   nights in a bed; null where there is no bed
select
    contact.person_id, resident_stretch.year_starts_on, contact.setting, contact.kind, contact.began,
    count(*) as contacts, sum(contact.bed_days) as bed_days
from contact
inner join resident_stretch
    on resident_stretch.person_id = contact.person_id
    and resident_stretch.starts_on <= contact.starts_on
    and resident_stretch.ends_before > contact.starts_on
where contact.attended
group by contact.person_id, resident_stretch.year_starts_on, contact.setting, contact.kind, contact.began
union all
select
    medication.person_id, resident_stretch.year_starts_on, 'general-practice' as setting,
    'prescription-item' as kind, null as began, count(*) as contacts, null as bed_days
from medication
inner join resident_stretch
    on resident_stretch.person_id = medication.person_id
    and resident_stretch.starts_on <= medication.issued_on
    and resident_stretch.ends_before > medication.issued_on
group by medication.person_id, resident_stretch.year_starts_on
