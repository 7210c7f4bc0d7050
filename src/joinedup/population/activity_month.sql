-- table: activity_month
-- grain: one row per calendar month, stratum, setting, kind, way of beginning and mark
-- rule: Contacts that the person came to, on days lived here; a stay or a spell of support counts on its first day, with
--   all its bed days. Mark `any` counts every contact; each other mark counts again those of them that bear it (see
--   contact_mark), so marks must not be added up. The death of a resident counts as setting population, kind death.
-- columns:
--   month       date      first day of the month
--   stratum_id  smallint  see stratum
--   setting     varchar   setting of the contacts, or population
--   kind        varchar   kind of contact, or death
--   began       varchar   how they began; null where it has no meaning
--   mark        varchar   any, or the mark that these contacts bear
--   contacts    integer   contacts
--   bed_days    integer   nights in a bed; null where there is no bed
select month, stratum_id, setting, kind, began, 'any' as mark, sum(lines) as contacts, sum(bed_days) as bed_days
from care_month
where attended and kind <> 'prescription-item'
group by month, stratum_id, setting, kind, began
union all
select
    cast(date_trunc('month', contact_mark.starts_on) as date) as month, resident_stretch.stratum_id,
    contact_mark.setting, contact_mark.kind, contact_mark.began, contact_mark.mark,
    count(*) as contacts, sum(contact_mark.bed_days) as bed_days
from contact_mark
inner join resident_stretch
    on resident_stretch.person_id = contact_mark.person_id
    and resident_stretch.starts_on <= contact_mark.starts_on
    and resident_stretch.ends_before > contact_mark.starts_on
group by
    cast(date_trunc('month', contact_mark.starts_on) as date), resident_stretch.stratum_id,
    contact_mark.setting, contact_mark.kind, contact_mark.began, contact_mark.mark
union all
select
    cast(date_trunc('month', person.died_on) as date) as month, resident_stretch.stratum_id,
    'population' as setting, 'death' as kind, null as began, 'any' as mark, count(*) as contacts, null as bed_days
from person
inner join resident_stretch
    on resident_stretch.person_id = person.person_id
    and resident_stretch.starts_on <= person.died_on
    and resident_stretch.ends_before > person.died_on
group by cast(date_trunc('month', person.died_on) as date), resident_stretch.stratum_id
