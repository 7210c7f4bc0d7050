-- table: person_year_continuity
-- grain: one row per person and year of the place with enough contacts that continuity counts (two: see measure_threshold)
-- rule: How far a person's contacts of the year were with one organisation. With n contacts, of which n1, n2 ... with each
--   organisation, continuity is (n1 x n1 + n2 x n2 + ... - n) / (n x (n - 1)): 1 when all were with one organisation, 0 when
--   no two were with the same (Bice and Boxerman, Medical Care 1977;15(4):347-349). Fragmentation is 1 less it. People with
--   fewer contacts have no index.
-- columns:
--   person_id       integer   the person
--   year_starts_on  date      first day of the year
--   contacts        integer   contacts counted
--   organisations   smallint  organisations they were with
--   continuity      double    the index, 0 to 1
--   usual_share     double    share of the contacts that were with the organisation seen most, 0 to 1
with by_person as (
    select
        person_id, year_starts_on, sum(continuity_contacts) as contacts, count(*) as organisations,
        sum(continuity_contacts * continuity_contacts) as squares, max(continuity_contacts) as most
    from person_year_organisation
    where continuity_contacts > 0
    group by person_id, year_starts_on
)
select
    by_person.person_id, by_person.year_starts_on, by_person.contacts, by_person.organisations,
    (by_person.squares - by_person.contacts)
        / cast(by_person.contacts * (by_person.contacts - 1) as double) as continuity,
    by_person.most / cast(by_person.contacts as double) as usual_share
from by_person
inner join measure_threshold on measure_threshold.threshold = 'continuity'
where by_person.contacts >= measure_threshold.amount and by_person.contacts > 1
