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
with contacted as (
    select
        contact.person_id,
        resident_stretch.year_starts_on,
        count(case when contact.kind = 'consultation' then 1 end) as gp_consultations,
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
        count(case when contact.kind = 'outpatient' then 1 end) as outpatient_attendances,
        count(case when contact.kind = 'community-contact' then 1 end) as community_contacts,
        count(case when contact.kind = 'mental-health-contact' then 1 end) as mental_health_contacts,
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
    group by contact.person_id, resident_stretch.year_starts_on
), prescribed as (
    select medication.person_id, resident_stretch.year_starts_on, count(*) as prescription_items
    from medication
    inner join resident_stretch
        on resident_stretch.person_id = medication.person_id
        and resident_stretch.starts_on <= medication.issued_on
        and resident_stretch.ends_before > medication.issued_on
    group by medication.person_id, resident_stretch.year_starts_on
)
select
    coalesce(contacted.person_id, prescribed.person_id) as person_id,
    coalesce(contacted.year_starts_on, prescribed.year_starts_on) as year_starts_on,
    coalesce(contacted.gp_consultations, 0) as gp_consultations,
    coalesce(prescribed.prescription_items, 0) as prescription_items,
    coalesce(contacted.emergency_department_attendances, 0) as emergency_department_attendances,
    coalesce(contacted.emergency_admissions, 0) as emergency_admissions,
    coalesce(contacted.elective_admissions, 0) as elective_admissions,
    coalesce(contacted.admissions - contacted.emergency_admissions - contacted.elective_admissions, 0)
        as other_admissions,
    coalesce(contacted.emergency_bed_days, 0) as emergency_bed_days,
    coalesce(contacted.bed_days, 0) as bed_days,
    coalesce(contacted.day_cases, 0) as day_cases,
    coalesce(contacted.outpatient_attendances, 0) as outpatient_attendances,
    coalesce(contacted.community_contacts, 0) as community_contacts,
    coalesce(contacted.mental_health_contacts, 0) as mental_health_contacts,
    coalesce(contacted.mental_health_admissions, 0) as mental_health_admissions,
    coalesce(contacted.mental_health_bed_days, 0) as mental_health_bed_days,
    coalesce(contacted.social_care_assessments, 0) as social_care_assessments,
    coalesce(contacted.home_care_spells, 0) as home_care_spells,
    coalesce(contacted.care_home_spells, 0) as care_home_spells,
    coalesce(contacted.other_support_spells, 0) as other_support_spells
from contacted
full join prescribed
    on prescribed.person_id = contacted.person_id and prescribed.year_starts_on = contacted.year_starts_on
