-- table: person_year_activity
-- grain: one row per person and year of the place with a contact or a prescribed item
-- rule: Contacts that the person came to, on days lived here; a stay or a spell of support counts on its first day, with all
--   its bed days.
-- columns:
--   person_id                        integer  the person
--   year_starts_on                   date     first day of the year
--   gp_consultations                 integer  consultations in general practice
--   prescription_items               integer  items prescribed
--   emergency_department_attendances integer  attendances at emergency departments
--   emergency_admissions             integer  stays in hospital that began as an emergency
--   elective_admissions              integer  stays in hospital that were planned
--   other_admissions                 integer  stays in hospital that began in any other way
--   emergency_bed_days               integer  nights of the stays that began as an emergency
--   bed_days                         integer  nights of all stays in hospital
--   day_cases                        integer  planned admissions and discharges on one day
--   outpatient_attendances           integer  outpatient appointments
--   community_contacts               integer  contacts with community services
--   mental_health_contacts           integer  contacts with mental health services
--   mental_health_admissions         integer  stays in a mental health ward
--   mental_health_bed_days           integer  nights of those stays
--   social_care_assessments          integer  assessments and reviews by the council
--   home_care_spells                 integer  spells of home care that began
--   care_home_spells                 integer  spells in a care home that began
--   other_support_spells             integer  spells of other support that began
with year as (
    select as_of, year_ends_before from score_date where year_ends_before is not null
), whole_year as (
    select resident_stretch.person_id, resident_stretch.year_starts_on
    from resident_stretch
    inner join year on year.as_of = resident_stretch.year_starts_on
    where resident_stretch.starts_on = year.as_of and resident_stretch.ends_before = year.year_ends_before
), part_year as (
    select resident_stretch.person_id, resident_stretch.starts_on, resident_stretch.ends_before
    from resident_stretch
    inner join year on year.as_of = resident_stretch.year_starts_on
    where resident_stretch.starts_on > year.as_of or resident_stretch.ends_before < year.year_ends_before
), contacted as (
    -- Nearly everybody lives here all year, so that a person's contacts are added up before anything is asked about the
    -- person. Only those on a day within a part of a year lived here are told apart line by line.
    select
        contact.person_id,
        year.as_of as year_starts_on,
        part_year.person_id is not null as in_part,
        count(case when contact.kind = 'consultation' then 1 end) as gp_consultations,
        count(case when contact.kind = 'outpatient' then 1 end) as outpatient_attendances,
        count(case when contact.kind = 'community-contact' then 1 end) as community_contacts,
        count(case when contact.kind = 'mental-health-contact' then 1 end) as mental_health_contacts
    from contact
    inner join year on year.as_of <= contact.starts_on and year.year_ends_before > contact.starts_on
    left join part_year
        on part_year.person_id = contact.person_id
        and part_year.starts_on <= contact.starts_on
        and part_year.ends_before > contact.starts_on
    where contact.attended
        and contact.kind in ('consultation', 'outpatient', 'community-contact', 'mental-health-contact')
    group by contact.person_id, year.as_of, part_year.person_id is not null
), seldom as (  -- the kinds that few people have in a year: looked up one by one, so that the many columns are kept for few people
    select
        contact.person_id,
        resident_stretch.year_starts_on,
        count(case when contact.kind = 'emergency-department' then 1 end) as emergency_department_attendances,
        count(case when contact.kind = 'admission' and contact.began = 'emergency' then 1 end)
            as emergency_admissions,
        count(case when contact.kind = 'admission' and contact.began = 'elective' then 1 end)
            as elective_admissions,
        count(case when contact.kind = 'admission' then 1 end) as admissions,
        sum(case when contact.kind = 'admission' and contact.began = 'emergency' then contact.bed_days end)
            as emergency_bed_days,
        sum(case when contact.kind = 'admission' then contact.bed_days end) as bed_days,
        count(case when contact.kind = 'day-case' then 1 end) as day_cases,
        count(case when contact.kind = 'mental-health-admission' then 1 end) as mental_health_admissions,
        sum(case when contact.kind = 'mental-health-admission' then contact.bed_days end) as mental_health_bed_days,
        count(case when contact.kind = 'assessment' then 1 end) as social_care_assessments,
        count(case when contact.kind = 'home-care' then 1 end) as home_care_spells,
        count(case when contact.kind = 'care-home' then 1 end) as care_home_spells,
        count(case when contact.kind = 'other-support' then 1 end) as other_support_spells
    from contact
    inner join resident_stretch
        on resident_stretch.person_id = contact.person_id
        and resident_stretch.starts_on <= contact.starts_on
        and resident_stretch.ends_before > contact.starts_on
    where contact.attended
        and contact.kind not in ('consultation', 'outpatient', 'community-contact', 'mental-health-contact')
    group by contact.person_id, resident_stretch.year_starts_on
), prescribed as (
    select
        medication.person_id,
        year.as_of as year_starts_on,
        part_year.person_id is not null as in_part,
        count(*) as prescription_items
    from medication
    inner join year on year.as_of <= medication.issued_on and year.year_ends_before > medication.issued_on
    left join part_year
        on part_year.person_id = medication.person_id
        and part_year.starts_on <= medication.issued_on
        and part_year.ends_before > medication.issued_on
    group by medication.person_id, year.as_of, part_year.person_id is not null
), lived as (
    select person_id, year_starts_on, false as in_part from whole_year
    union all
    select person_id, year_starts_on, true as in_part
    from resident_stretch
    where not exists (
        select 1 from whole_year
        where whole_year.person_id = resident_stretch.person_id
            and whole_year.year_starts_on = resident_stretch.year_starts_on
    )
    group by person_id, year_starts_on
)
select
    lived.person_id,
    lived.year_starts_on,
    coalesce(contacted.gp_consultations, 0) as gp_consultations,
    coalesce(prescribed.prescription_items, 0) as prescription_items,
    coalesce(seldom.emergency_department_attendances, 0) as emergency_department_attendances,
    coalesce(seldom.emergency_admissions, 0) as emergency_admissions,
    coalesce(seldom.elective_admissions, 0) as elective_admissions,
    coalesce(seldom.admissions - seldom.emergency_admissions - seldom.elective_admissions, 0)
        as other_admissions,
    coalesce(seldom.emergency_bed_days, 0) as emergency_bed_days,
    coalesce(seldom.bed_days, 0) as bed_days,
    coalesce(seldom.day_cases, 0) as day_cases,
    coalesce(contacted.outpatient_attendances, 0) as outpatient_attendances,
    coalesce(contacted.community_contacts, 0) as community_contacts,
    coalesce(contacted.mental_health_contacts, 0) as mental_health_contacts,
    coalesce(seldom.mental_health_admissions, 0) as mental_health_admissions,
    coalesce(seldom.mental_health_bed_days, 0) as mental_health_bed_days,
    coalesce(seldom.social_care_assessments, 0) as social_care_assessments,
    coalesce(seldom.home_care_spells, 0) as home_care_spells,
    coalesce(seldom.care_home_spells, 0) as care_home_spells,
    coalesce(seldom.other_support_spells, 0) as other_support_spells
from lived
left join contacted
    on contacted.person_id = lived.person_id
    and contacted.year_starts_on = lived.year_starts_on
    and contacted.in_part = lived.in_part
left join prescribed
    on prescribed.person_id = lived.person_id
    and prescribed.year_starts_on = lived.year_starts_on
    and prescribed.in_part = lived.in_part
left join seldom on seldom.person_id = lived.person_id and seldom.year_starts_on = lived.year_starts_on
where contacted.person_id is not null or prescribed.person_id is not null or seldom.person_id is not null
