-- table: care_month
-- grain: one row per calendar month, stratum, practice, setting, kind and way of beginning, attended or not
-- rule: Every contact and every prescribed item, on days lived here, on its first day. The records are matched with the
--   people once for all that is counted by month: activity_month, practice_month and cost_month read this.
-- columns:
--   month          date      first day of the month
--   stratum_id     smallint  neighbourhood, segment and deprivation: see stratum
--   practice_code  varchar   ODS code of the practice on the day; null where the place counts people seen
--   setting        varchar   setting of the contacts; general-practice for prescribed items
--   kind           varchar   kind of contact, or prescription-item
--   began          varchar   how they began; null where it has no meaning
--   attended       boolean   whether the person came; true for prescribed items
--   lines          integer   contacts or items
--   bed_days       integer   nights in a bed; null where there is no bed
select
    cast(date_trunc('month', contact.starts_on) as date) as month, resident_stretch.stratum_id, resident_stretch.practice_code,
    contact.setting, contact.kind, contact.began, contact.attended,
    count(*) as lines, sum(contact.bed_days) as bed_days
from contact
inner join resident_stretch
    on resident_stretch.person_id = contact.person_id
    and resident_stretch.starts_on <= contact.starts_on
    and resident_stretch.ends_before > contact.starts_on
group by
    cast(date_trunc('month', contact.starts_on) as date), resident_stretch.stratum_id, resident_stretch.practice_code,
    contact.setting, contact.kind, contact.began, contact.attended
union all
select
    cast(date_trunc('month', medication.issued_on) as date) as month, resident_stretch.stratum_id, resident_stretch.practice_code,
    'general-practice' as setting, 'prescription-item' as kind, null as began, true as attended,
    count(*) as lines, null as bed_days
from medication
inner join resident_stretch
    on resident_stretch.person_id = medication.person_id
    and resident_stretch.starts_on <= medication.issued_on
    and resident_stretch.ends_before > medication.issued_on
group by cast(date_trunc('month', medication.issued_on) as date), resident_stretch.stratum_id, resident_stretch.practice_code
